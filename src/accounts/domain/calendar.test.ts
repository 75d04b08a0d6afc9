import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, calendarOf, type DayKind, isWorkingDay, kindOf, workingDays } from './calendar.ts';

const none = new Map<string, DayKind>();
const count = (year: number, kind: DayKind) => [...calendarOf('RU', year).days.values()].filter((d) => d.kind === kind).length;
const off = (from: string, to: string) => workingDays(from, to, 'RU', none) === 0;

describe('production calendar of Russia', () => {
  // published totals: working days, days off, and the yearly norm of a 40-hour week, which fixes the number of short days
  test.each([
    [2024, 248, 118, 1979],
    [2025, 247, 118, 1972],
    [2026, 247, 118, 1972],
  ])('%i: %i working days, %i off, %i hours', (year, working, rest, hours) => {
    expect(workingDays(`${year}-01-01`, `${year}-12-31`, 'RU', none)).toBe(working);
    expect(count(year, 'off')).toBe(rest);
    expect(count(year, 'working') * 8 + count(year, 'short') * 7).toBe(hours);
    expect(calendarOf('RU', year)).toMatchObject({ basis: 'decree', source: expect.stringContaining('№') });
  });

  test('2025 as announced: January to the 8th, four days in May, June and November, a working Saturday before', () => {
    expect([off('2025-01-01', '2025-01-08'), off('2025-05-01', '2025-05-04'), off('2025-05-08', '2025-05-11')]).toEqual([true, true, true]);
    expect([off('2025-06-12', '2025-06-15'), off('2025-11-02', '2025-11-04'), off('2025-12-31', '2025-12-31')]).toEqual([true, true, true]);
    expect(isWorkingDay('2025-02-24', 'RU', none)).toBe(true); // the Sunday of the 23rd went to May
    expect(['2025-03-07', '2025-04-30', '2025-06-11', '2025-11-01'].map((d) => kindOf(d, 'RU', none))).toEqual(['short', 'short', 'short', 'short']);
  });

  test('2026 as announced: to 11 January, three days in February, March, twice in May and in June, 4 November alone', () => {
    for (const [from, to] of [
      ['2026-01-01', '2026-01-11'],
      ['2026-02-21', '2026-02-23'],
      ['2026-03-07', '2026-03-09'],
      ['2026-05-01', '2026-05-03'],
      ['2026-05-09', '2026-05-11'],
      ['2026-06-12', '2026-06-14'],
      ['2026-12-31', '2026-12-31'],
    ] as const) {
      expect(off(from, to), from).toBe(true);
    }
    expect([kindOf('2026-11-03', 'RU', none), kindOf('2026-11-04', 'RU', none), kindOf('2026-11-05', 'RU', none)]).toEqual(['short', 'off', 'working']);
    expect(kindOf('2026-02-20', 'RU', none)).toBe('working'); // a weekend lies between it and the holiday
  });

  test('a year whose decree is not known is reckoned by the law and says so', () => {
    const calendar = calendarOf('RU', 2027);
    expect([calendar.basis, calendar.source]).toEqual(['rule', null]);
    // 1 and 9 May and 12 June fall on a weekend: the next working day is off (art. 112)
    expect(['2027-05-03', '2027-05-10', '2027-06-14'].map((d) => calendar.days.get(d))).toEqual(
      ['2027-05-03', '2027-05-10', '2027-06-14'].map((day) => ({ day, kind: 'off', holiday: 'moved' })),
    );
    expect(calendar.days.get('2027-12-31')?.kind).toBe('short');
  });
});

test('elsewhere weekends are off, on the days of the country', () => {
  expect(workingDays('2026-03-02', '2026-03-08', 'DE', none)).toBe(5);
  expect(['2026-03-06', '2026-03-07', '2026-03-08'].map((d) => isWorkingDay(d, 'SA', none))).toEqual([false, false, true]);
  expect(calendarOf('DE', 2026).basis).toBe('weekends');
});

test('own days count before everything else, and a range adds up', () => {
  const own = new Map<string, DayKind>([
    ['2026-01-05', 'working'],
    ['2026-01-12', 'off'],
  ]);
  expect(workingDays('2026-01-01', '2026-01-14', 'RU', own)).toBe(3);
  expect(workingDays('2026-01-14', '2026-01-01', 'RU', own)).toBe(0);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1400 }), fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 }), (start, a, b) => {
      const [from, middle, to] = [addDays('2024-01-01', start), addDays('2024-01-01', start + a), addDays('2024-01-01', start + a + 1 + b)];
      expect(workingDays(from, middle, 'RU', own) + workingDays(addDays(middle, 1), to, 'RU', own)).toBe(workingDays(from, to, 'RU', own));
    }),
    { numRuns: 50 },
  );
});
