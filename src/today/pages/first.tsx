import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ReportRow, readChannelReport, readVerdicts } from '../../channels/contract.ts';
import { query } from '../../web/api.ts';
import { useTimeZone } from '../../web/session.ts';
import { useFormats } from '../../web/ui/format.tsx';
import { To } from '../../web/ui/link.tsx';
import { daysIn, presetDays, todayIn } from '../../web/ui/period.ts';
import { Failed, Loading } from '../../web/ui/states.tsx';
import { VerdictChip } from '../../web/ui/verdict-chip.tsx';

const SHOWN = 3;

/** The verdicts reckon over their period; people think of money a month, as the channel table shows it too. */
const perMonth = (minor: number, days: number): number => (minor * 365.25) / 12 / Math.max(1, days);

/** What to do first: the channels with most money at stake, over the same ninety days as the channel table opens with. */
export function WhatFirst() {
  const { t } = useTranslation(['today', 'channels']);
  const f = useFormats();
  const period = presetDays('days90', todayIn(useTimeZone()));
  const verdicts = useQuery(query(readVerdicts, { query: period }));
  const report = useQuery(query(readChannelReport, { query: { ...period, basis: 'cohort' as const } }));
  const failed = verdicts.error ?? report.error;
  if (failed) return <Failed error={failed} onRetry={() => void Promise.all([verdicts.refetch(), report.refetch()])} />;
  if (!verdicts.data || !report.data) return <Loading lines={4} />;
  const rows = new Map(report.data.rows.map((row) => [row.id, row]));
  const first = verdicts.data.first.slice(0, SHOWN).flatMap((id) => verdicts.data.verdicts.find((v) => v.id === id) ?? []);
  const name = (row: ReportRow | undefined): string =>
    row ? (row.code ? t(`channels:group.${row.code.replaceAll('_', '-')}`) : row.name || t('channels:not_set')) : '';
  /** The channel, and the campaign or tool within it: a campaign's name alone says little. */
  const path = (id: string): string => {
    const row = rows.get(id);
    let top = row;
    while (top?.parentId && rows.has(top.parentId)) top = rows.get(top.parentId);
    return top === row ? name(row) : `${name(top)} → ${name(row)}`;
  };
  return (
    <Paper withBorder p="md" radius="md">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h5">
          {t('first.title')}
        </Title>
        <To to="/channels" search={{ tab: 'first' }} size="sm">
          {t('first.all')}
        </To>
      </Group>
      {first.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('first.none')}
        </Text>
      ) : (
        <Stack gap="sm">
          {first.map((v) => (
            <Group key={v.id} gap="sm" wrap="nowrap" justify="space-between">
              <Group gap="sm" wrap="wrap" style={{ minWidth: 0 }}>
                <VerdictChip verdict={v.verdict} size="sm" />
                <To to="/channels" search={{ row: v.id, why: v.id }} size="sm" fw={600} c="inherit">
                  {path(v.id)}
                </To>
              </Group>
              <Text size="sm" ta="right" style={{ flex: 'none' }}>
                {t(v.stakeKind === 'gain' ? 'first.gain' : 'first.loss', { money: f.moneyShort(perMonth(v.moneyAtStakeMinor, daysIn(period))) })}
              </Text>
            </Group>
          ))}
        </Stack>
      )}
    </Paper>
  );
}
