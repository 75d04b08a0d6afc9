/**
 * How leads close with age: a lead is won, lost, or still open, and the open ones are not failures. Competing risks won/lost by
 * Aalen–Johansen; refs: Aalen & Johansen 1978, Chapelle 2014 on delayed feedback.
 */
import { normalCdf, normalQuantile } from './special.ts';

/** Leads by age in whole days: closed as won or lost at that age, or still open at it (censored). */
export type AgeCounts = { ageDays: number; won: number; lost: number; censored: number };

/** Open leads of one age in whole days. */
export type OpenLeads = { ageDays: number; count: number };

/** Cumulative shares of leads won and lost by age in days (index = day); the last day stands for every later one. */
export type ClosingCurve = { won: readonly number[]; lost: readonly number[]; wonEver: number; wins: number; origin: 'measured' | 'stated' };

/** The sales cycle as people state it: days from lead to won deal, half of the deals and nine of ten. */
export type Cycle = { medianDays: number; p90Days: number };

/** Aalen–Johansen estimate of W(t) and L(t) from counts by age; leads that left at an age were at risk on that day. */
export function closingCurve(counts: readonly AgeCounts[]): ClosingCurve {
  const last = counts.reduce((max, c) => Math.max(max, c.ageDays), 0);
  const won = new Array<number>(last + 1).fill(0);
  const lost = new Array<number>(last + 1).fill(0);
  const left = new Array<number>(last + 1).fill(0);
  let atRisk = 0;
  let wins = 0;
  for (const c of counts) {
    const day = Math.max(0, c.ageDays);
    won[day]! += c.won;
    lost[day]! += c.lost;
    left[day]! += c.won + c.lost + c.censored;
    atRisk += c.won + c.lost + c.censored;
    wins += c.won;
  }
  let open = 1;
  let w = 0;
  let l = 0;
  for (let day = 0; day <= last; day++) {
    if (atRisk > 0) {
      const dw = (open * won[day]!) / atRisk;
      const dl = (open * lost[day]!) / atRisk;
      w += dw;
      l += dl;
      open = Math.max(0, open - dw - dl);
      atRisk -= left[day]!;
    }
    won[day] = w;
    lost[day] = l;
  }
  return { won, lost, wonEver: w, wins, origin: 'measured' };
}

/** Curve of a firm without history: wins and losses come with the lognormal timing of the stated cycle, `winRate` of leads in the end. */
export function statedCurve(cycle: Cycle, winRate: number): ClosingCurve {
  const median = Math.max(0.5, cycle.medianDays);
  const sigma = Math.max(0.05, Math.log(Math.max(median, cycle.p90Days) / median) / normalQuantile(0.9));
  // Five years, or the day by which 99.9 % is over.
  const last = Math.min(1826, Math.ceil(median * Math.exp(3.1 * sigma)));
  const done = Array.from({ length: last + 1 }, (_, day) => (day === 0 ? 0 : normalCdf(Math.log(day / median) / sigma)));
  done[last] = 1;
  return { won: done.map((d) => d * winRate), lost: done.map((d) => d * (1 - winRate)), wonEver: winRate, wins: 0, origin: 'stated' };
}

/** The measured curve from `enoughWins` wins on, before that the stated cycle, and null when there is neither. */
export function chooseCurve(counts: readonly AgeCounts[], cycle: Cycle | null, winRate: number, enoughWins: number): ClosingCurve | null {
  const measured = closingCurve(counts);
  if (measured.wins >= enoughWins) return measured;
  if (cycle) return statedCurve(cycle, winRate);
  return measured.wins > 0 ? measured : null;
}

function at(values: readonly number[], ageDays: number): number {
  return values[Math.min(values.length - 1, Math.max(0, Math.floor(ageDays)))] ?? 0;
}

/** Share of the final wins that are already in at this age, W(a)/W∞, between 0 and 1. */
export function wonShareBy(curve: ClosingCurve, ageDays: number): number {
  return curve.wonEver > 0 ? Math.min(1, at(curve.won, ageDays) / curve.wonEver) : 0;
}

/** Probability that a lead still open at this age is won: q(a) = p·(W∞ − W(a))/(1 − W(a) − L(a)); `segment` = segment win rate ÷ overall. */
export function winChance(curve: ClosingCurve, ageDays: number, segment = 1): number {
  const won = at(curve.won, ageDays);
  const stillOpen = 1 - won - at(curve.lost, ageDays);
  const remaining = Math.max(0, curve.wonEver - won);
  // Nothing was ever left open at this age, so nothing is known to come.
  if (stillOpen <= 1e-12 || remaining === 0) return 0;
  return Math.min(1, Math.max(0, (segment * remaining) / stillOpen));
}

/** Wins to expect in the end: those won plus the chances of the open leads. */
export function projectedWins(curve: ClosingCurve, won: number, open: readonly OpenLeads[], segment = 1): number {
  return open.reduce((sum, o) => sum + o.count * winChance(curve, o.ageDays, segment), won);
}

/**
 * How much of an open lead's outcome is settled by its staying open to this age, 1 − q(a)/p; with `wait`, what to expect of it after so
 * many more days. Summed with the closed leads this is, in expectation, Σ W(age)/W∞ over *all* leads, whatever the timing of losses.
 * Crediting open leads with W(a)/W∞ beside the closed ones counts the young losses twice: a cohort whose junk is rejected on the first
 * day would look half mature before any deal could have come. Negative for such ages, which takes those early losses back.
 */
export function settledShare(curve: ClosingCurve, ageDays: number, wait = 0): number {
  if (curve.wonEver <= 0) return 0;
  const stillOpen = 1 - at(curve.won, ageDays) - at(curve.lost, ageDays);
  const toCome = curve.wonEver * (1 - wonShareBy(curve, ageDays + wait));
  if (toCome <= 1e-12) return 1;
  return 1 - Math.min(1, toCome / Math.max(1e-12, stillOpen)) / curve.wonEver;
}

/** Leads whose outcome counts as known (n_eff), between the wins and all leads; `wait` = expected after so many days without new leads. */
export function effectiveLeads(curve: ClosingCurve | null, won: number, lost: number, open: readonly OpenLeads[], wait = 0): number {
  const settled = open.reduce((sum, o) => sum + (curve ? o.count * settledShare(curve, o.ageDays, wait) : 0), won + lost);
  return Math.max(won, settled);
}

/** Maturity of a cohort, 0 to 1: effective ÷ all leads; 1 for a cohort without leads, nothing in it is waiting. */
export function maturity(curve: ClosingCurve | null, won: number, lost: number, open: readonly OpenLeads[], wait = 0): number {
  const all = open.reduce((sum, o) => sum + o.count, won + lost);
  return all > 0 ? Math.min(1, effectiveLeads(curve, won, lost, open, wait) / all) : 1;
}

/** Days to wait, with no further leads, until maturity is expected to reach `enough`; 0 when it has, null when the curve never gets there. */
export function daysToMaturity(curve: ClosingCurve | null, won: number, lost: number, open: readonly OpenLeads[], enough: number): number | null {
  const reached = (days: number) => maturity(curve, won, lost, open, days) >= enough;
  if (reached(0)) return 0;
  let late = curve?.won.length ?? 0;
  if (!reached(late)) return null;
  let early = 0;
  while (late - early > 1) {
    const middle = (early + late) >> 1;
    if (reached(middle)) late = middle;
    else early = middle;
  }
  return late;
}
