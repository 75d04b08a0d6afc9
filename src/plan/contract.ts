import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import type { LeadPlan } from './domain/funnel.ts';
import { type PlanInputs, PRICES, TAGS } from './domain/inputs.ts';

// ── the numbers of a plan ───────────────────────────────────────────────────────────────────────────────────────
export const Tag = z.enum(TAGS);
/** Finite and far below the precision of a double; the domain says what is wrong with a zero, a share above 1, … */
const Value = z.number().min(-1e15).max(1e15);
const Input = z.object({ value: Value, tag: Tag, n: z.int().nonnegative().nullable() });
const Optional = Input.nullable();
/** Per month. Money in minor units, conversions as shares of 1. Of leadToDeal, leadToQualified and qualifiedToDeal the first or any two. */
export const Inputs = z.object({
  unit: z.enum(['money', 'deals']),
  sales: Input,
  cheque: Optional,
  leadToDeal: Optional,
  leadToQualified: Optional,
  qualifiedToDeal: Optional,
  visitToLead: Optional,
  repeatDeals: Optional,
  unaidedDeals: Optional,
  price: Input.extend({ of: z.enum(PRICES) }).nullable(),
}) satisfies z.ZodType<PlanInputs>;

const Maybe = z.number().nullable();
/** What the inputs ask of marketing each month, not rounded; null = does not follow from them, or is money the reader may not see. */
export const Targets = z.object({
  deals: z.number(),
  newDeals: z.number(),
  qualified: Maybe,
  leads: z.number(),
  visits: Maybe,
  revenueMinor: Maybe,
  budgetMinor: Maybe,
  cpcMinor: Maybe,
  cplMinor: Maybe,
  cpqlMinor: Maybe,
  cacMinor: Maybe,
  costShare: Maybe,
  leadToDeal: z.number(),
  leadToQualified: Maybe,
  qualifiedToDeal: Maybe,
}) satisfies z.ZodType<LeadPlan>;

export const PlanVersion = z.object({
  version: z.int(),
  /** First day of the first month it plans. */
  effectiveFrom: z.iso.date(),
  /** null for a reader without the right to see money. */
  inputs: Inputs.nullable(),
  targets: Targets,
  reason: z.string(),
  author: z.string().nullable(),
  createdAt: z.iso.datetime(),
});

// ── what the workspace's own history says ───────────────────────────────────────────────────────────────────────
/** A measured share: `n` in the denominator, and its 90 % interval. */
const Share = z.object({ value: z.number(), n: z.int(), low: z.number(), high: z.number() });
const Amount = z.object({ minor: z.number(), n: z.int() });
export const Measured = z.object({
  /** Conversions count leads of these days: a year of leads old enough to have closed (older than nine tenths of the sales cycles). */
  from: z.iso.date(),
  to: z.iso.date(),
  leadToDeal: Share.nullable(),
  leadToQualified: Share.nullable(),
  qualifiedToDeal: Share.nullable(),
  /** Average of the won deals with an amount, closed in the last 365 days. */
  cheque: Amount.nullable(),
  /** Spend ÷ leads of the last 90 days, paid and free ones together: the CPL by which leads turn into a budget. */
  cpl: Amount.nullable(),
});

// ── endpoints ───────────────────────────────────────────────────────────────────────────────────────────────────
export const readPlan = endpoint({
  method: 'GET',
  path: '/plan',
  can: 'plan.read',
  summary: 'The lead plan: the latest version, the one this month runs by, and the conversions measured from own history',
  response: z.object({
    latest: PlanVersion.nullable(),
    inForce: PlanVersion.nullable(),
    measured: Measured,
    mode: z.enum(['leads', 'sales']),
    /** First day of the current month in the workspace's time zone. */
    month: z.iso.date(),
    cycle: z.object({ medianDays: z.int(), p90Days: z.int() }),
  }),
});

export const listPlanVersions = endpoint({
  method: 'GET',
  path: '/plan/versions',
  can: 'plan.read',
  summary: 'Every version of the plan, newest first: who changed what and why',
  response: z.object({ versions: z.array(PlanVersion) }),
});

/** A reason is asked for from the second version on: the first one changes nothing. */
export const NewPlanVersion = z.object({
  inputs: Inputs,
  reason: z.string().trim().max(500).default(''),
  effectiveFrom: z.iso.date().refine((day) => day.endsWith('-01'), { error: 'first day of a month' }),
  /** The version this one was made from, 0 for the first. */
  expectedVersion: z.int().min(0),
});

export const savePlan = endpoint({
  method: 'POST',
  path: '/plan/versions',
  can: 'plan.manage',
  summary: 'Save a new version of the plan (400 invalid with problems; 409 stale carries the version somebody saved meanwhile)',
  body: NewPlanVersion,
  response: PlanVersion,
});
