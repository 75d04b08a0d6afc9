import { expect, test } from 'vitest';
import { comparison, daysIn, presetDays, presets, todayIn } from './period.ts';

test('presets, seen from a day in January and from the last day of a leap February', () => {
  expect(presetDays('last_month', '2026-01-15')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  expect(presetDays('last_quarter', '2026-01-15')).toEqual({ from: '2025-10-01', to: '2025-12-31' });
  expect(presetDays('this_quarter', '2026-06-30')).toEqual({ from: '2026-04-01', to: '2026-06-30' });
  expect(presetDays('last_month', '2024-03-31')).toEqual({ from: '2024-02-01', to: '2024-02-29' });
  expect(presetDays('year', '2024-02-29')).toEqual({ from: '2023-03-02', to: '2024-02-29' });
  expect(daysIn(presetDays('days90', '2026-03-01'))).toBe(90);
});

test('every preset is a period that does not reach into the future', () => {
  for (const today of ['2026-01-01', '2024-02-29', '2026-12-31', '2026-03-31']) {
    for (const preset of presets) {
      const { from, to } = presetDays(preset, today);
      expect(from <= to && to <= today, `${preset} on ${today}`).toBe(true);
    }
  }
});

test('the period before has as many days and ends the day before; last year keeps the dates', () => {
  expect(comparison({ from: '2026-03-01', to: '2026-03-31' }, 'previous')).toEqual({ from: '2026-01-29', to: '2026-02-28' });
  expect(comparison({ from: '2026-03-01', to: '2026-03-31' }, 'year')).toEqual({ from: '2025-03-01', to: '2025-03-31' });
  expect(comparison({ from: '2024-02-01', to: '2024-02-29' }, 'year')).toEqual({ from: '2023-02-01', to: '2023-02-28' });
});

test('today is the day on the clock of the workspace', () => {
  const moment = new Date('2026-03-05T22:30:00.000Z');
  expect(todayIn('Europe/Moscow', moment)).toBe('2026-03-06');
  expect(todayIn('America/New_York', moment)).toBe('2026-03-05');
});
