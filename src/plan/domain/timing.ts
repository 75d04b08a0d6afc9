import { addDays } from '../../accounts/domain/calendar.ts';
import { normalCdf, normalQuantile } from '../../channels/domain/special.ts';

/** Days from lead to won deal: half of the deals take at most the median, nine of ten at most p90. */
export type Cycle = { medianDays: number; p90Days: number };

/**
 * When leads have to come to count in the month. `by90` and `byHalf`: the last days (yyyy-mm-dd) whose leads have 90 % and 50 % of their deals by the end of
 * the month; `closedWithin`: of the deals that leads spread evenly over the month bring, the share that is won in the same month (lognormal cycle, methods §2).
 */
export type Timing = { by90: string; byHalf: string; closedWithin: number };

/** Timing for the month that begins on `monthStart` (yyyy-mm-01). */
export function timingOf(monthStart: string, { medianDays, p90Days }: Cycle): Timing {
  const end = lastDayOf(monthStart);
  const days = Number(end.slice(8));
  const sigma = Math.max(0.05, Math.log(p90Days / medianDays) / normalQuantile(0.9));
  let closed = 0;
  for (let left = 0; left < days; left++) closed += normalCdf(Math.log((left + 0.5) / medianDays) / sigma);
  return { by90: addDays(end, -p90Days), byHalf: addDays(end, -medianDays), closedWithin: closed / days };
}

/** The first day of the month of a day, both yyyy-mm-dd. */
export const firstDayOf = (day: string): string => `${day.slice(0, 7)}-01`;

/** The last day of the month of a day, both yyyy-mm-dd. */
export const lastDayOf = (day: string): string => new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).toISOString().slice(0, 10);
