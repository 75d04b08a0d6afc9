/** Closed forms for "is the cost above what it may be, and what does that cost us", the allowed cost itself being uncertain. */
import type { Gamma } from './rates.ts';
import { gammaP } from './special.ts';

/** A positive quantity known up to a lognormal error. */
export type Uncertain = { median: number; logSd: number };

// Nine-point Gauss–Hermite rule for the standard normal: exact for polynomials up to degree 17.
const NODES = [
  [0, 0.4063492063492063],
  [1.0232556637891326, 0.24409750289493926],
  [-1.0232556637891326, 0.24409750289493926],
  [2.07684797867783, 0.04991640676521794],
  [-2.07684797867783, 0.04991640676521794],
  [3.20542900285647, 0.002789141321231764],
  [-3.20542900285647, 0.002789141321231764],
  [4.512745863399783, 2.2345844007746583e-5],
  [-4.512745863399783, 2.2345844007746583e-5],
] as const;

function average({ median, logSd }: Uncertain, f: (value: number) => number): number {
  if (logSd < 1e-9) return f(median);
  return NODES.reduce((sum, [z, weight]) => sum + weight * f(median * Math.exp(logSd * z)), 0);
}

/** The product of an uncertain quantity and an independent factor. */
export function times(x: Uncertain, factor: Uncertain): Uncertain {
  return { median: x.median * factor.median, logSd: Math.hypot(x.logSd, factor.logSd) };
}

/** P(cost per event > target). */
export function probabilityAbove(rate: Gamma, target: Uncertain): number {
  return average(target, (t) => gammaP(rate.events, rate.money / t));
}

/** E[(1 − rate·target)₊]: the part of the spend expected to be lost, counting each event as worth the target. Between 0 and 1. */
export function expectedLossShare({ events, money }: Gamma, target: Uncertain): number {
  if (!(money > 0)) return 0;
  return average(target, (t) => Math.max(0, gammaP(events, money / t) - ((t * events) / money) * gammaP(events + 1, money / t)));
}

/** E[(rate·target − 1)₊]: what a further rouble is expected to bring above itself. */
export function expectedGainShare(rate: Gamma, target: Uncertain): number {
  if (!(rate.money > 0)) return 0;
  const { events, money } = rate;
  return average(target, (t) => {
    const worth = (t * events) / money;
    return Math.max(0, worth - 1 + gammaP(events, money / t) - worth * gammaP(events + 1, money / t));
  });
}
