/**
 * Partial pooling: a small campaign borrows from its neighbours, its channel and the company (methods §2). Empirical Bayes by the
 * method of moments; a rate is events per exposure, the exposure being money (Gamma) or trials (Beta).
 */
import type { Beta, Gamma } from './rates.ts';

/** Events counted on an exposure: money in minor units, or trials. */
export type Counted = { events: number; exposure: number };

/** Common rate of a group and how strongly it pulls: `events` pseudo-events; Infinity when the members do not differ beyond chance. */
export type Pool = { mean: number; events: number };

/** What is known before the unit's own data: `events` pseudo-events on `exposure`; exposure 0 means nothing is known. */
export type Prior = Counted;

const NOTHING_KNOWN: Prior = { events: 0, exposure: 0 };

/** Pool of Poisson rates: k units, m = Σn/ΣS, τ² by moments, a = m²/τ²; null without exposure. */
export function poolRates(units: readonly Counted[]): Pool | null {
  const { events, exposure, squares } = sums(units);
  if (!(exposure > 0)) return null;
  const mean = events / exposure;
  let spread = 0;
  for (const u of units) if (u.exposure > 0) spread += u.exposure * (u.events / u.exposure - mean) ** 2;
  const between = (spread - (units.length - 1) * mean) / (exposure - squares / exposure);
  return { mean, events: between > 0 ? mean ** 2 / between : Number.POSITIVE_INFINITY };
}

/** Pool of shares: V = p(1−p), τ² by moments, M = V/τ² − 1 pseudo-trials, of which pM are events; null without trials. */
export function poolShares(units: readonly Counted[]): Pool | null {
  const { events, exposure, squares } = sums(units);
  if (!(exposure > 0)) return null;
  const mean = events / exposure;
  const variance = mean * (1 - mean);
  let spread = 0;
  for (const u of units) if (u.exposure > 0) spread += u.exposure * (u.events / u.exposure - mean) ** 2;
  const between = (spread - (units.length - 1) * variance) / (exposure - squares / exposure - (units.length - 1));
  if (!(between > 0)) return { mean, events: Number.POSITIVE_INFINITY };
  // Shares of 0 and 1 only would make M negative: then the neighbours say nothing about the unit.
  return { mean, events: mean * Math.max(0, variance / between - 1) };
}

function sums(units: readonly Counted[]) {
  let events = 0;
  let exposure = 0;
  let squares = 0;
  for (const u of units) {
    events += u.events;
    exposure += u.exposure;
    squares += u.exposure ** 2;
  }
  return { events, exposure, squares };
}

/** Rate of a unit pulled to its pool, (n + a)/(S + b): always between the unit's own rate and the pool's mean. */
export function shrink(unit: Counted, pool: Pool): number {
  if (pool.events === Number.POSITIVE_INFINITY || pool.mean === 0) return pool.mean;
  return (unit.events + pool.events) / (unit.exposure + pool.events / pool.mean);
}

/** A unit of the tree company → channels → campaigns; parentId null = directly under the company. Totals include the children. */
export type Node = Counted & { id: string; parentId: string | null };

/** How strongly neighbours may pull: pseudo-events with fewer than four neighbours, and the most that neighbours may ever weigh. */
export type Strength = { few: number; most: number };

/**
 * Prior of every node. With four or more neighbours under one parent it comes from their spread, weighing at most `most` events, so
 * that an uncertain τ² never drowns a unit's own evidence; with fewer it is the parent's rate with the strength of `few` events, and of
 * no more than others than the unit itself have brought: an only child must not confirm itself through its parent.
 */
export function treePriors(
  nodes: readonly Node[],
  poolOf: (units: readonly Counted[]) => Pool | null,
  strength: Strength,
  root: Prior = NOTHING_KNOWN,
): Map<string, Prior> {
  const byId = new Map(nodes.map((n) => [n.id, n]));
  const families = new Map<string | null, Node[]>();
  for (const n of nodes) {
    const parent = n.parentId !== null && byId.has(n.parentId) ? n.parentId : null;
    const family = families.get(parent);
    if (family) family.push(n);
    else families.set(parent, [n]);
  }
  const priors = new Map<string, Prior>();
  const visit = (parent: string | null, total: Counted, above: Prior) => {
    const family = families.get(parent) ?? [];
    const seen = family.filter((n) => n.exposure > 0);
    const pool = seen.length >= 4 ? poolOf(seen) : null;
    for (const n of family) {
      const prior = pool && pool.mean > 0 ? fromPool(pool, strength.most) : fromParent(total, n, above, strength.few);
      priors.set(n.id, prior);
      visit(n.id, n, prior);
    }
  };
  visit(null, sums(families.get(null) ?? []), root);
  return priors;
}

function fromPool(pool: Pool, most: number): Prior {
  const events = Math.min(most, Math.max(0.5, pool.events));
  return { events, exposure: events / pool.mean };
}

function fromParent(total: Counted, own: Counted, above: Prior, few: number): Prior {
  const events = above.events + total.events;
  const exposure = above.exposure + total.exposure;
  if (!(events > 0 && exposure > 0)) return NOTHING_KNOWN;
  const weight = Math.min(few, above.events + Math.max(0, total.events - own.events)) / events;
  return weight > 0 ? { events: events * weight, exposure: exposure * weight } : NOTHING_KNOWN;
}

/** The prior as a Gamma of events per money; without knowledge the flat one, which gives the zero rule. */
export function asGamma(prior: Prior): Gamma {
  return prior.exposure > 0 ? { events: prior.events, money: prior.exposure } : { events: 1, money: 0 };
}

/** The prior as a Beta of a share; without knowledge Jeffreys. */
export function asBeta(prior: Prior): Beta {
  return prior.exposure > 0 ? { a: prior.events, b: Math.max(0.5, prior.exposure - prior.events) } : { a: 0.5, b: 0.5 };
}

/** Weight of data `ageDays` old, halved every `halfLifeDays`. */
export function halfLifeWeight(ageDays: number, halfLifeDays: number): number {
  return 2 ** (-Math.max(0, ageDays) / halfLifeDays);
}
