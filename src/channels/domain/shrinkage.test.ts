import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asBeta, asGamma, halfLifeWeight, poolRates, poolShares, shrink, treePriors } from './shrinkage.ts';

const FEW_MOST = { few: 5, most: 10 };
const unit = fc.record({ events: fc.integer({ min: 0, max: 200 }), exposure: fc.integer({ min: 1, max: 1e7 }) });
const trial = fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 500 })).map(([a, b]) => ({ events: Math.min(a, b), exposure: b }));

describe('pools by the method of moments', () => {
  it('rates: the formula of methods §2 worked by hand', () => {
    // m = 60/1000; Q = 200·(.02²+.04²+.06²) + 400·.04²... with S = 200, 200, 200, 400 and n = 8, 4, 24, 24.
    const units = [
      [8, 200],
      [4, 200],
      [24, 200],
      [24, 400],
    ].map(([events, exposure]) => ({ events: events!, exposure: exposure! }));
    const pool = poolRates(units)!;
    const q = 200 * (0.04 - 0.06) ** 2 + 200 * (0.02 - 0.06) ** 2 + 200 * (0.12 - 0.06) ** 2 + 400 * (0.06 - 0.06) ** 2;
    const tau = (q - 3 * 0.06) / (1000 - (3 * 200 ** 2 + 400 ** 2) / 1000);
    expect(pool.mean).toBeCloseTo(0.06, 12);
    expect(pool.events).toBeCloseTo(0.06 ** 2 / tau, 9);
  });

  it('shares: M = V/τ² − 1', () => {
    const units = [
      [10, 100],
      [30, 100],
      [20, 100],
      [40, 100],
    ].map(([events, exposure]) => ({ events: events!, exposure: exposure! }));
    const pool = poolShares(units)!;
    const v = 0.25 * 0.75;
    const tau = (100 * (0.15 ** 2 + 0.05 ** 2 + 0.05 ** 2 + 0.15 ** 2) - 3 * v) / (400 - 100 - 3);
    expect(pool.events).toBeCloseTo(0.25 * (v / tau - 1), 9);
  });

  it('units that differ by no more than chance share the pooled value', () => {
    const units = Array.from({ length: 6 }, () => ({ events: 10, exposure: 1000 }));
    const pool = poolRates(units)!;
    expect(pool.events).toBe(Number.POSITIVE_INFINITY);
    expect(shrink({ events: 0, exposure: 500 }, pool)).toBe(0.01);
    expect(poolShares(units)!.events).toBe(Number.POSITIVE_INFINITY);
  });

  it('nothing spent, nothing pooled', () => {
    expect(poolRates([{ events: 0, exposure: 0 }])).toBeNull();
    expect(poolShares([])).toBeNull();
  });

  it('a shrunk estimate lies between the unit and the pool', () => {
    for (const [units, poolOf] of [
      [unit, poolRates],
      [trial, poolShares],
    ] as const) {
      fc.assert(
        fc.property(fc.array(units, { minLength: 2, maxLength: 30 }), (all) => {
          const pool = poolOf(all)!;
          for (const u of all) {
            const own = u.events / u.exposure;
            const value = shrink(u, pool);
            expect(value).toBeGreaterThanOrEqual(Math.min(own, pool.mean) * (1 - 1e-9));
            expect(value).toBeLessThanOrEqual(Math.max(own, pool.mean) * (1 + 1e-9));
          }
        }),
      );
    }
  });
});

describe('priors in the tree', () => {
  const channel = { id: 'search', parentId: null, events: 40, exposure: 4000 };

  it('few neighbours: the parent, with the strength of five events', () => {
    const nodes = [channel, { id: 'a', parentId: 'search', events: 30, exposure: 2000 }, { id: 'b', parentId: 'search', events: 10, exposure: 2000 }];
    const prior = treePriors(nodes, poolRates, FEW_MOST).get('b')!;
    expect(prior.events).toBeCloseTo(5, 9);
    expect(prior.events / prior.exposure).toBeCloseTo(0.01, 9);
  });

  it('an only child does not confirm itself through its parent', () => {
    const prior = treePriors([channel, { id: 'only', parentId: 'search', events: 40, exposure: 4000 }], poolRates, FEW_MOST);
    expect(prior.get('search')!.exposure).toBe(0);
    expect(prior.get('only')!.exposure).toBe(0);
    // With nothing known the flat prior is left, which is the zero rule.
    expect(asGamma(prior.get('only')!)).toEqual({ events: 1, money: 0 });
    expect(asBeta(prior.get('only')!)).toEqual({ a: 0.5, b: 0.5 });
  });

  it('four neighbours: their spread, but never more than ten events', () => {
    const nodes = ['a', 'b', 'c', 'd'].map((id) => ({ id, parentId: null, events: 50, exposure: 5000 }));
    const prior = treePriors(nodes, poolRates, FEW_MOST).get('a')!;
    expect(prior.events).toBeCloseTo(10, 9);
    expect(prior.events / prior.exposure).toBeCloseTo(0.01, 9);
  });

  it('what is known above the company holds until the company knows better', () => {
    const stated = { events: 5, exposure: 50 };
    const prior = treePriors([{ id: 'new', parentId: null, events: 0, exposure: 0 }], poolShares, FEW_MOST, stated).get('new')!;
    expect(prior.events / prior.exposure).toBeCloseTo(0.1, 9);
  });
});

it('old data weighs half after the half-life', () => {
  expect(halfLifeWeight(0, 90)).toBe(1);
  expect(halfLifeWeight(90, 90)).toBe(0.5);
  expect(halfLifeWeight(180, 90)).toBe(0.25);
});
