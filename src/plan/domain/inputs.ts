/** Where a number comes from: the workspace's own history, a person's judgement, or a convention of ours until there is either. */
export const TAGS = ['measured', 'assumed', 'benchmark'] as const;
export type Tag = (typeof TAGS)[number];

/** One number of the plan; `n` = how many leads, qualified leads or deals a measured one stands on, else null. */
export type Input = { value: number; tag: Tag; n: number | null };

/** What a price buys: one lead (CPL), one visit (CPC), or a whole month (then the price of a lead is the answer). */
export const PRICES = ['lead', 'visit', 'month'] as const;
export type Price = Input & { of: (typeof PRICES)[number] };

/**
 * The plan of one month as a person states it. Money in minor units, conversions as shares of 1, deals in pieces. `unit` says what `sales` counts. Of the three
 * conversions between lead and deal one (leadToDeal) or any two are given. Repeat deals come from customers already won, unaided ones from recommendations and
 * from Sales' own search: neither needs a lead from marketing.
 */
export type PlanInputs = {
  unit: 'money' | 'deals';
  sales: Input;
  cheque: Input | null;
  leadToDeal: Input | null;
  leadToQualified: Input | null;
  qualifiedToDeal: Input | null;
  visitToLead: Input | null;
  repeatDeals: Input | null;
  unaidedDeals: Input | null;
  price: Price | null;
};

export type InputName = Exclude<keyof PlanInputs, 'unit'>;
/** The numbers of a plan in the order a person thinks of them. */
export const INPUT_NAMES = [
  'sales',
  'cheque',
  'leadToDeal',
  'leadToQualified',
  'qualifiedToDeal',
  'visitToLead',
  'repeatDeals',
  'unaidedDeals',
  'price',
] as const satisfies readonly InputName[];
/** The inputs that are shares of 1. */
export const SHARES = ['leadToDeal', 'leadToQualified', 'qualifiedToDeal', 'visitToLead'] as const satisfies readonly InputName[];

/** Everything that can be wrong with a plan; each belongs to the input at which a person can repair it. */
export const PROBLEM_CODES = ['missing', 'not_positive', 'negative', 'above_whole', 'over_determined', 'above_qualified', 'covered', 'needs_visits'] as const;
export type Problem = { input: InputName; code: (typeof PROBLEM_CODES)[number] };

/** The problems of the inputs, in their order; empty when a lead plan follows from them. */
export function problemsOf(inputs: PlanInputs): Problem[] {
  const problems: Problem[] = [];
  const report = (input: InputName, code: Problem['code']) => problems.push({ input, code });
  const positive = (input: InputName, given: Input | null) => given !== null && !(given.value > 0) && report(input, 'not_positive');

  positive('sales', inputs.sales);
  if (inputs.unit === 'money' && !inputs.cheque) report('cheque', 'missing');
  positive('cheque', inputs.cheque);
  for (const name of SHARES) {
    positive(name, inputs[name]);
    if ((inputs[name]?.value ?? 0) > 1) report(name, 'above_whole');
  }
  for (const name of ['repeatDeals', 'unaidedDeals'] as const) if (inputs[name] && !(inputs[name].value >= 0)) report(name, 'negative');
  positive('price', inputs.price);

  const { leadToDeal: whole, leadToQualified: first, qualifiedToDeal: second } = inputs;
  if (whole && first && second) report('leadToDeal', 'over_determined');
  if (!whole && !(first && second)) report(first ? 'qualifiedToDeal' : second ? 'leadToQualified' : 'leadToDeal', 'missing');
  if (whole && !first !== !second && whole.value > (first ?? second)!.value) report('leadToDeal', 'above_qualified');
  if (inputs.price?.of === 'visit' && !inputs.visitToLead) report('visitToLead', 'needs_visits');
  if (problems.length === 0 && covered(inputs) >= plannedDeals(inputs)) report(inputs.repeatDeals?.value ? 'repeatDeals' : 'unaidedDeals', 'covered');
  return problems;
}

/** Deals of the month that need no lead from marketing. */
export const covered = (inputs: PlanInputs): number => (inputs.repeatDeals?.value ?? 0) + (inputs.unaidedDeals?.value ?? 0);

/** Deals the sales plan asks for, in fractions. */
export const plannedDeals = (inputs: PlanInputs): number => (inputs.unit === 'deals' ? inputs.sales.value : inputs.sales.value / inputs.cheque!.value);
