import type { TFunction } from 'i18next';
import type { Term } from '../../web/glossary.ts';
import type { Column } from '../../web/ui/data-table.tsx';
import type { ChannelReport, DrillMetric, Figures, ReportRow } from '../contract.ts';
import { FORMULAS, type FormulaId } from '../domain/ratios.ts';
import { Change } from './change.tsx';
import { RATIO_TERMS } from './named.ts';

/** What a number of the table opens: its rows, or the formula whose parts open theirs. */
export type Asked = { row: ReportRow; drill: DrillMetric } | { row: ReportRow; ratio: FormulaId };

type FigureColumn = { figure: keyof Figures; id: string; drill?: DrillMetric; term: Term; money?: true; hidden?: true; width?: number };
const figures: FigureColumn[] = [
  { id: 'cost', figure: 'costMinor', drill: 'cost', term: 'spend', money: true, width: 114 },
  { id: 'impressions', figure: 'impressions', drill: 'impressions', term: 'impressions', hidden: true },
  { id: 'clicks', figure: 'clicks', drill: 'clicks', term: 'clicks', hidden: true },
  { id: 'visits', figure: 'visits', term: 'visit', width: 90 },
  { id: 'leads', figure: 'leads', drill: 'leads', term: 'lead', width: 84 },
  { id: 'valid', figure: 'valid', drill: 'valid', term: 'valid_lead', width: 110 },
  { id: 'judged', figure: 'judged', drill: 'judged', term: 'qualified_share', hidden: true, width: 110 },
  { id: 'qualified', figure: 'qualified', drill: 'qualified', term: 'qualified_lead', width: 120 },
  { id: 'deals', figure: 'deals', drill: 'deals', term: 'deal', width: 92 },
  { id: 'customers', figure: 'customers', drill: 'customers', term: 'customer', hidden: true, width: 100 },
  { id: 'revenue', figure: 'revenueMinor', drill: 'revenue', term: 'revenue', money: true, width: 116 },
  { id: 'margin', figure: 'marginMinor', drill: 'margin', term: 'margin', money: true, width: 116 },
];
type RatioColumn = { ratio: FormulaId; hidden?: true; width?: number };
const ratios: RatioColumn[] = [
  { ratio: 'cpl', width: 96 },
  { ratio: 'valid_cpl', hidden: true, width: 128 },
  { ratio: 'cpql', width: 104 },
  { ratio: 'cac', width: 108 },
  { ratio: 'drr', width: 100 },
  { ratio: 'roas', width: 92 },
  { ratio: 'romi_margin', width: 98 },
  { ratio: 'roi_full', width: 92 },
  { ratio: 'romi_revenue', hidden: true, width: 156 },
  { ratio: 'average_check', hidden: true, width: 128 },
  { ratio: 'visit_to_lead', hidden: true, width: 120 },
  { ratio: 'lead_to_valid', hidden: true, width: 140 },
  { ratio: 'lead_to_qualified', hidden: true, width: 136 },
  { ratio: 'qualified_to_won', hidden: true, width: 140 },
  { ratio: 'lead_to_won', hidden: true, width: 128 },
  { ratio: 'ctr', hidden: true, width: 90 },
  { ratio: 'cpc', hidden: true, width: 90 },
  { ratio: 'cpm', hidden: true, width: 90 },
];

const unitKind = { money: 'money', share: 'percent', times: 'number' } as const;
const aboutMoney = (id: FormulaId) => {
  const { top, minus, bottom } = FORMULAS[id] as { top: readonly string[]; minus: readonly string[]; bottom: string };
  return [...top, ...minus, bottom].some((part) => ['media', 'spend', 'fullCost', 'revenue', 'margin'].includes(part));
};

/** Pixels for the total, the longest number of a column, in bold with its spaces and its currency: a number that is cut is a wrong number. */
function roomFor(total: number | null, money: boolean): number {
  const digits = String(Math.abs(Math.round(money ? (total ?? 0) / 100 : (total ?? 0)))).length;
  return 44 + digits * 8.8 + Math.floor((digits - 1) / 3) * 4 + (money ? 16 : 0);
}

/** The columns of figures and ratios: without the right to see money, those of money are absent; with nothing in a whole column, it waits in the picker. */
export function numberColumns(t: TFunction, report: ChannelReport, open: (asked: Asked) => void): Column<ReportRow>[] {
  const { total, money } = report;
  const compared = total.before !== null;
  const blank = (value: number | null) => value === null;
  return [
    ...figures
      .filter((c) => money || !c.money)
      .map(
        ({ id, figure, drill, term, hidden, width, ...c }): Column<ReportRow> => ({
          id,
          name: t(`channels:column.${id}`),
          term,
          width: Math.max(width ?? 0, roomFor(total.now.figures[figure], c.money === true)),
          kind: c.money ? 'money' : 'number',
          hidden: hidden ?? blank(total.now.figures[figure]),
          value: (row) => row.now.figures[figure],
          open: drill ? (row) => open({ row, drill }) : undefined,
          under: compared
            ? (row) => <Change now={row.now.figures[figure]} before={row.before?.figures[figure]} kind={c.money ? 'money' : 'number'} />
            : undefined,
        }),
      ),
    ...ratios
      .filter((c) => money || !aboutMoney(c.ratio))
      .map(({ ratio, hidden, width }): Column<ReportRow> => {
        const kind = unitKind[FORMULAS[ratio].unit];
        const digits = kind === 'number' ? 2 : 1;
        return {
          id: ratio,
          name: t(`channels:column.${ratio}`),
          term: RATIO_TERMS[ratio],
          width,
          kind,
          digits,
          hidden: hidden ?? blank(total.now.ratios[ratio]),
          value: (row) => row.now.ratios[ratio],
          open: (row) => open({ row, ratio }),
          under: compared ? (row) => <Change now={row.now.ratios[ratio]} before={row.before?.ratios[ratio]} kind={kind} digits={digits} /> : undefined,
        };
      }),
  ];
}
