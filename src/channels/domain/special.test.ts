import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaI, betaQuantile, digamma, gammaP, gammaQ, gammaQuantile, lnGamma, normalCdf, normalQuantile, trigamma } from './special.ts';

/** Values computed with 40 digits; 1e-11 relative is asked where 1e-12 is reached. */
function close(got: number, want: number) {
  expect(Math.abs(got - want)).toBeLessThanOrEqual(1e-11 * Math.max(Math.abs(want), 1e-300));
}

describe('special functions against tables', () => {
  it.each([
    [0.5, 0.5, 0.6826894921370859],
    [1, 2.3, 0.8997411562771963],
    [3.5, 1, 0.040159631269898445],
    [12.5, 4.7, 0.002020397415824604],
    [12.5, 20, 0.9708356043768477],
    [100, 112, 0.8826075487807755],
    [1000, 950, 0.05505468623073803],
    [0.05, 0.001, 0.7271792290529226],
    [1_000_000, 1_001_000, 0.8413447863683403],
  ])('P(%d, %d)', (a, x, want) => {
    close(gammaP(a, x), want);
    close(gammaQ(a, x), 1 - want);
  });

  it('the far tail keeps its digits', () => {
    close(gammaQ(2, 40), 1.7418252446695514e-16);
    close(gammaQ(30, 100), 5.893259698661473e-17);
  });

  it.each([
    [0.5, 0.5, 0.1, 0.20483276469913345],
    [3.5, 37.5, 0.05, 0.21716861648281],
    [2, 3, 0.4, 0.5248],
    [1, 9, 0.2, 0.865782272],
    [50, 950, 0.06, 0.920943346098859],
    [300.5, 200.5, 0.61, 0.6776154968934045],
    [0.3, 12, 0.001, 0.29228944293752407],
  ])('I(%d, %d; %d)', (a, b, x, want) => close(betaI(a, b, x), want));

  it.each([
    [12.5, 0.05, 7.305703819741652],
    [12.5, 0.95, 18.82624206674139],
    [0.5, 0.5, 0.2274682115597864],
    [1, 0.9, Math.LN10],
    [300, 0.025, 267.0092752329663],
    [0.1, 0.05, 5.930711291414267e-14],
  ])('gamma quantile %d at %d', (a, p, want) => close(gammaQuantile(a, p), want));

  it.each([
    [3.5, 37.5, 0.05, 0.02758892360413549],
    [3.5, 37.5, 0.95, 0.16611258580347843],
    [0.5, 0.5, 0.05, 0.006155829702431137],
    [0.5, 20.5, 0.95, 0.09047642653787233],
    [120, 80, 0.5, 0.6003339822766282],
    [2, 3, 0.1, 0.14255931671003072],
  ])('beta quantile %d, %d at %d', (a, b, p, want) => close(betaQuantile(a, b, p), want));

  it('log-gamma, digamma, trigamma, normal', () => {
    for (const [x, want] of [
      [0.5, 0.5723649429247001],
      [10.25, 13.368023671476045],
      [100, 359.1342053695754],
      [1e6, 12815504.569147611],
    ])
      close(lnGamma(x!), want!);
    expect(lnGamma(1)).toBeCloseTo(0, 14);
    for (const [x, psi, tri] of [
      [0.5, -1.9635100260214235, 4.934802200544679],
      [1, -0.5772156649015329, 1.6449340668482264],
      [40, 3.676327374034843, 0.02531510384129103],
    ]) {
      close(digamma(x!), psi!);
      close(trigamma(x!), tri!);
    }
    close(normalQuantile(0.95), 1.6448536269514722);
    close(normalQuantile(0.001), -3.090232306167813);
    close(normalCdf(-6), 9.86587645037698e-10);
    expect(normalQuantile(0.5)).toBeCloseTo(0, 14);
  });
});

describe('special functions: properties', () => {
  const shape = fc.double({ min: 0.2, max: 50_000, noNaN: true });
  const p = fc.double({ min: 0.001, max: 0.999, noNaN: true });

  it('quantiles invert the distribution functions', () => {
    fc.assert(
      fc.property(shape, p, (a, q) => {
        expect(gammaP(a, gammaQuantile(a, q))).toBeCloseTo(q, 10);
      }),
    );
    fc.assert(
      // Near 1 doubles are coarser than the distribution: the quantile must be the right one among them.
      fc.property(shape, shape, p, (a, b, q) => {
        const x = betaQuantile(a, b, q);
        expect(betaI(a, b, x * (1 - 1e-12))).toBeLessThanOrEqual(q + 1e-11);
        expect(betaI(a, b, x * (1 + 1e-12))).toBeGreaterThanOrEqual(q - 1e-11);
      }),
    );
    fc.assert(
      fc.property(p, (q) => {
        expect(normalCdf(normalQuantile(q))).toBeCloseTo(q, 12);
      }),
    );
  });

  it('I_x(a, b) = 1 − I_{1−x}(b, a)', () => {
    fc.assert(
      fc.property(shape, shape, p, (a, b, x) => {
        expect(betaI(a, b, x) + betaI(b, a, 1 - x)).toBeCloseTo(1, 10);
      }),
    );
  });

  it('edges: nothing below zero, everything below infinity', () => {
    expect([gammaP(3, 0), gammaP(3, -1), gammaP(3, Number.POSITIVE_INFINITY), gammaQ(3, 0), gammaQ(3, Number.POSITIVE_INFINITY)]).toEqual([0, 0, 1, 1, 0]);
    expect([betaI(2, 3, 0), betaI(2, 3, 1)]).toEqual([0, 1]);
  });
});
