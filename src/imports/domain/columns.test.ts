import { describe, expect, it } from 'vitest';
import { dateOrder, dateShare, decimalSign, numberShare } from './columns.ts';

describe('dateOrder', () => {
  it('is proved by one value above 12', () => {
    expect(dateOrder(['03/04/2026', '25/04/2026'])).toBe('dmy');
    expect(dateOrder(['03/04/2026', '04/25/2026'])).toBe('mdy');
    expect(dateOrder(['20-10-16', '01-03-17'])).toBe('dmy');
  });
  it('is asked when every value can be read both ways', () => {
    expect(dateOrder(['03/04/2026', '05/06/2026', ''])).toBe('ambiguous');
  });
  it('does not matter when the readings agree or the way of writing decides', () => {
    expect(dateOrder(['05/05/2026', '06/06/2026'])).toBeNull();
    expect(dateOrder(['03.04.2026', '2026-04-03', '3 апр. 2026', 46_000])).toBeNull();
  });
  it('a file that contradicts itself follows the majority', () => {
    expect(dateOrder(['25/04/2026', '26/04/2026', '04/27/2026'])).toBe('dmy');
  });
});

describe('decimalSign', () => {
  it.each([
    [['1,234', '12.34'], 'dot'],
    [['1.234', '12,3'], 'comma'],
    [['1,234.50', '1,234'], 'dot'],
    [['1.234,50'], 'comma'],
    [['1,234,567', '1,234'], 'dot'],
    [['1.234.567'], 'comma'],
    [['1,234', '890', '45,000'], 'dot'],
    [['1.234', '890'], 'comma'],
    [['1,234', '5,678'], 'ambiguous'],
    [['1,234', '890', '5678'], 'ambiguous'],
    [['100', '200'], null],
    [[1.5, 2], null],
    [['—', 'abc'], null],
  ] as const)('%j → %s', (cells, expected) => {
    expect(decimalSign(cells)).toBe(expected);
  });
});

it('shares count filled cells only', () => {
  expect(dateShare(['2026-01-01', '03/04/2026', '', 'нет'])).toBeCloseTo(2 / 3);
  expect(numberShare(['1,234', '--', 'x', '5 ₽'])).toBeCloseTo(2 / 3);
  expect(dateShare(['', null])).toBe(0);
});
