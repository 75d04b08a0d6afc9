import { Group, Paper, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../web/ui/format.tsx';
import { daysIn } from '../../web/ui/period.ts';
import { Empty, Failed, Loading } from '../../web/ui/states.tsx';
import type { VerdictRow } from '../contract.ts';
import { FirstCard } from './first-card.tsx';
import { useNames } from './named.ts';
import { useSayer } from './say.ts';
import { Scatter } from './scatter.tsx';
import { type Reported, useReport, useView } from './view.ts';

/** What to drop, fix and strengthen, the most expensive first; then what cannot be known yet, and the picture of it all. */
export function First() {
  const { t } = useTranslation('verdicts');
  const reported = useReport();
  const { report, verdicts, verdictOf, byId, period } = reported;
  const error = report.error ?? verdicts.error;
  if (error) return <Failed error={error} onRetry={() => void Promise.all([report.refetch(), verdicts.refetch()])} />;
  if (!report.data || !verdicts.data) return <Loading lines={8} height={28} />;
  const first = verdicts.data.first.flatMap((id) => {
    const [verdict, row] = [verdictOf.get(id), byId.get(id)];
    return verdict && row ? [{ verdict, row }] : [];
  });
  return (
    <Stack gap="xl">
      <Stack gap="sm" component="section">
        <Text size="sm" c="dimmed">
          {t('first.text')}
        </Text>
        {first.length === 0 ? <Empty icon="check" title={t('first.nothing')} text={t('first.nothing_text')} /> : null}
        {first.map(({ verdict, row }, i) => (
          <FirstCard key={row.id} rank={i + 1} verdict={verdict} row={row} byId={byId} days={daysIn(period)} />
        ))}
      </Stack>
      <Scatter reported={reported} />
      <Unknown reported={reported} />
    </Stack>
  );
}

/** Channels that spend without enough data, with what it would take to know. */
function Unknown({ reported: { verdictOf, byId } }: { reported: Reported }) {
  const { t } = useTranslation('verdicts');
  const f = useFormats();
  const names = useNames();
  const say = useSayer();
  const [, setView] = useView();
  const unknown = [...verdictOf.values()]
    .filter((v) => v.verdict === 'not_enough_data' && v.parentId === null && v.spendMinor > 0)
    .sort((a, b) => b.spendMinor - a.spendMinor);
  if (unknown.length === 0) return null;
  const needs = (v: VerdictRow) => v.toKnow.map(say.know).join(' ');
  return (
    <Stack gap="sm" component="section">
      <div>
        <Title order={2}>{t('first.unknown')}</Title>
        <Text size="sm" c="dimmed">
          {t('first.unknown_text')}
        </Text>
      </div>
      {unknown.map((v) => {
        const row = byId.get(v.id);
        return row ? (
          <Paper key={v.id} withBorder px="md" py="sm">
            <Group justify="space-between" gap="xs">
              <UnstyledButton onClick={() => setView({ why: v.id })}>
                <Text size="sm" fw={600} td="underline" style={{ textDecorationColor: 'var(--mantine-color-default-border)', textUnderlineOffset: 4 }}>
                  {names.row(row)}
                </Text>
              </UnstyledButton>
              <Text size="sm" c="dimmed">
                {t('first.spent', { money: f.money(v.spendMinor) })}
              </Text>
            </Group>
            <Text size="sm" mt={2}>
              {needs(v)}
            </Text>
          </Paper>
        ) : null;
      })}
    </Stack>
  );
}
