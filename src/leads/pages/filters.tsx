import { Button, Checkbox, Group, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listChannels } from '../../channels/contract.ts';
import { query } from '../../web/api.ts';
import { useCan } from '../../web/session.ts';
import { Judgement, Outcome } from '../contract.ts';
import { UNATTRIBUTED, useView } from './view.ts';
import { useChannelName } from './words.tsx';

const ANY = '';
const width = { base: 'calc(50% - 5px)', xs: 160 };

/** Channel, judgement and outcome; what is chosen is in the address bar. */
export function LeadFilters() {
  const { t } = useTranslation('leads');
  const [view, setView] = useView();
  const named = useChannelName();
  const sees = useCan()('channels.read');
  const channels = useQuery({ ...query(listChannels), enabled: sees });
  const set = view.channel ?? view.judgement ?? view.outcome;
  return (
    <Group gap="xs" w={{ base: '100%', xs: 'auto' }}>
      {sees ? (
        <Select
          size="xs"
          w={width}
          searchable
          aria-label={t('filter.channel')}
          value={view.channel ?? ANY}
          onChange={(v) => setView({ channel: v || undefined })}
          data={[
            { value: ANY, label: t('filter.all_channels') },
            { value: UNATTRIBUTED, label: t('unattributed') },
            ...(channels.data ?? []).map((c) => ({ value: c.id, label: named({ code: c.code, channel: c.name }) ?? c.name })),
          ]}
        />
      ) : null}
      <Select
        size="xs"
        w={width}
        aria-label={t('filter.judgement')}
        value={view.judgement ?? ANY}
        onChange={(v) => setView({ judgement: (v || undefined) as Judgement | undefined })}
        data={[{ value: ANY, label: t('filter.all_judgements') }, ...Judgement.options.map((value) => ({ value, label: t(`judgement.${value}`) }))]}
      />
      <Select
        size="xs"
        w={width}
        aria-label={t('filter.outcome')}
        value={view.outcome ?? ANY}
        onChange={(v) => setView({ outcome: (v || undefined) as 'open' | undefined })}
        data={[{ value: ANY, label: t('filter.all_outcomes') }, ...Outcome.options.map((value) => ({ value, label: t(`outcome.${value}`) }))]}
      />
      {set ? (
        <Button size="xs" variant="subtle" onClick={() => setView({ channel: undefined, judgement: undefined, outcome: undefined })}>
          {t('filter.clear')}
        </Button>
      ) : null}
    </Group>
  );
}

/** Status, and deals of which no lead is known. */
export function DealFilters() {
  const { t } = useTranslation('leads');
  const [view, setView] = useView();
  return (
    <Group gap="sm">
      <Select
        size="xs"
        w={170}
        aria-label={t('filter.status')}
        value={view.status ?? ANY}
        onChange={(v) => setView({ status: (v || undefined) as 'open' | undefined })}
        data={[{ value: ANY, label: t('filter.all_statuses') }, ...(['open', 'won', 'lost'] as const).map((value) => ({ value, label: t(`status.${value}`) }))]}
      />
      <Checkbox
        size="xs"
        label={t('filter.unlinked')}
        checked={view.unlinked === 1}
        onChange={(e) => setView({ unlinked: e.currentTarget.checked ? 1 : undefined })}
      />
    </Group>
  );
}
