import { Drawer, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { readSettings } from '../../accounts/contract.ts';
import { query } from '../../web/api.ts';
import { useFormats } from '../../web/ui/format.tsx';
import { To } from '../../web/ui/link.tsx';
import { daysIn } from '../../web/ui/period.ts';
import { VerdictChip } from '../../web/ui/verdict-chip.tsx';
import { readThresholds, type VerdictRow } from '../contract.ts';
import { Block } from './block.tsx';
import classes from './channels.module.css';
import { Intervals } from './intervals.tsx';
import { useNames } from './named.ts';
import { chance, roughly, useSayer } from './say.ts';
import { Target } from './target.tsx';
import { perMonth, useReport, useView } from './view.ts';

/** Why a row has its verdict, in full: what it stands on, what may be paid, what it costs, reasons, guards, what it takes to know more. */
export function ReasonsPanel() {
  const { t } = useTranslation(['verdicts', 'ui']);
  const [view, setView] = useView();
  const { byId, verdictOf, period, verdicts } = useReport();
  const names = useNames();
  const row = view.why ? byId.get(view.why) : undefined;
  const verdict = view.why ? verdictOf.get(view.why) : undefined;
  const settled = row && verdict;
  return (
    <Drawer
      opened={view.why !== undefined && (Boolean(settled) || verdicts.isPending)}
      onClose={() => setView({ why: undefined })}
      title={row ? names.path(row, byId) : t('verdict.why')}
      size="min(620px, 100vw)"
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {settled ? <Reasons verdict={verdict} days={daysIn(period)} /> : <Skeleton height={320} />}
    </Drawer>
  );
}

function Reasons({ verdict: v, days }: { verdict: VerdictRow; days: number }) {
  const { t } = useTranslation(['verdicts', 'ui']);
  const f = useFormats();
  const say = useSayer();
  const settings = useQuery(query(readSettings));
  const thresholds = useQuery(query(readThresholds));
  return (
    <Stack gap="lg">
      <Group gap="sm">
        <VerdictChip verdict={v.verdict} size="lg" />
        <Text size="sm" c="dimmed">
          {t(`verdict.level.${v.level}`)}
        </Text>
      </Group>
      <Group gap="md" align="flex-start" grow preventGrowOverflow={false} wrap="nowrap">
        {v.probability !== null && v.verdict !== 'not_enough_data' ? (
          <Figure name={t(`verdict.probability.${v.verdict}`)} value={chance(f, v.probability)} />
        ) : null}
        {v.moneyAtStakeMinor > 0 && v.verdict !== 'not_enough_data' && v.verdict !== 'keep' ? (
          <Figure name={t(`verdict.stake_${v.stakeKind}`)} value={f.money(roughly(perMonth(v.moneyAtStakeMinor, days)))} />
        ) : null}
      </Group>
      <Lines title={t('verdict.reasons')} lines={v.reasons.map((r) => say.reason(r, v.basis))} />
      <Lines title={t('verdict.guards')} lines={v.guards.map(say.guard)} />
      <Lines title={t('verdict.know')} lines={v.toKnow.map(say.know)} />
      <Intervals verdict={v} level={thresholds.data?.values.intervalLevel ?? null} />
      <Block title={t('target.title')}>
        <Target target={v.target} romi={settings.data?.requiredRomi ?? null} />
      </Block>
      <Block title={t('verdict.stands')}>
        <Text size="sm">
          {t(v.basis === null ? 'verdict.on_nothing' : v.basis === 'deals' ? 'verdict.on_deals' : 'verdict.on_qualified', { maturity: f.pct(v.maturity, 0) })}{' '}
          {v.basis === null ? null : t('verdict.projected', { deals: f.num(v.projectedDeals, v.projectedDeals < 10 ? 1 : 0) })} {t('verdict.on_cohort')}
        </Text>
      </Block>
      {v.withoutLargestDeal ? (
        <Block title={t('verdict.without_title')}>
          <Text size="sm">
            {t(v.withoutLargestDeal.probabilityAbove === null ? 'verdict.without_unsure' : 'verdict.without', {
              verdict: t(`ui:verdict.${v.withoutLargestDeal.verdict}`),
              p: chance(f, v.withoutLargestDeal.probabilityAbove),
            })}
          </Text>
        </Block>
      ) : null}
      <To to="/channels" search={{ tab: 'thresholds' }} size="sm">
        {t('verdict.settings')}
      </To>
    </Stack>
  );
}

const Figure = ({ name, value }: { name: string; value: string }) => (
  <div>
    <Text fw={600} size="xl">
      {value}
    </Text>
    <Text size="xs" c="dimmed" maw={220}>
      {name}
    </Text>
  </div>
);

function Lines({ title, lines }: { title: string; lines: string[] }) {
  if (lines.length === 0) return null;
  return (
    <Block title={title}>
      <ul className={classes.list}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Block>
  );
}
