/** Three numbers → lead plan: the sales funnel read from its end (methods §1, reverse funnel). */
import { covered, type InputName, type PlanInputs, type Problem, plannedDeals, problemsOf } from './inputs.ts';

/**
 * What the sales plan of a month asks of marketing. Counts are fractions (they are rounded up only where they are shown), money is minor units, shares are of 1;
 * null = does not follow from what was given.
 */
export type LeadPlan = {
  deals: number;
  /** Deals that have to come from marketing's leads: all but the repeat and the unaided ones. */
  newDeals: number;
  qualified: number | null;
  leads: number;
  visits: number | null;
  revenueMinor: number | null;
  budgetMinor: number | null;
  /** What a visit, a lead, a qualified lead and a new customer cost at most when the budget is kept. */
  cpcMinor: number | null;
  cplMinor: number | null;
  cpqlMinor: number | null;
  cacMinor: number | null;
  /** Budget ÷ planned revenue. */
  costShare: number | null;
  leadToDeal: number;
  leadToQualified: number | null;
  qualifiedToDeal: number | null;
};

export type Reckoning = { plan: LeadPlan; problems: [] } | { plan: null; problems: Problem[] };

/** The lead plan, or the reasons why none follows. */
export function reckon(inputs: PlanInputs): Reckoning {
  const problems = problemsOf(inputs);
  if (problems.length > 0) return { plan: null, problems };

  const { leadToDeal, leadToQualified, qualifiedToDeal } = conversions(inputs);
  const deals = plannedDeals(inputs);
  const newDeals = deals - covered(inputs);
  const leads = newDeals / leadToDeal;
  const qualified = leadToQualified === null ? null : leads * leadToQualified;
  const visits = inputs.visitToLead ? leads / inputs.visitToLead.value : null;
  const budget = budgetOf(inputs, leads, visits);
  const revenue = inputs.unit === 'money' ? inputs.sales.value : inputs.cheque ? deals * inputs.cheque.value : null;
  const each = (count: number | null) => (budget === null || count === null ? null : budget / count);
  return {
    plan: {
      deals,
      newDeals,
      qualified,
      leads,
      visits,
      revenueMinor: revenue,
      budgetMinor: budget,
      cpcMinor: each(visits),
      cplMinor: each(leads),
      cpqlMinor: each(qualified),
      cacMinor: each(newDeals),
      costShare: budget === null || revenue === null ? null : budget / revenue,
      leadToDeal,
      leadToQualified,
      qualifiedToDeal,
    },
    problems: [],
  };
}

/** All three conversions from the ones that are given; the inner two stay unknown when only leadToDeal is. */
function conversions({ leadToDeal: whole, leadToQualified: first, qualifiedToDeal: second }: PlanInputs) {
  const leadToDeal = whole?.value ?? first!.value * second!.value;
  const leadToQualified = first?.value ?? (second ? leadToDeal / second.value : null);
  return { leadToDeal, leadToQualified, qualifiedToDeal: second?.value ?? (leadToQualified === null ? null : leadToDeal / leadToQualified) };
}

function budgetOf({ price }: PlanInputs, leads: number, visits: number | null): number | null {
  if (!price) return null;
  if (price.of === 'month') return price.value;
  return price.value * (price.of === 'lead' ? leads : visits!);
}

/** "If this number turns out worse": the same plan then takes so many leads (or only visits), and so much money, more. */
export type Sensitivity = { input: InputName; from: number; to: number; extraLeads: number; extraVisits: number; extraBudgetMinor: number | null };

/**
 * How much a miss in one input costs, the dearest first. Conversions worsen by one point (by a tenth of themselves below ten points, where a point would be
 * no small step), the cheque by a tenth. Only inputs that move the plan are listed.
 */
export function sensitivity(inputs: PlanInputs): Sensitivity[] {
  const { plan } = reckon(inputs);
  if (!plan) return [];
  const worse = (name: InputName, step: (value: number) => number): Sensitivity[] => {
    const given = inputs[name];
    if (!given) return [];
    const to = given.value - step(given.value);
    const other = reckon({ ...inputs, [name]: { ...given, value: to } }).plan;
    if (!other) return [];
    const extraLeads = other.leads - plan.leads;
    const extraVisits = (other.visits ?? 0) - (plan.visits ?? 0);
    if (extraLeads <= 0 && extraVisits <= 0) return [];
    const extraBudgetMinor =
      plan.budgetMinor === null || other.budgetMinor === null || inputs.price?.of === 'month' ? null : other.budgetMinor - plan.budgetMinor;
    return [{ input: name, from: given.value, to, extraLeads, extraVisits, extraBudgetMinor }];
  };
  const point = (share: number) => Math.min(0.01, share / 10);
  return [
    ...(['leadToDeal', 'leadToQualified', 'qualifiedToDeal', 'visitToLead'] as const).flatMap((name) => worse(name, point)),
    ...worse('cheque', (value) => value / 10),
  ].sort((a, b) => b.extraLeads - a.extraLeads || b.extraVisits - a.extraVisits);
}
