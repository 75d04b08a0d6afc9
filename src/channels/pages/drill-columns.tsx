import type { TFunction } from 'i18next';
import type { Column } from '../../web/ui/data-table.tsx';
import type { Formats } from '../../web/ui/format.tsx';
import type { ChannelReport, DrillMetric, DrillRow } from '../contract.ts';
import { rejectReason } from './say.ts';

/** Which kind of rows a metric counts or sums. */
export const kindOf = (metric: DrillMetric): DrillRow['kind'] =>
  ['deals', 'priced', 'revenue', 'margin'].includes(metric) ? 'deal' : ['cost', 'impressions', 'clicks'].includes(metric) ? 'cost' : 'lead';

type Lead = Extract<DrillRow, { kind: 'lead' }>;
type Deal = Extract<DrillRow, { kind: 'deal' }>;
type Cost = Extract<DrillRow, { kind: 'cost' }>;

/** A column of one kind of row, in a table whose rows are all of that kind. */
const of = <R extends DrillRow>(column: Omit<Column<R>, 'under' | 'open'>) => column as unknown as Column<DrillRow>;

/** The columns of the rows behind a metric. Customers may be leads and deals at once: what both have is shown. */
export function drillColumns(t: TFunction, f: Formats, metric: DrillMetric, report: ChannelReport, contacts: boolean): Column<DrillRow>[] {
  const { money, grossMargin } = report;
  const estimated = (r: Deal) => (r.marginMinor === null && r.amountMinor !== null ? Math.round(r.amountMinor * grossMargin) : null);
  const name = (id: string) => t(`channels:rows.${id}`);
  const source = [
    of<DrillRow>({ id: 'source', name: name('source'), value: (r) => r.source, width: 150 }),
    of<DrillRow>({ id: 'campaign', name: name('campaign'), value: (r) => r.campaign, width: 190 }),
  ];
  const who = contacts
    ? [
        of<Lead | Deal>({ id: 'who', name: name('who'), value: (r) => r.name, width: 180 }),
        of<Lead | Deal>({ id: 'company', name: name('company'), value: (r) => r.company, width: 170 }),
      ]
    : [];
  if (metric === 'customers')
    return [
      of<Lead | Deal>({ id: 'day', name: name('day'), kind: 'day', value: (r) => (r.kind === 'lead' ? r.day : r.cohortOn), width: 130 }),
      ...who,
      ...source,
    ];
  if (kindOf(metric) === 'lead')
    return [
      of<Lead>({ id: 'day', name: name('day'), kind: 'day', value: (r) => r.day, width: 130 }),
      ...who,
      of<Lead>({ id: 'judgement', name: name('judgement'), value: (r) => t(`leads:judgement.${r.judgement}`), width: 150 }),
      of<Lead>({ id: 'reason', name: name('reason'), value: (r) => r.rejectReason && rejectReason(t, r.rejectReason), width: 160 }),
      of<Lead>({ id: 'outcome', name: name('outcome'), value: (r) => t(`leads:outcome.${r.outcome}`), width: 120 }),
      ...source,
    ];
  if (kindOf(metric) === 'deal')
    return [
      of<Deal>({ id: 'ended', name: name('ended'), kind: 'day', value: (r) => r.endedOn, width: 130 }),
      ...(contacts ? [of<Deal>({ id: 'deal', name: name('deal'), value: (r) => r.company ?? r.name, width: 230 })] : []),
      of<Deal>({ id: 'product', name: name('product'), value: (r) => r.product, width: 180 }),
      ...(money
        ? [
            of<Deal>({ id: 'amount', name: name('amount'), kind: 'money', value: (r) => r.amountMinor, width: 120 }),
            of<Deal>({
              id: 'margin',
              name: name('margin'),
              kind: 'money',
              value: (r) => r.marginMinor ?? estimated(r),
              // where the deal does not say, the number in the table counts the company's share: so does the row, and shows it
              cell: (r) => (r.marginMinor === null && estimated(r) !== null ? `≈ ${f.money(estimated(r))}` : f.money(r.marginMinor)),
              width: 124,
            }),
          ]
        : []),
      of<Deal>({ id: 'day', name: name('day'), kind: 'day', value: (r) => r.cohortOn, width: 130 }),
      ...source,
    ];
  return [
    of<Cost>({ id: 'day', name: name('cost_day'), kind: 'day', value: (r) => r.day, width: 130 }),
    of<Cost>({ id: 'platform', name: name('platform'), value: (r) => r.platform, width: 150 }),
    ...source,
    ...(money
      ? [
          of<Cost>({ id: 'net', name: name('net'), kind: 'money', value: (r) => r.netMinor, width: 120 }),
          of<Cost>({ id: 'vat', name: name('vat'), kind: 'money', value: (r) => r.vatMinor, width: 110 }),
        ]
      : []),
    of<Cost>({ id: 'impressions', name: t('channels:column.impressions'), kind: 'number', value: (r) => r.impressions, width: 110 }),
    of<Cost>({ id: 'clicks', name: t('channels:column.clicks'), kind: 'number', value: (r) => r.clicks, width: 90 }),
  ];
}
