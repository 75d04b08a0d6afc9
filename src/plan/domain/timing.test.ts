import { expect, test } from 'vitest';
import { firstDayOf, lastDayOf, timingOf } from './timing.ts';

test('a cycle of 21 and 75 days: to count in June, leads come by 16 April (nine deals in ten) or 9 June (half)', () => {
  const timing = timingOf('2026-06-01', { medianDays: 21, p90Days: 75 });
  expect(timing).toMatchObject({ by90: '2026-04-16', byHalf: '2026-06-09' });
  // (30·Φ(z) − e^(μ+σ²/2)·Φ(z−σ)) / 30 with z = ln(30/21)/σ: the same share in closed form
  expect(timing.closedWithin).toBeCloseTo(0.3388, 3);
});

test('a sale on the spot counts in its own month, a sale of a year does not', () => {
  expect(timingOf('2026-06-01', { medianDays: 1, p90Days: 2 }).closedWithin).toBeGreaterThan(0.94);
  expect(timingOf('2026-06-01', { medianDays: 365, p90Days: 500 }).closedWithin).toBeLessThan(0.001);
});

test('months begin and end where the calendar says', () => {
  expect([firstDayOf('2028-02-17'), lastDayOf('2028-02-17'), lastDayOf('2026-12-01')]).toEqual(['2028-02-01', '2028-02-29', '2026-12-31']);
});
