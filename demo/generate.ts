import type { CostRow } from '../src/channels/domain/cost-row.ts';
import type { DealRow, LeadRow } from '../src/leads/domain/rows.ts';
import type { Input, PlanInputs } from '../src/plan/domain/inputs.ts';
import { COMPANY, CYCLE, GROSS_MARGIN, type Lang, REQUIRED_ROMI, vatRate } from './company.ts';
import { type DemoOptions, history } from './history.ts';

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

/** The whole demo company. */
export type DemoCompany = { workspace: DemoWorkspace; plan: PlanInputs; leads: LeadRow[]; deals: DealRow[]; costs: CostRow[] };

/** Days after which nine deals in ten have been closed: younger leads would make the conversion look worse than it is. */
const MATURE_DAYS = 90;

/** Rounded to two significant digits: nobody plans 13,482,917 of sales. */
function roundFigure(value: number): number {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.round(value / unit) * unit;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const netMinor = (cost: CostRow): number => (cost.vat === 'gross' ? cost.amountMinor - (cost.vatMinor ?? 0) : cost.amountMinor);
const measured = (value: number, n: number): Input => ({ value, tag: 'measured', n });
const thousandth = (share: number): number => Math.round(share * 1000) / 1000;

/** The three numbers as the owner would state them today: the sales wished for, and the rest measured on deals won and on leads old enough. */
function planFrom({ leads, deals, costs }: Pick<DemoCompany, 'leads' | 'deals' | 'costs'>, today: string): PlanInputs {
  const before = new Date(Date.parse(today) - MATURE_DAYS * 86_400_000).toISOString();
  const won = deals.filter((deal) => deal.status === 'won');
  const paid = won.flatMap((deal) => deal.amountMinor ?? []);
  const lastQuarter = won.filter((deal) => deal.closedAt !== null && deal.closedAt >= before);
  const mature = leads.filter((lead) => lead.createdAt < before);
  const qualified = mature.filter((lead) => lead.judgement === 'qualified').length;
  const matureWon = won.filter((deal) => deal.openedAt !== null && deal.openedAt < before).length;
  // A tenth more than the last quarter brought on average.
  const sales = roundFigure((sum(lastQuarter.map((deal) => deal.amountMinor ?? 0)) / 3) * 1.1);
  return {
    unit: 'money',
    sales: { value: sales, tag: 'assumed', n: null },
    cheque: measured(roundFigure(sum(paid) / paid.length), paid.length),
    leadToDeal: null,
    leadToQualified: measured(thousandth(qualified / mature.length), mature.length),
    qualifiedToDeal: measured(thousandth(matureWon / qualified), qualified),
    visitToLead: null,
    repeatDeals: null,
    unaidedDeals: null,
    price: { ...measured(roundFigure(sum(costs.map(netMinor)) / leads.length), leads.length), of: 'lead' },
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
    plan: planFrom(rows, today),
    ...rows,
  };
}
