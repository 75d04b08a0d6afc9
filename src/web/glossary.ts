/**
 * The words of marketing Otdel uses, in the order of the glossary page. Names, explanations and formulas are in
 * locales/…/glossary.ts under the same id; a column or a figure names its term and so gets its hover help.
 */
export const glossary = {
  people: ['lead', 'valid_lead', 'qualified_lead', 'qualified_share', 'sales_qualified', 'deal', 'customer', 'sla_breach'],
  traffic: ['traffic', 'visit', 'visitor', 'reach', 'impressions', 'frequency', 'clicks', 'ctr', 'cpm', 'cpc'],
  funnel: ['conversion', 'lead_to_qualified', 'qualified_to_deal', 'visit_to_lead', 'sales_cycle', 'maturity'],
  cost: ['spend', 'vat', 'cpl', 'cpql', 'cpa', 'cpo', 'cac', 'paid_cac', 'full_cac', 'target_cac'],
  money: ['revenue', 'margin', 'gross_margin', 'average_cheque', 'arpu', 'arppu', 'drr', 'roas', 'romi_margin', 'romi_revenue', 'roi_full', 'break_even'],
  customers: ['ltv', 'payback', 'churn', 'retention', 'segment', 'persona', 'need', 'objection', 'fear', 'positioning'],
  channels: ['channel', 'tool', 'campaign', 'unattributed', 'lead_cohort', 'cash_basis', 'verdict', 'money_at_stake', 'probability', 'shrinkage', 'zero_rule'],
  plan: ['sales_plan', 'lead_plan', 'kpi', 'responsibility_mode', 'pace', 'benchmark'],
  work: ['brief', 'contractor', 'regulation', 'job_description'],
} as const satisfies Record<string, readonly string[]>;

export type GlossaryGroup = keyof typeof glossary;
export type Term = (typeof glossary)[GlossaryGroup][number];

/** What the glossary says of a term: its name, the short one for a table heading, an explanation, and the formula if it is computed. */
export type Entry = { name: string; short?: string; text: string; formula?: string };
export type Glossary = {
  title: string;
  description: string;
  search: string;
  nothing: string;
  groups: Record<GlossaryGroup, string>;
  term: Record<Term, Entry>;
};
