import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costAbove, costInterval, FLAT_GAMMA, intervalRatio, ratePosterior, shareBelow, shareInterval, sharePosterior, zeroRule } from './rates.ts';

describe('rates: vectors of methods §2', () => {
  it('3 of 40 with the Jeffreys prior: 90 % between 2.8 and 16.6 %', () => {
    const { low, high } = shareInterval(sharePosterior(3, 40));
    expect(low).toBeCloseTo(0.028, 3);
    expect(high).toBeCloseTo(0.166, 3);
  });

  it('12 leads on 50 000: CPL 90 % = 2 656–6 844, median 4 109', () => {
    const interval = costInterval(ratePosterior(12, 50_000))!;
    expect(Math.round(interval.low)).toBe(2656);
    expect(Math.round(interval.median)).toBe(4109);
    expect(Math.round(interval.high)).toBe(6844);
  });

  it.each([
    [3, 6.5],
    [5, 4.3],
    [10, 2.8],
    [20, 2.1],
    [30, 1.8],
    [50, 1.6],
    [100, 1.4],
  ])('%i events: the interval spans %f times', (n, times) => {
    expect(intervalRatio(n)).toBeCloseTo(times, 1);
  });

  it('zero rule: 2.3, 3 and 4.6 targets without events', () => {
    expect([2.3, 3, 4.6].map((k) => Math.round(zeroRule(k) * 100))).toEqual([90, 95, 99]);
    // The flat prior is the same rule.
    expect(costAbove(ratePosterior(0, 3_000, FLAT_GAMMA), 1_000)).toBeCloseTo(zeroRule(3), 12);
  });

  it('no money, no cost', () => {
    expect(costInterval(ratePosterior(5, 0))).toBeNull();
  });
});

describe('rates: properties', () => {
  const events = fc.integer({ min: 0, max: 500 });
  const money = fc.integer({ min: 1, max: 1e9 });

  it('P(cost > target) grows with spend and falls with events and with the target', () => {
    fc.assert(
      fc.property(events, money, money, money, (n, spend, more, target) => {
        const p = costAbove(ratePosterior(n, spend), target);
        expect(costAbove(ratePosterior(n, spend + more), target)).toBeGreaterThanOrEqual(p - 1e-12);
        expect(costAbove(ratePosterior(n + 1, spend), target)).toBeLessThanOrEqual(p + 1e-12);
        expect(costAbove(ratePosterior(n, spend), target + more)).toBeLessThanOrEqual(p + 1e-12);
      }),
    );
  });

  it('intervals are ordered, and a share stays within 0 and 1', () => {
    fc.assert(
      fc.property(events, events, money, (x, rest, spend) => {
        const share = shareInterval(sharePosterior(x, x + rest));
        expect(share.low).toBeLessThan(share.median);
        expect(share.median).toBeLessThan(share.high);
        expect(share.low).toBeGreaterThanOrEqual(0);
        expect(share.high).toBeLessThanOrEqual(1);
        expect(shareBelow(sharePosterior(x, x + rest), share.median)).toBeCloseTo(0.5, 9);
        const cost = costInterval(ratePosterior(x, spend))!;
        expect(cost.low).toBeLessThan(cost.median);
        expect(cost.median).toBeLessThan(cost.high);
      }),
    );
  });

  it('an effective number of leads below the wins is taken as the wins', () => {
    expect(sharePosterior(5, 3)).toEqual({ a: 5.5, b: 0.5 });
  });
});
