import { describe, expect, it } from 'vitest';
import { drawBeta, drawGamma, drawNormal, seeded } from './random.ts';

const N = 40_000;

function moments(draw: () => number) {
  const xs = Array.from({ length: N }, draw);
  const mean = xs.reduce((s, x) => s + x, 0) / N;
  return { mean, variance: xs.reduce((s, x) => s + (x - mean) ** 2, 0) / (N - 1) };
}

describe('seeded randomness', () => {
  it('repeats itself for one seed and differs for another', () => {
    const [a, b, c] = ['report 7', 'report 7', 'report 8'].map((seed) => {
      const random = seeded(seed);
      return Array.from({ length: 20 }, random);
    });
    expect(a).toEqual(b);
    expect(a).not.toEqual(c);
    expect(a!.every((x) => x >= 0 && x < 1)).toBe(true);
  });

  it('draws uniform, normal, gamma and beta numbers with the right mean and variance', () => {
    const random = seeded('moments');
    const cases = [
      [random, 0.5, 1 / 12],
      [() => drawNormal(random), 0, 1],
      [() => drawGamma(random, 4, 2), 2, 1],
      [() => drawGamma(random, 0.5, 1), 0.5, 0.5],
      [() => drawBeta(random, 2, 6), 0.25, (0.25 * 0.75) / 9],
    ] as const;
    for (const [draw, mean, variance] of cases) {
      const seen = moments(draw);
      // Five standard errors of the mean; the variance to 5 %.
      expect(Math.abs(seen.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / N));
      expect(seen.variance / variance).toBeGreaterThan(0.95);
      expect(seen.variance / variance).toBeLessThan(1.05);
    }
  });
});
