import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Formats, useFormats } from '../../web/ui/format.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { VerdictChip } from '../../web/ui/verdict-chip.tsx';
import type { ReportRow, VerdictRow } from '../contract.ts';
import classes from './channels.module.css';
import { useNames } from './named.ts';
import { chance, roughly, type Sayer, useSayer } from './say.ts';
import { perMonth, useView } from './view.ts';

type Props = { rank: number; verdict: VerdictRow; row: ReportRow; byId: ReadonlyMap<string, ReportRow>; days: number };

/** One thing to do: what, why in one sentence, how sure, how much money, and the next step. */
export function FirstCard({ rank, verdict: v, row, byId, days }: Props) {
  const { t } = useTranslation('verdicts');
  const f = useFormats();
  const say = useSayer();
  const names = useNames();
  const [, setView] = useView();
  const reason = v.reasons[0];
  return (
    <Card padding="md" component="article" aria-label={names.path(row, byId)}>
      <Group align="flex-start" wrap="nowrap" gap="md">
        <span className={classes.rank} aria-hidden>
          {rank}
        </span>
        <Stack gap="xs" flex={1} miw={0}>
          <Group gap="sm">
            <VerdictChip verdict={v.verdict} />
            <Title order={2} size="h3">
              {names.path(row, byId)}
            </Title>
            <Text size="sm" c="dimmed">
              {t('first.spends', { money: f.moneyShort(perMonth(v.spendMinor, days)) })}
            </Text>
          </Group>
          <Group hiddenFrom="sm" gap="xs" align="baseline">
            <Stake verdict={v} days={days} />
          </Group>
          {reason ? <Text size="sm">{say.reason(reason, v.basis)}</Text> : null}
          <Text size="sm">
            <b>{t('first.next')}:</b> <NextStep verdict={v} days={days} f={f} say={say} />
          </Text>
          {v.guards.length ? (
            <Text size="sm" c="dimmed">
              {t('first.guards')}: {v.guards.map(say.guard).join(' ')}
            </Text>
          ) : null}
          <Group gap="xs" mt={4}>
            <Button size="compact-sm" variant="light" leftSection={<Icon name="question" size={14} />} onClick={() => setView({ why: row.id })}>
              {t('first.why')}
            </Button>
            <Button size="compact-sm" variant="subtle" leftSection={<Icon name="table" size={14} />} onClick={() => setView({ tab: 'table', row: row.id })}>
              {t('first.in_table')}
            </Button>
          </Group>
        </Stack>
        <Stack gap={2} ta="end" visibleFrom="sm" miw={150}>
          <Stake verdict={v} days={days} />
        </Stack>
      </Group>
    </Card>
  );
}

function Stake({ verdict: v, days }: { verdict: VerdictRow; days: number }) {
  const { t } = useTranslation('verdicts');
  const f = useFormats();
  return (
    <>
      <Text fw={600} size="xl" lh={1.2}>
        {f.money(roughly(perMonth(v.moneyAtStakeMinor, days)))}
      </Text>
      <Text size="xs" c="dimmed">
        {t(v.stakeKind === 'gain' ? 'first.gain' : 'first.lose')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('first.probability')} {chance(f, v.probability)}
      </Text>
    </>
  );
}

/** Causes in the order in which they are dealt with: what spoils the judgement first, then what is found, then where it merely differs from the others. */
const causes = [
  'sla_breached',
  'rejected_for_one_reason',
  'conversion_below_peers',
  'saturated',
  'qualified_close_below_peers',
  'lead_cost_above_peers',
  'qualified_share_below_peers',
] as const;

function NextStep({ verdict: v, days, f, say }: { verdict: VerdictRow; days: number; f: Formats; say: Sayer }) {
  const { t } = useTranslation('verdicts');
  const spend = perMonth(v.spendMinor, days);
  const money = (minor: number) => f.money(roughly(minor, 3));
  const found = (code: string) => v.reasons.find((r) => r.code === code)?.params;
  const number = (value: unknown) => (typeof value === 'number' ? value : 0);
  if (v.verdict === 'drop') return t('first.action.drop', { spend: money(spend) });
  if (v.verdict === 'strengthen') {
    const step = found('step');
    const [low, high] = [number(step?.low), number(step?.high)];
    return t('first.action.strengthen', { low: f.num(low * 100), high: f.pct(high, 0), from: money(spend * (1 + low)), to: money(spend * (1 + high)) });
  }
  const cause = causes.find(found);
  if (!cause) return t('first.action.fix');
  const params = found(cause);
  return t(`first.action.${cause}`, { reason: say.rejectReason(String(params?.reason ?? '')), budget: money(spend * number(params?.spendFactor)) });
}
