import { expect, test } from 'vitest';
import { readings, telling } from './readings.ts';

const day = (iso: string) => iso;

test('a date that can be read two ways is shown both ways; one that reads alike is no example', () => {
  const read = (value: string) => readings.dates(value, day);
  expect(telling(['01/01/2026', '03/04/26 10:00'], read)).toEqual({
    example: '03/04/26 10:00',
    options: [
      { value: 'dmy', label: '2026-04-03' },
      { value: 'mdy', label: '2026-03-04' },
    ],
  });
  expect(telling(['01/01/2026'], read).example).toBe('01/01/2026');
});

test('a number that can be read two ways is shown both ways, as the language writes it', () => {
  expect(readings.numbers('$1,234', 'en').map((option) => option.label)).toEqual(['1,234', '1.234']);
  expect(readings.numbers('1.234 ₽', 'ru').map((option) => option.label)).toEqual(['1,234', '1\u00a0234']);
});
