import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { href } from '../../web/api.ts';
import { language } from '../../web/i18n.ts';
import { type Column, DataTable } from '../../web/ui/data-table.tsx';
import { useFormats } from '../../web/ui/format.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { ToButton } from '../../web/ui/link.tsx';
import { daysIn } from '../../web/ui/period.ts';
import { Empty } from '../../web/ui/states.tsx';
import { type ChannelReport, exportChannelReport, type ReportRow } from '../contract.ts';
import { BasisSwitch, basisLine } from './basis.tsx';
import { Behind } from './behind.tsx';
import { type Asked, numberColumns } from './columns.tsx';
import { useNames } from './named.ts';
import { VerdictCell } from './verdict-cell.tsx';
import { useReport, useView } from './view.ts';

/** The id of the totals, which are a row like the others but no row of the report. */
export const TOTAL = '';

/** Channel → source or tool → campaign, the totals below, everything on it opens what it is made of. */
export function ReportTable() {
  const { t } = useTranslation('channels');
  const f = useFormats();
  const names = useNames();
  const [view, setView] = useView();
  const { period, basis, asked: query, money, report, verdicts, verdictOf } = useReport();
  const [asked, setAsked] = useState<Asked | null>(null);
  const data = report.data;

  const { top, below, total } = useMemo(() => treeOf(data), [data]);
  const days = daysIn(period);
  const columns = useMemo((): Column<ReportRow>[] => {
    if (!data) return [];
    return [
      { id: 'name', name: t('column.name'), value: (row) => names.row(row), width: 244 },
      ...(money
        ? [
            {
              id: 'verdict',
              name: t('column.verdict'),
              term: 'verdict' as const,
              width: 168,
              value: (row: ReportRow) => (verdictOf.has(row.id) ? t(`ui:verdict.${verdictOf.get(row.id)!.verdict}`) : null),
              cell: (row: ReportRow) => {
                const verdict = verdictOf.get(row.id);
                return verdict ? <VerdictCell verdict={verdict} days={days} /> : null;
              },
              open: (row: ReportRow) => setView({ why: row.id }),
            },
          ]
        : []),
      ...numberColumns(t, data, setAsked),
    ];
  }, [data, t, names.row, money, verdictOf, days, setView]);

  if (data && data.dataFrom === null) return <NoData />;
  const blank = data?.rows.every((row) => row.level === 'unattributed') && data.total.now.figures.leads === 0 && !data.total.now.figures.costMinor;
  if (data && blank)
    return (
      <Empty
        icon="calendar"
        title={t('empty.period_title')}
        text={t('empty.period_text', { from: f.day(data.dataFrom), to: f.day(data.dataTo) })}
        action={<Button onClick={() => period.set({ from: data.dataFrom ?? period.from, to: data.dataTo ?? period.to })}>{t('empty.period_action')}</Button>}
      />
    );
  return (
    <Stack gap="sm">
      {data ? <Unpriced report={data} open={() => total && setAsked({ row: total, drill: 'deals' })} /> : null}
      <DataTable
        key={data && view.row ? `to ${view.row}` : 'all'}
        id="channels"
        label={t('title')}
        rows={data ? top : undefined}
        columns={columns}
        rowKey={(row) => row.id}
        below={below}
        totals={total}
        reveal={view.row}
        onOpen={money ? (row) => verdictOf.has(row.id) && setView({ why: row.id }) : undefined}
        loading={report.isPending}
        error={report.error ?? verdicts.error}
        onRetry={() => void Promise.all([report.refetch(), money && verdicts.refetch()])}
        rowHeight={money || query.compareFrom ? 50 : 40}
        exports={{
          csv: href(exportChannelReport, { query: { ...query, format: 'csv', language: language() } }),
          xlsx: href(exportChannelReport, { query: { ...query, format: 'xlsx', language: language() } }),
        }}
        tools={<BasisSwitch />}
        height="max(420px, calc(100dvh - 330px))"
      />
      {data ? (
        <Text size="xs" c="dimmed">
          {basisLine(t, f, data, period)}
        </Text>
      ) : null}
      {data ? <Behind asked={asked} onClose={() => setAsked(null)} report={data} period={period} basis={basis} /> : null}
    </Stack>
  );
}

function treeOf(report: ChannelReport | undefined) {
  const children = new Map<string, ReportRow[]>();
  const top: ReportRow[] = [];
  for (const row of report?.rows ?? []) {
    if (row.parentId === null) top.push(row);
    else children.set(row.parentId, [...(children.get(row.parentId) ?? []), row]);
  }
  const plain = { parentId: null, level: 'channel', name: '', code: null, channelId: null, paid: false, brand: false, remarketing: false } as const;
  const total: ReportRow | null = report ? { id: TOTAL, ...plain, ...report.total } : null;
  return { top, below: (row: ReportRow) => children.get(row.id), total };
}

function NoData() {
  const { t } = useTranslation('channels');
  return (
    <Empty
      icon="channels"
      title={t('empty.title')}
      text={t('empty.text')}
      action={
        <ToButton to="/imports" leftSection={<Icon name="imports" size={16} />}>
          {t('empty.action')}
        </ToButton>
      }
    />
  );
}

/** Won deals without an amount understate everything made of revenue: said above the table, not in a footnote. */
function Unpriced({ report, open }: { report: ChannelReport; open: () => void }) {
  const { t } = useTranslation('channels');
  const { deals, priced } = report.total.now.figures;
  const missing = report.money && deals !== null && priced !== null ? deals - priced : 0;
  if (missing <= 0) return null;
  return (
    <Alert color="amber" variant="default" p="xs" icon={<Icon name="warning" />}>
      <Group justify="space-between" gap="xs">
        <Text size="sm">{t('unpriced', { count: missing })}</Text>
        <Button size="compact-sm" variant="subtle" color="amber" onClick={open}>
          {t('unpriced_open')}
        </Button>
      </Group>
    </Alert>
  );
}
