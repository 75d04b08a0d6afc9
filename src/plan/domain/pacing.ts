/** How far a plan is kept: better and worse in words, or nothing to say yet. */
export const BANDS = ['good', 'behind', 'bad', 'early'] as const;
export type Band = (typeof BANDS)[number];

/** Plan and fact of one number through a day of the month; `planToDate` = plan × share of the month's working weight that has passed. */
export type Pace = { planToDate: number; pace: number; band: Band };

/** Convention (methods §1): good from 95 % of the plan to date, bad below 85 %; nothing is said in the first fifth of the month or below 5 expected events. */
const GOOD = 0.95;
const BAD = 0.85;
const EARLY_SHARE = 0.2;
const FEW_EVENTS = 5;

/** The share of the month's working weight in its first `passed` days; `weights` one a day of the month, 1 = a working day, 0 = a day off. */
export function shareOf(weights: readonly number[], passed: number): number {
  const sum = (days: readonly number[]) => days.reduce((all, w) => all + w, 0);
  const all = sum(weights);
  return all > 0 ? sum(weights.slice(0, passed)) / all : passed / weights.length;
}

/**
 * How fact compares with plan at this share of the month. `kind`: events are counted (a few say nothing), money earned has no such floor, and of money spent
 * it is too much that is bad: the bands mirror. null when nothing was to be expected by now.
 */
export function paceOf(plan: number, fact: number, share: number, kind: 'events' | 'earned' | 'spent'): Pace | null {
  const planToDate = plan * share;
  if (!(planToDate > 0)) return null;
  const pace = fact / planToDate;
  const early = share < EARLY_SHARE || (kind === 'events' && planToDate < FEW_EVENTS);
  const kept = kind === 'spent' ? 2 - pace : pace;
  return { planToDate, pace, band: early ? 'early' : kept >= GOOD ? 'good' : kept >= BAD ? 'behind' : 'bad' };
}
