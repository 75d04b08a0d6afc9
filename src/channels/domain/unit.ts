/** What a verdict is made from and what it looks like. Cohort by lead date; money in integer minor units of one currency. */
import type { AgeCounts, Cycle, OpenLeads } from './closing.ts';
import type { Basis, Guard, Level, Reason, TargetOrigin, ToKnow, Verdict } from './codes.ts';
import type { Week } from './marginal.ts';
import type { Interval } from './rates.ts';

/** Results of older periods: they count with the half-life, on top of what the neighbours say. */
export type History = { ageDays: number; spend: number; leads: number; qualified: number; won: number };

/** A channel, tool or campaign over the period; totals include everything below it. */
export type Unit = {
  id: string;
  /** null = directly under the company. */
  parentId: string | null;
  /** Brand search and remarketing harvest demand that exists anyway: no STRENGTHEN until a holdout test showed otherwise. */
  brand: boolean;
  remarketing: boolean;
  incrementalityTested: boolean;
  /** Days with data in the period. */
  days: number;
  /** Full spend: media, VAT if not recoverable, agency, content, tools, staff share. */
  spend: number;
  visits: number | null;
  leads: number;
  /** null = the company does not qualify leads. */
  qualified: number | null;
  /** Leads nobody has qualified or rejected yet. */
  undecided: number;
  won: number;
  lost: number;
  /** Leads neither won nor lost, by age. */
  open: readonly OpenLeads[];
  revenue: number | null;
  /** Gross margin of the deals; null = revenue × the company's gross margin. */
  margin: number | null;
  largestDeal: number | null;
  /** Rejected leads by reason code. */
  rejects: Readonly<Record<string, number>>;
  /** Weekly spend and leads, oldest first, for the response curve. */
  weekly: readonly Week[];
  /** Share of the conversions it took part in that others closed; null = unknown. */
  assistShare: number | null;
  /** Were its leads handled within the SLA; null = unknown. */
  slaNormal: boolean | null;
  history: readonly History[];
};

/** What holds for the whole company. */
export type Company = {
  /** leads: marketing answers for qualified leads, Sales closes. sales: the customer buys himself. */
  mode: 'leads' | 'sales';
  targetCac: number | null;
  /** Expected margin per customer over the horizon (LTV), once it is known. */
  marginPerCustomer: number | null;
  requiredRomi: number | null;
  /** Share of revenue, 0 to 1. */
  grossMargin: number | null;
  cycle: Cycle | null;
  /** Closing counts of the last 6–12 months, all channels. */
  closing: readonly AgeCounts[];
  /** Stated shares for a firm without history: of leads, and of qualified leads, that become deals. */
  statedLeadToWon: number | null;
  statedQualifiedToWon: number | null;
  /** How much more production can ship, 0.4 = 40 %; null = unknown. */
  headroom: number | null;
  /** Can Sales take more leads; null = unknown. */
  salesFree: boolean | null;
};

/** Posterior of a cost per event, drawn to the neighbours; `observed` is the plain ratio of the unit, null without events or spend. */
export type Cost = { observed: number | null; estimate: Interval | null };

/** What a unit may cost at most. */
export type TargetUsed = { cac: number; cpql: number | null; origin: TargetOrigin };

/** The verdict on one unit with everything it stands on; money in minor units. */
export type UnitVerdict = {
  id: string;
  parentId: string | null;
  verdict: Verdict;
  level: Level;
  basis: Basis | null;
  /** Cost above the target for drop and fix, below it for strengthen and keep (there it may be low: a guard stopped a drop, or it is near the target); null otherwise. */
  probability: number | null;
  /** P(cost > target), whatever the verdict; null without target or spend. */
  probabilityAbove: number | null;
  /** P(marginal cost < target). */
  probabilityMarginalBelow: number | null;
  target: TargetUsed | null;
  cpl: Cost;
  cpql: Cost;
  cac: Cost;
  projectedDeals: number;
  maturity: number;
  /** Expected loss over such a period at the current spend, or for strengthen the expected gain of one step; ranks what to do first. */
  moneyAtStake: number;
  stakeKind: 'loss' | 'gain';
  reasons: Reason[];
  guards: Guard[];
  toKnow: ToKnow[];
  /** The result without the largest deal, when that deal weighs too much. */
  withoutLargestDeal: { verdict: Verdict; probabilityAbove: number | null } | null;
};

/** The company as a whole: no verdict, the frame for the others. */
export type CompanySummary = {
  spend: number;
  target: TargetUsed | null;
  cpl: Cost;
  cpql: Cost;
  cac: Cost;
  probabilityAbove: number | null;
  projectedDeals: number;
  maturity: number;
  closing: 'measured' | 'stated' | null;
};

/** Result of judging a tree: units in the order they were given. */
export type Judgement = { company: CompanySummary; units: UnitVerdict[] };
