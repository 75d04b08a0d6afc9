import { COMPANY, CYCLE, GROSS_MARGIN, type Lang, REQUIRED_ROMI, vatRate } from './company.ts';
import { type DemoOptions, history } from './history.ts';
import type { CostRow, DealRow, LeadRow } from './rows.ts';

/** Settings of the demo workspace; shares are 0–1, `vatRate` is today's rate in per cent. */
export type DemoWorkspace = {
  name: string;
  lang: Lang;
  currency: string;
  timeZone: string;
  country: string;
  mode: 'leads' | 'sales';
  vatRate: number;
  vatRecoverable: boolean;
  grossMargin: number;
  requiredRomi: number;
  cycleMedianDays: number;
  cycleP90Days: number;
};

/** Inputs of the three-number planner: sales per month and average cheque in minor units, conversions as shares, measured on leads older than 90 days. */
export type DemoPlan = { salesMinor: number; averageChequeMinor: number; leadToQualified: number; qualifiedToDeal: number };

/** The whole demo company. */
export type DemoCompany = { workspace: DemoWorkspace; plan: DemoPlan; leads: LeadRow[]; deals: DealRow[]; costs: CostRow[] };

/** Days after which nine deals in ten have been closed: younger leads would make the conversion look worse than it is. */
const MATURE_DAYS = 90;

/** Rounded to two significant digits: nobody plans 13,482,917 of sales. */
function roundFigure(value: number): number {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.round(value / unit) * unit;
}

function planFrom(leads: readonly LeadRow[], deals: readonly DealRow[], today: string): DemoPlan {
  const before = new Date(Date.parse(today) - MATURE_DAYS * 86_400_000).toISOString();
  const quarter = deals.filter((deal) => deal.status === 'won' && deal.closedAt !== null && deal.closedAt >= before);
  const paid = deals.flatMap((deal) => (deal.status === 'won' && deal.amountMinor !== null ? [deal.amountMinor] : []));
  const mature = leads.filter((lead) => lead.createdAt < before);
  const qualified = mature.filter((lead) => lead.judgement === 'qualified').length;
  const won = deals.filter((deal) => deal.status === 'won' && deal.openedAt !== null && deal.openedAt < before).length;
  const revenue = quarter.reduce((sum, deal) => sum + (deal.amountMinor ?? 0), 0);
  return {
    // The owner wants a tenth more than the last quarter brought on average.
    salesMinor: roundFigure((revenue / 3) * 1.1),
    averageChequeMinor: roundFigure(paid.reduce((sum, amount) => sum + amount, 0) / paid.length),
    leadToQualified: Math.round((qualified / mature.length) * 1000) / 1000,
    qualifiedToDeal: Math.round((won / qualified) * 1000) / 1000,
  };
}

/**
 * The demo company: a supplier of fasteners with fourteen months of marketing behind it, ending yesterday. Pure: the same options give the same company to the
 * last byte. Leads, deals and costs have the shape of imported rows and are meant to be written by the import's own actions.
 */
export function generateDemo(options: DemoOptions): DemoCompany {
  const { lang, currency, today } = options;
  const { name, timeZone, country } = COMPANY[lang];
  const rows = history(options);
  return {
    workspace: {
      name,
      lang,
      currency,
      timeZone,
      country,
      mode: 'leads',
      vatRate: vatRate(today, lang) * 100,
      vatRecoverable: true,
      grossMargin: GROSS_MARGIN,
      requiredRomi: REQUIRED_ROMI,
      cycleMedianDays: CYCLE.medianDays,
      cycleP90Days: CYCLE.p90Days,
    },
    plan: planFrom(rows.leads, rows.deals, today),
    ...rows,
  };
}
