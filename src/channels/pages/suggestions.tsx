import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { query } from '../../web/api.ts';
import { useSend } from '../../web/send.ts';
import { useWorkspace } from '../../web/session.ts';
import { Icon } from '../../web/ui/icon.tsx';
import { notify } from '../../web/ui/notify.tsx';
import { type Channel, listMergeSuggestions, mergeChannels } from '../contract.ts';
import { useNames } from './named.ts';
import { touched } from './view.ts';

/** Names that look alike, one click from being one channel. A "no" is remembered in this browser. */
export function Suggestions({ channels }: { channels: Channel[] }) {
  const { t } = useTranslation('channels');
  const names = useNames();
  const { id } = useWorkspace();
  const suggestions = useQuery(query(listMergeSuggestions));
  const [different, setDifferent] = useLocalStorage<string[]>({ key: `otdel.different.${id}`, defaultValue: [] });
  const merge = useSend(mergeChannels, { touches: touched, done: (c) => notify.done(t('names.merged', { name: names.channel(c) })) });
  const byId = new Map(channels.map((c) => [c.id, c]));
  const open = (suggestions.data ?? []).flatMap(({ fromId, intoId }) => {
    const [from, into] = [byId.get(fromId), byId.get(intoId)];
    return from && into && !different.includes(`${fromId} ${intoId}`) ? [{ from, into }] : [];
  });
  if (open.length === 0) return null;
  return (
    <Alert color="brand" variant="light" title={t('names.suggestions')} icon={<Icon name="link" />}>
      <Stack gap={6}>
        {open.map(({ from, into }) => (
          <Group key={`${from.id} ${into.id}`} justify="space-between" gap="xs">
            <Text size="sm">{t('names.suggestion', { from: names.channel(from), into: names.channel(into) })}</Text>
            <Group gap="xs">
              <Button
                size="compact-sm"
                loading={merge.busy && merge.input?.body?.fromId === from.id}
                onClick={() => void merge.send({ body: { fromId: from.id, intoId: into.id } })}
              >
                {t('names.merge_verb')}
              </Button>
              <Button size="compact-sm" variant="subtle" onClick={() => setDifferent([...different, `${from.id} ${into.id}`])}>
                {t('names.different')}
              </Button>
            </Group>
          </Group>
        ))}
      </Stack>
    </Alert>
  );
}
