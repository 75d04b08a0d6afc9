import type { DayKind } from '../accounts/domain/calendar.ts';
import type { LeadPlan } from '../plan/domain/funnel.ts';
import { divideMiss } from '../plan/domain/miss.ts';
import { type Band, paceOf } from '../plan/domain/pacing.ts';

/** Working weight of a day: the day before a holiday is an hour of eight shorter. */
export const WEIGHT: Readonly<Record<DayKind, number>> = { working: 1, short: 7 / 8, off: 0 };

/** What happened in a time: counts, and revenue in minor units. */
export type Result = { leads: number; qualified: number; deals: number; revenue: number };
/** The same with money spent, in minor units. */
export type Facts = Result & { spend: number };
export type Metric = keyof Facts;

/** The sum of several days. */
export function totalOf(days: readonly Facts[]): Facts {
  const sum = (metric: Metric) => days.reduce((all, day) => all + day[metric], 0);
  return { leads: sum('leads'), qualified: sum('qualified'), deals: sum('deals'), revenue: sum('revenue'), spend: sum('spend') };
}

/** One number of the day: fact of the month so far, what the plan wanted of the month and by now, and the last days one by one. */
export type Figure = {
  metric: Metric;
  fact: number | null;
  plan: number | null;
  toDate: number | null;
  pace: number | null;
  band: Band | null;
  days: number[];
};

/** What the workspace has any of. */
export type Loaded = { leads: boolean; deals: boolean; costs: boolean };
type Look = { days: readonly Facts[]; fact: Facts; loaded: Loaded; targets: LeadPlan | null; share: number };

/** All five numbers; `share` = the part of the month's working weight that has passed. Without targets there is fact only, without anything loaded no fact. */
export function figuresOf({ days, fact, loaded, targets, share }: Look): Figure[] {
  const figure = (metric: Metric, plan: number | null, kind: 'events' | 'earned' | 'spent', known: boolean): Figure => {
    const paced = plan === null || !known ? null : paceOf(plan, fact[metric], share, kind);
    return {
      metric,
      fact: known ? fact[metric] : null,
      plan,
      toDate: plan === null ? null : plan * share,
      pace: paced?.pace ?? null,
      band: paced?.band ?? null,
      days: days.map((day) => day[metric]),
    };
  };
  return [
    figure('leads', targets?.leads ?? null, 'events', loaded.leads),
    figure('qualified', targets?.qualified ?? null, 'events', loaded.leads),
    figure('deals', targets?.deals ?? null, 'events', loaded.deals),
    figure('revenue', targets?.revenueMinor ?? null, 'earned', loaded.deals),
    figure('spend', targets?.budgetMinor ?? null, 'spent', loaded.costs),
  ];
}

export type Part = { factor: 'leads' | 'qualifiedShare' | 'dealsPerQualified' | 'cheque'; value: number };

/** Below this share of the plan a difference is not worth a question. */
const NOTICEABLE = 0.05;

/**
 * Why fact differs from plan, in minor units of revenue (or in deals, when the plan knows no money): leads × share of qualified × deals per qualified lead × cheque.
 * null when the difference is small, or when a factor is zero and there is nothing to divide.
 */
export function missOf(plan: Result, fact: Result): { of: 'revenue' | 'deals'; total: number; parts: Part[] } | null {
  const inMoney = plan.revenue > 0;
  const whole = (r: Result) => (inMoney ? r.revenue : r.deals);
  if (Math.abs(whole(fact) - whole(plan)) < NOTICEABLE * whole(plan)) return null;
  const factors = (r: Result) => [r.leads, r.qualified / r.leads, r.deals / r.qualified, ...(inMoney ? [r.revenue / r.deals] : [])];
  const [before, after] = [factors(plan), factors(fact)];
  if (![...before, ...after].every((x) => x > 0 && Number.isFinite(x))) return null;
  const { total, parts } = divideMiss(before, after);
  const names = ['leads', 'qualifiedShare', 'dealsPerQualified', 'cheque'] as const;
  return { of: inMoney ? 'revenue' : 'deals', total, parts: parts.map((value, k) => ({ factor: names[k]!, value })) };
}
