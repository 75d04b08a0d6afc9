/**
 * The one place where a ratio of marketing is computed. A ratio is always a ratio of sums; whatever is absent gives null, shown as
 * "—", never 0. Each carries the id of its formula, so that the interface can show it (tools disagree on ROI, methods §0.6 and §10).
 */

/** Sums over any set of rows; money in minor units; null = not known. A spend of 0 counts as no spend: there is no cost to divide. */
export type Totals = {
  impressions: number | null;
  clicks: number | null;
  visits: number | null;
  leads: number | null;
  /** Leads that are not spam, wrong numbers, job seekers or suppliers. */
  valid: number | null;
  qualified: number | null;
  /** Won deals, repeat ones included. */
  won: number | null;
  /** New customers among the won deals. */
  customers: number | null;
  revenue: number | null;
  margin: number | null;
  /** Paid to media only. */
  media: number | null;
  /** Full marketing spend: media, VAT if not recoverable, agency, content, tools, staff share. */
  spend: number | null;
  /** Marketing and sales cost together; null while sales cost is not entered, CAC then stands on marketing alone. */
  fullCost: number | null;
};

const costs = ['media', 'spend', 'fullCost'] as const;

type Formula = { top: readonly (keyof Totals)[]; minus: readonly (keyof Totals)[]; bottom: keyof Totals; unit: 'money' | 'share' | 'times'; scale?: number };

function over(top: keyof Totals, bottom: keyof Totals, unit: Formula['unit'], scale?: number): Formula {
  return { top: [top], minus: [], bottom, unit, ...(scale ? { scale } : {}) };
}

/** Every ratio as data, (top − minus) ÷ bottom × scale; money results are minor units per event, not rounded. ROMI without a suffix in the interface is romi_margin. */
export const FORMULAS = {
  ctr: over('clicks', 'impressions', 'share'),
  cpm: over('media', 'impressions', 'money', 1000),
  cpc: over('media', 'clicks', 'money'),
  visit_to_lead: over('leads', 'visits', 'share'),
  lead_to_valid: over('valid', 'leads', 'share'),
  lead_to_qualified: over('qualified', 'leads', 'share'),
  qualified_to_won: over('won', 'qualified', 'share'),
  lead_to_won: over('won', 'leads', 'share'),
  cpl: over('spend', 'leads', 'money'),
  valid_cpl: over('spend', 'valid', 'money'),
  cpql: over('spend', 'qualified', 'money'),
  cpo: over('spend', 'won', 'money'),
  cac: over('fullCost', 'customers', 'money'),
  marketing_cac: over('spend', 'customers', 'money'),
  paid_cac: over('media', 'customers', 'money'),
  average_check: over('revenue', 'won', 'money'),
  drr: over('spend', 'revenue', 'share'),
  roas: over('revenue', 'spend', 'times'),
  romi_revenue: { top: ['revenue'], minus: ['spend'], bottom: 'spend', unit: 'share' },
  romi_margin: { top: ['margin'], minus: ['spend'], bottom: 'spend', unit: 'share' },
  roi_full: { top: ['margin'], minus: ['fullCost'], bottom: 'fullCost', unit: 'share' },
} as const satisfies Record<string, Formula>;

/** Id of a formula. */
export type FormulaId = keyof typeof FORMULAS;

/** All formula ids, in the order of the funnel. */
export const FORMULA_IDS = Object.keys(FORMULAS) as readonly FormulaId[];

/** One ratio of the sums; null when a part is absent, the bottom is zero, or a cost in it is zero. */
export function ratio(id: FormulaId, totals: Totals): number | null {
  const { top, minus, bottom, scale = 1 }: Formula = FORMULAS[id];
  let value = 0;
  for (const [sign, parts] of [
    [1, top],
    [-1, minus],
  ] as const) {
    for (const part of parts) {
      const amount = known(totals, part);
      if (amount === null) return null;
      value += sign * amount;
    }
  }
  const divisor = known(totals, bottom);
  return divisor ? (value / divisor) * scale : null;
}

function known(totals: Totals, part: keyof Totals): number | null {
  const amount = totals[part];
  return amount === 0 && (costs as readonly string[]).includes(part) ? null : amount;
}

/** All ratios of the sums; `cac` falls back on marketing cost alone while sales cost is unknown, and `cacFormula` says which it is. */
export function ratios(totals: Totals): Record<FormulaId, number | null> & { cacFormula: 'cac' | 'marketing_cac' } {
  const all = Object.fromEntries(FORMULA_IDS.map((id) => [id, ratio(id, totals)])) as Record<FormulaId, number | null>;
  const cacFormula = known(totals, 'fullCost') === null ? 'marketing_cac' : 'cac';
  return { ...all, cac: all[cacFormula], cacFormula };
}

/** Totals with nothing known. */
export const NOTHING: Totals = {
  impressions: null,
  clicks: null,
  visits: null,
  leads: null,
  valid: null,
  qualified: null,
  won: null,
  customers: null,
  revenue: null,
  margin: null,
  media: null,
  spend: null,
  fullCost: null,
};

/** Sums rows; a figure stays null only if no row knows it, so that blended ratios are ratios of sums. */
export function sumTotals(rows: readonly Totals[]): Totals {
  const sum = { ...NOTHING };
  for (const row of rows) {
    for (const key of Object.keys(NOTHING) as (keyof Totals)[]) {
      const amount = row[key];
      if (amount !== null) sum[key] = (sum[key] ?? 0) + amount;
    }
  }
  return sum;
}
