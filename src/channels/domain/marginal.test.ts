import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitPower, fitResponse, marginalCost, spendFactorFor } from './marginal.ts';
import { drawGamma, drawNormal, seeded } from './random.ts';

const SETTINGS = { minWeeks: 8, minSpendCv: 0.25, assumedBeta: 0.7, assumedLow: 0.5, assumedHigh: 0.9 };
const curve = (beta: number, n = 12) =>
  Array.from({ length: n }, (_, i) => ({ spend: 10_000 * (1 + (i % 6)), leads: 0.05 * (10_000 * (1 + (i % 6))) ** beta }));

describe('response curve', () => {
  it('recovers the exponent of an exact curve', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.2, max: 1, noNaN: true }), (beta) => {
        const fit = fitPower(curve(beta))!;
        expect(fit.beta).toBeCloseTo(beta, 6);
        expect(fit.scale / 0.05).toBeCloseTo(1, 4);
      }),
    );
  });

  it('its stated error is the real one: simulated weeks with counts and gamma noise', () => {
    const random = seeded('weeks');
    const errors = Array.from({ length: 300 }, () => {
      const weeks = Array.from({ length: 26 }, () => {
        const spend = 50_000 * Math.exp(0.5 * drawNormal(random));
        // Mean 20 leads with 50 % more variance than Poisson.
        return { spend, leads: Math.round(drawGamma(random, (20 * (spend / 50_000) ** 0.6) / 1.5, 1 / 1.5)) };
      });
      const fit = fitPower(weeks)!;
      return (fit.beta - 0.6) / fit.standardError;
    });
    const spread = Math.sqrt(errors.reduce((s, e) => s + e * e, 0) / errors.length);
    expect(spread).toBeGreaterThan(0.8);
    expect(spread).toBeLessThan(1.25);
  });

  it('weeks without leads count', () => {
    const weeks = curve(0.5).map((w, i) => (i % 6 === 0 ? { ...w, leads: 0 } : w));
    expect(fitPower(weeks)!.beta).toBeGreaterThan(fitPower(curve(0.5))!.beta);
  });

  it('few weeks, an even spend or no leads: the assumed exponent, flagged', () => {
    for (const weeks of [
      curve(0.5, 7),
      Array.from({ length: 20 }, (_, i) => ({ spend: 100 + (i % 2), leads: 5 })),
      curve(0.5).map((w) => ({ ...w, leads: 0 })),
      [],
    ]) {
      const response = fitResponse(weeks, SETTINGS);
      expect(response).toMatchObject({ beta: 0.7, fitted: false });
      // 0.5–0.9 read as a 90 % interval of a lognormal.
      expect(response.logSd).toBeCloseTo(Math.log(0.9 / 0.5) / 2 / 1.645, 3);
    }
    expect(fitResponse(curve(0.4), SETTINGS).fitted).toBe(true);
  });

  it('more than proportional growth is not believed', () => {
    expect(fitResponse(curve(1.4), SETTINGS).beta).toBe(1);
  });

  it('marginal cost and the spend that brings a cost to its target', () => {
    expect(marginalCost(1400, 0.7)).toBeCloseTo(2000, 9);
    // Average cost ∝ S^{1−β}: at half the target ratio and β = ½ the spend falls to a quarter.
    expect(spendFactorFor(200, 100, 0.5)).toBeCloseTo(0.25, 12);
    expect(spendFactorFor(80, 100, 0.5)).toBe(1);
    expect(spendFactorFor(200, 100, 1)).toBe(0);
  });
});
