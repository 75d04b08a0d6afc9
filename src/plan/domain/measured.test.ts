import { expect, test } from 'vitest';
import { measure } from './measured.ts';

const none = { leads: 0, qualified: 0, won: 0, priced: 0, revenue: 0, recent_leads: 0, spend: 0 };

test('a history of 400 leads, 160 qualified, 40 won', () => {
  const m = measure({ leads: 400, qualified: 160, won: 40, priced: 38, revenue: 190_000_000, recent_leads: 120, spend: 18_000_000 });
  expect(m.leadToDeal).toMatchObject({ value: 0.1, n: 400 });
  expect(m.leadToQualified).toMatchObject({ value: 0.4, n: 400 });
  expect(m.qualifiedToDeal).toMatchObject({ value: 0.25, n: 160 });
  expect(m.leadToQualified!.value * m.qualifiedToDeal!.value).toBeCloseTo(m.leadToDeal!.value, 12);
  expect(m.cheque).toEqual({ minor: 5_000_000, n: 38 });
  expect(m.cpl).toEqual({ minor: 150_000, n: 120 });
});

test('the interval is that of methods §2: 3 of 40 is 2.8–16.6 %', () => {
  const { low, high } = measure({ ...none, leads: 40, qualified: 10, won: 3 }).leadToDeal!;
  expect([low, high].map((x) => (x * 100).toFixed(1))).toEqual(['2.8', '16.6']);
});

test('no history, too little history and no deals offer nothing', () => {
  expect(Object.values(measure(none)).every((v) => v === null)).toBe(true);
  expect(measure({ ...none, leads: 29, qualified: 10, won: 3 }).leadToDeal).toBeNull();
  expect(measure({ ...none, leads: 500, qualified: 200 }).leadToDeal).toBeNull();
  expect(measure({ ...none, leads: 500, qualified: 200 }).leadToQualified?.value).toBe(0.4);
});

test('where Sales do not judge leads, only lead → deal is measured', () => {
  const m = measure({ ...none, leads: 400, qualified: 10, won: 40 });
  expect(m).toMatchObject({ leadToDeal: { value: 0.1 }, leadToQualified: null, qualifiedToDeal: null });
});
