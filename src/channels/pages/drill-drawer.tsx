import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { call, key } from '../../web/api.ts';
import type { Entry, Term } from '../../web/glossary.ts';
import { useCan } from '../../web/session.ts';
import { useFormats } from '../../web/ui/format.tsx';
import { useGo } from '../../web/ui/link.tsx';
import type { Period } from '../../web/ui/period.ts';
import { RowsDrawer } from '../../web/ui/rows-drawer.tsx';
import { type ChannelReport, type DrillMetric, type DrillRow, listChannelRows, type ReportRow } from '../contract.ts';
import { basisLine } from './basis.tsx';
import { drillColumns, kindOf } from './drill-columns.tsx';
import { useNames } from './named.ts';

/** Enough for nearly every number in one go; the rest comes with "show more". */
const PAGE = 500;
const terms: Partial<Record<DrillMetric, Term>> = {
  leads: 'lead',
  valid: 'valid_lead',
  qualified: 'qualified_lead',
  deals: 'deal',
  customers: 'customer',
  revenue: 'revenue',
  margin: 'margin',
  cost: 'spend',
};

type Props = { row: ReportRow | null; metric: DrillMetric | null; onClose: () => void; report: ChannelReport; period: Period; basis: ChannelReport['basis'] };

/** The leads, deals or costs behind a number; a lead, or a deal whose lead is known, opens its card. */
export function DrillDrawer({ row, metric, onClose, report, period, basis }: Props) {
  const { t } = useTranslation(['channels', 'glossary', 'leads', 'ui']);
  const f = useFormats();
  const names = useNames();
  const go = useGo();
  const can = useCan();
  const opened = row !== null && metric !== null;
  const of = metric ?? 'leads';
  const asked = { from: period.from, to: period.to, basis, metric: of, limit: PAGE, ...(row?.id ? { row: row.id } : {}) };
  const leadOf = (r: DrillRow) => (r.kind === 'lead' ? r.id : r.kind === 'deal' ? r.leadId : null);
  const term = terms[of];
  const entry = term ? (t(`glossary:term.${term}`, { returnObjects: true }) as unknown as Entry) : null;
  const money = of === 'revenue' || of === 'margin' || of === 'cost';
  return (
    <RowsDrawer
      opened={opened}
      onClose={onClose}
      id={`behind.${kindOf(of)}`}
      title={row ? `${t(`rows.of.${of}`)} · ${row.id === '' ? t('total') : names.row(row)}` : ''}
      formula={entry ? (of === 'margin' ? entry.text : (entry.formula ?? entry.text)) : undefined}
      basis={basisLine(t, f, report, period, of)}
      query={{
        queryKey: [...key(listChannelRows), asked],
        queryFn: ({ signal, cursor }) => call(listChannelRows, { query: { ...asked, cursor } }, signal),
      }}
      next={(answer) => answer.nextCursor}
      rows={(answer) => answer.rows}
      columns={drillColumns(t, f, of, report, can('contacts.read'))}
      rowKey={(r) => r.id}
      onOpen={kindOf(of) !== 'cost' && can('leads.read') ? (r) => leadOf(r) && go(`/leads/${leadOf(r)}`) : undefined}
      foot={({ count, sum }) => (
        <Text size="sm" c="dimmed">
          {t('rows.count', { count, shown: f.num(count) })}.{' '}
          {money ? t('rows.sum', { sum: f.money(sum) }) : of === 'clicks' || of === 'impressions' ? t('rows.sum', { sum: f.num(sum) }) : t('rows.same')}.
        </Text>
      )}
    />
  );
}
