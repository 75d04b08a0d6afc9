import { expect, test } from 'vitest';
import { missOf } from './domain.ts';

const plan = { leads: 100, qualified: 40, deals: 10, revenue: 500_000 };

test('fewer leads and smaller cheques: the whole miss is divided between them', () => {
  const miss = missOf(plan, { leads: 80, qualified: 32, deals: 8, revenue: 320_000 })!;
  expect(miss.of).toBe('revenue');
  expect(miss.total).toBeCloseTo(-180_000, 6);
  const [leads, share, closing, cheque] = miss.parts.map((p) => p.value);
  expect([share, closing].map((x) => Math.abs(x!) < 1e-6)).toEqual([true, true]);
  expect(leads! + cheque!).toBeCloseTo(-180_000, 6);
  expect(leads).toBeCloseTo(cheque!, 6); // both fell by a fifth
});

test('without money in the plan the miss is counted in deals', () => {
  const miss = missOf({ ...plan, revenue: 0 }, { leads: 100, qualified: 20, deals: 5, revenue: 0 })!;
  expect(miss).toMatchObject({ of: 'deals', total: expect.closeTo(-5, 9) });
  expect(miss.parts.map((p) => p.factor)).toEqual(['leads', 'qualifiedShare', 'dealsPerQualified']);
  expect(miss.parts[1]!.value).toBeCloseTo(-5, 9);
});

test('a small difference raises no question, and without deals there is nothing to divide', () => {
  expect(missOf(plan, { ...plan, revenue: 480_000 })).toBeNull();
  expect(missOf(plan, { leads: 100, qualified: 40, deals: 0, revenue: 0 })).toBeNull();
  expect(missOf(plan, { leads: 0, qualified: 0, deals: 3, revenue: 900_000 })).toBeNull();
});
