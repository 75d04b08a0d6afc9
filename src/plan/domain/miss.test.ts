import fc from 'fast-check';
import { expect, test } from 'vitest';
import { divideMiss } from './miss.ts';

test('10,000 · 2 % · 40 % · 25 % = 20 → 9,000 · 2.2 % · 35 % · 28 % = 19.404', () => {
  const { total, parts } = divideMiss([10_000, 0.02, 0.4, 0.25], [9_000, 0.022, 0.35, 0.28]);
  expect(total).toBeCloseTo(-0.596, 9);
  expect(parts.map((p) => p.toFixed(4))).toEqual(['-2.0757', '1.8777', '-2.6306', '2.2326']);
});

test('equal results can still hide opposite causes', () => {
  const { total, parts } = divideMiss([100, 0.2], [200, 0.1]);
  expect(total).toBe(0);
  expect(parts[0]).toBeCloseTo(20 * Math.LN2, 9);
  expect(parts[1]).toBeCloseTo(-20 * Math.LN2, 9);
});

test('nothing came: the whole miss is that factor', () => {
  const { total, parts } = divideMiss([100, 0.2], [0, 0.2]);
  expect(total).toBeCloseTo(-20, 6);
  expect(parts[0]).toBeCloseTo(-20, 6);
  expect(parts[1]).toBe(0);
});

test('different factors are refused', () => expect(() => divideMiss([1, 2], [1])).toThrow(RangeError));

test('nothing is left over, and the miss read backwards is its opposite', () => {
  const factors = fc.array(fc.tuple(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), fc.double({ min: 1e-6, max: 1e6, noNaN: true })), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(factors, (pairs) => {
      const before = pairs.map(([a]) => a);
      const after = pairs.map(([, b]) => b);
      const { total, parts } = divideMiss(before, after);
      const scale = Math.max(...parts.map(Math.abs), 1e-12);
      expect(Math.abs(parts.reduce((s, p) => s + p, 0) - total) / scale).toBeLessThan(1e-6);
      const back = divideMiss(after, before).parts;
      for (const [k, part] of parts.entries()) expect(Math.abs(part + back[k]!) / scale).toBeLessThan(1e-6);
    }),
  );
});
