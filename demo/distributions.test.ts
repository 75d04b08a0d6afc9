import { describe, expect, it } from 'vitest';
import { chance, deck, integer, lognormal, poisson, random, sigmaOf, weighted } from './distributions.ts';

const draws = <T>(count: number, draw: () => T): T[] => Array.from({ length: count }, draw);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const quantile = (values: readonly number[], share: number): number => [...values].sort((a, b) => a - b)[Math.floor(values.length * share)]!;

describe('random', () => {
  it('repeats itself for the same seed and path, and differs for another of either', () => {
    const first = draws(5, random(1, 'leads', 'maps'));
    expect(draws(5, random(1, 'leads', 'maps'))).toEqual(first);
    expect(draws(5, random(2, 'leads', 'maps'))).not.toEqual(first);
    expect(draws(5, random(1, 'leads', 'seo'))).not.toEqual(first);
  });

  it('is even: every tenth of [0, 1) gets a tenth of the numbers', () => {
    const counts = new Array<number>(10).fill(0);
    for (const value of draws(100_000, random(1))) counts[Math.floor(value * 10)]! += 1;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  });

  it('starts evenly too: the first number of ten thousand neighbouring streams', () => {
    let index = 0;
    const firsts = draws(10_000, () => random(1, 'deal', index++)());
    expect(Math.abs(mean(firsts) - 0.5)).toBeLessThan(0.012);
    expect(firsts.filter((value) => value < 0.3).length / 10_000).toBeCloseTo(0.3, 1);
  });
});

describe('laws', () => {
  it('poisson has the mean and the variance asked for, small and large', () => {
    for (const expected of [0.03, 1.7, 75]) {
      const next = random(3, expected);
      const values = draws(20_000, () => poisson(next, expected));
      const centre = mean(values);
      expect(Math.abs(centre - expected)).toBeLessThan(5 * Math.sqrt(expected / 20_000));
      expect(mean(values.map((value) => (value - centre) ** 2)) / expected).toBeCloseTo(1, 1);
    }
    expect(poisson(random(1), 0)).toBe(0);
  });

  it('lognormal keeps the median and the 90th percentile it was built from', () => {
    const next = random(4);
    const values = draws(50_000, () => lognormal(next, 21, sigmaOf(21, 75)));
    expect(Math.abs(quantile(values, 0.5) / 21 - 1)).toBeLessThan(0.03);
    expect(Math.abs(quantile(values, 0.9) / 75 - 1)).toBeLessThan(0.03);
  });

  it('weighted choice follows the weights and never takes a weight of zero', () => {
    const next = random(5);
    const values = draws(30_000, () => weighted(next, { a: 1, b: 2, never: 0 }));
    expect(values.filter((value) => value === 'b').length / 30_000).toBeCloseTo(2 / 3, 1);
    expect(values).not.toContain('never');
  });

  it('a deck keeps the weights in the long run and comes close to them in the short', () => {
    const draw = deck(random(7), { won: 0.3, lost: 0.69, rare: 0.01, never: 0 });
    const first = draws(50, draw).filter((value) => value === 'won').length;
    expect(Math.abs(first - 15)).toBeLessThanOrEqual(2);
    const rest = draws(50_000, draw);
    expect(rest.filter((value) => value === 'rare').length / 50_000).toBeCloseTo(0.01, 2);
    expect(Math.abs(rest.filter((value) => value === 'won').length / 50_000 - 0.3)).toBeLessThan(0.003);
    expect(rest).not.toContain('never');
  });

  it('chance and integer stay inside their bounds', () => {
    const next = random(6);
    expect(draws(1_000, () => chance(next, 0))).not.toContain(true);
    expect(draws(1_000, () => chance(next, 1))).not.toContain(false);
    expect(new Set(draws(1_000, () => integer(next, 3, 6)))).toEqual(new Set([3, 4, 5, 6]));
  });
});
