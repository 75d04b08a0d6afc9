/** Posteriors of one unit on its own: a share (x of n), and events per unit of money, whose inverse is a cost (methods §2). */
import { betaI, betaQuantile, gammaP, gammaQuantile } from './special.ts';

/** Beta(a, b) distribution of a share between 0 and 1. */
export type Beta = { a: number; b: number };

/** Gamma distribution of events per minor unit of money: `events` is the shape, `money` the rate (minor units). */
export type Gamma = { events: number; money: number };

/** A central interval with its median. */
export type Interval = { low: number; median: number; high: number };

/** Jeffreys prior of a share. */
export const JEFFREYS_BETA: Beta = { a: 0.5, b: 0.5 };
/** Jeffreys prior of a Poisson rate. */
export const JEFFREYS_GAMMA: Gamma = { events: 0.5, money: 0 };
/** Flat prior of a Poisson rate: with no events it gives exactly the zero rule, P(cost > target) = 1 − e^{−k}. */
export const FLAT_GAMMA: Gamma = { events: 1, money: 0 };

/** Posterior of a share after x successes of n; n is never taken below x. */
export function sharePosterior(x: number, n: number, prior: Beta = JEFFREYS_BETA): Beta {
  return { a: prior.a + x, b: prior.b + Math.max(0, n - x) };
}

/** Posterior of events per money after `events` on `money` (minor units). */
export function ratePosterior(events: number, money: number, prior: Gamma = JEFFREYS_GAMMA): Gamma {
  return { events: prior.events + events, money: prior.money + money };
}

/** Central interval of a share; `level` 0.9 leaves 5 % on each side. */
export function shareInterval({ a, b }: Beta, level = 0.9): Interval {
  const tail = (1 - level) / 2;
  return { low: betaQuantile(a, b, tail), median: betaQuantile(a, b, 0.5), high: betaQuantile(a, b, 1 - tail) };
}

/** Probability that a share is below x. */
export function shareBelow({ a, b }: Beta, x: number): number {
  return betaI(a, b, x);
}

/** Central interval of a cost per event (minor units) = 1 ÷ quantile of the rate; null while no money stands behind the rate. */
export function costInterval({ events, money }: Gamma, level = 0.9): Interval | null {
  if (!(money > 0)) return null;
  const tail = (1 - level) / 2;
  return { low: money / gammaQuantile(events, 1 - tail), median: money / gammaQuantile(events, 0.5), high: money / gammaQuantile(events, tail) };
}

/** Probability that the cost per event is above `target` (minor units). */
export function costAbove({ events, money }: Gamma, target: number): number {
  return gammaP(events, money / target);
}

/** How wide the 90 % interval of a cost is after n ≥ 1 events: its upper end ÷ its lower end. */
export function intervalRatio(n: number, level = 0.9): number {
  const tail = (1 - level) / 2;
  return gammaQuantile(n + 0.5, 1 - tail) / gammaQuantile(n + 0.5, tail);
}

/** Zero rule: no events on `times` target costs of spend, flat prior → probability that the true cost is above the target. */
export function zeroRule(times: number): number {
  return -Math.expm1(-times);
}
