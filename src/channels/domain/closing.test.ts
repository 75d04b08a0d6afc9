import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chooseCurve,
  closingCurve,
  daysToMaturity,
  effectiveLeads,
  maturity,
  projectedWins,
  settledShare,
  statedCurve,
  winChance,
  wonShareBy,
} from './closing.ts';

const count = fc.integer({ min: 0, max: 30 });
const counts = fc.array(fc.record({ ageDays: fc.integer({ min: 0, max: 200 }), won: count, lost: count, censored: count }), { minLength: 1, maxLength: 40 });
const open = fc.array(fc.record({ ageDays: fc.integer({ min: 0, max: 300 }), count: fc.integer({ min: 0, max: 50 }) }), { maxLength: 10 });

describe('Aalen–Johansen', () => {
  it('without censoring W and L are the plain shares', () => {
    const curve = closingCurve([
      { ageDays: 1, won: 2, lost: 3, censored: 0 },
      { ageDays: 4, won: 1, lost: 4, censored: 0 },
    ]);
    expect(curve.won[1]).toBeCloseTo(0.2, 12);
    expect(curve.lost[1]).toBeCloseTo(0.3, 12);
    expect(curve.wonEver).toBeCloseTo(0.3, 12);
    expect(curve.lost[4]).toBeCloseTo(0.7, 12);
  });

  it('with censoring: worked by hand', () => {
    // 10 at risk; day 1: 1 won, 1 lost, 2 leave open → S = .8; day 3: 6 at risk, 3 won, 1 lost → W = .1 + .8·3/6 = .5, L = .1 + .8/6.
    const curve = closingCurve([
      { ageDays: 1, won: 1, lost: 1, censored: 2 },
      { ageDays: 3, won: 3, lost: 1, censored: 2 },
    ]);
    expect(curve.wonEver).toBeCloseTo(0.5, 12);
    expect(curve.lost[3]).toBeCloseTo(0.1 + 0.8 / 6, 12);
    // An open lead of age 1: (.5 − .1)/(1 − .1 − .1).
    expect(winChance(curve, 1)).toBeCloseTo(0.5, 12);
    expect(winChance(curve, 1, 1.5)).toBeCloseTo(0.75, 12);
    expect(winChance(curve, 3)).toBe(0);
    expect(
      projectedWins(curve, 4, [
        { ageDays: 1, count: 10 },
        { ageDays: 3, count: 7 },
      ]),
    ).toBeCloseTo(9, 12);
    // Its chance is still the overall one, so nothing about it is settled yet: 1 − q/W∞ = 0.
    expect(settledShare(curve, 1)).toBeCloseTo(0, 12);
    expect(effectiveLeads(curve, 4, 2, [{ ageDays: 1, count: 10 }])).toBeCloseTo(6, 12);
    expect(maturity(curve, 4, 2, [{ ageDays: 1, count: 10 }])).toBeCloseTo(6 / 16, 12);
  });

  it('a cohort of one age that closed as expected is as mature as the share of wins that are in, whatever the losses did', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 0, max: 250 }), (rows, ageDays) => {
        const curve = closingCurve(rows);
        if (curve.wonEver < 0.01) return;
        const day = Math.min(ageDays, curve.won.length - 1);
        const [won, lost] = [1000 * curve.won[day]!, 1000 * curve.lost[day]!];
        const cohort = [{ ageDays, count: 1000 - won - lost }];
        expect(maturity(curve, won, lost, cohort)).toBeCloseTo(wonShareBy(curve, ageDays), 6);
      }),
    );
  });

  it('junk rejected on the first day does not make a cohort mature', () => {
    const curve = closingCurve([
      { ageDays: 1, won: 0, lost: 70, censored: 0 },
      { ageDays: 30, won: 10, lost: 20, censored: 0 },
    ]);
    expect(maturity(curve, 0, 70, [{ ageDays: 2, count: 30 }])).toBeCloseTo(0, 12);
    expect(maturity(curve, 10, 90, [])).toBe(1);
  });

  it('W and L never fall, W + L ≤ 1, chances and maturity stay within 0 and 1, n_eff is at least the wins', () => {
    fc.assert(
      fc.property(counts, open, count, count, fc.double({ min: 0, max: 5, noNaN: true }), (rows, leads, won, lost, segment) => {
        const curve = closingCurve(rows);
        for (let d = 0; d < curve.won.length; d++) {
          expect(curve.won[d]! + curve.lost[d]!).toBeLessThanOrEqual(1 + 1e-9);
          if (d > 0) expect(curve.won[d]!).toBeGreaterThanOrEqual(curve.won[d - 1]!);
          if (d > 0) expect(curve.lost[d]!).toBeGreaterThanOrEqual(curve.lost[d - 1]!);
          const q = winChance(curve, d, segment);
          expect(q).toBeGreaterThanOrEqual(0);
          expect(q).toBeLessThanOrEqual(1);
        }
        const ripe = maturity(curve, won, lost, leads);
        expect(ripe).toBeGreaterThanOrEqual(0);
        expect(ripe).toBeLessThanOrEqual(1);
        expect(effectiveLeads(curve, won, lost, leads)).toBeGreaterThanOrEqual(won);
        expect(projectedWins(curve, won, leads, segment)).toBeGreaterThanOrEqual(won);
      }),
    );
  });
});

describe('a firm without history', () => {
  const cycle = { medianDays: 30, p90Days: 90 };

  it('takes the timing from the stated cycle', () => {
    const curve = statedCurve(cycle, 0.1);
    expect(wonShareBy(curve, 30)).toBeCloseTo(0.5, 9);
    expect(wonShareBy(curve, 90)).toBeCloseTo(0.9, 9);
    expect(curve.wonEver).toBeCloseTo(0.1, 12);
    // Wins and losses share the timing, so an open lead keeps the stated chance.
    expect(winChance(curve, 45)).toBeCloseTo(0.1, 9);
  });

  it('replaces it after twenty wins', () => {
    const measured = [{ ageDays: 5, won: 20, lost: 30, censored: 0 }];
    expect(chooseCurve(measured, cycle, 0.1, 20)!.origin).toBe('measured');
    expect(chooseCurve([{ ageDays: 5, won: 19, lost: 30, censored: 0 }], cycle, 0.1, 20)!.origin).toBe('stated');
    expect(chooseCurve([], null, 0.1, 20)).toBeNull();
  });

  it('says how long to wait for maturity', () => {
    const curve = statedCurve(cycle, 0.1);
    const leads = [{ ageDays: 10, count: 100 }];
    const days = daysToMaturity(curve, 0, 0, leads, 0.7)!;
    // The lognormal says 70 % of what is still open at day 10 closes by then.
    const done = (day: number) => (wonShareBy(curve, day) - wonShareBy(curve, 10)) / (1 - wonShareBy(curve, 10));
    expect(done(10 + days)).toBeGreaterThanOrEqual(0.7);
    expect(done(10 + days - 1)).toBeLessThan(0.7);
    expect(daysToMaturity(curve, 50, 50, [], 0.7)).toBe(0);
    expect(daysToMaturity(null, 0, 0, leads, 0.7)).toBeNull();
  });

  it('without any curve only closed leads count', () => {
    expect(maturity(null, 3, 3, [{ ageDays: 400, count: 6 }])).toBe(0.5);
    expect(maturity(null, 0, 0, [])).toBe(1);
  });
});
