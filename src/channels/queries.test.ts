import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitPeriod } from './queries/report.ts';

const dayOf = (n: number) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);

test('a period is split into whole months and the days left over, each day once', () => {
  expect(splitPeriod('2026-01-01', '2026-03-31')).toEqual({ months: ['2026-01-01', '2026-03-01'], days: [] });
  expect(splitPeriod('2026-01-15', '2026-03-02')).toEqual({
    months: ['2026-02-01', '2026-02-01'],
    days: [
      ['2026-01-15', '2026-01-31'],
      ['2026-03-01', '2026-03-02'],
    ],
  });
  expect(splitPeriod('2026-01-02', '2026-02-27')).toEqual({ months: null, days: [['2026-01-02', '2026-02-27']] });
  fc.assert(
    fc.property(fc.nat(1200), fc.nat(500), (start, length) => {
      const [from, to] = [dayOf(start), dayOf(start + length)];
      const { months, days } = splitPeriod(from, to);
      const seen: string[] = [];
      for (let n = 0; n < 1800; n++) {
        const day = dayOf(n);
        const month = `${day.slice(0, 7)}-01`;
        const times = (months && months[0] <= month && month <= months[1] ? 1 : 0) + days.filter(([a, b]) => a <= day && day <= b).length;
        expect(times).toBeLessThan(2);
        if (times === 1) seen.push(day);
      }
      expect([seen[0], seen.at(-1), seen.length]).toEqual([from, to, length + 1]);
    }),
  );
});
