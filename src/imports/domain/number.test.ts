import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { count, currencyDigits, decimalText, minorUnits, money, shifted } from './number.ts';

const none = { fault: 'number' };

describe('decimalText', () => {
  it.each([
    ['1234.56', '1234.56'],
    ['1 234,56', '1234.56'],
    ['1\u00a0234,56', '1234.56'],
    ['1\u202f234,56', '1234.56'],
    ['1\u2009234\u2009567', '1234567'],
    ['1,234.56', '1234.56'],
    ['1.234,56', '1234.56'],
    ['1.234.567', '1234567'],
    ['1,234,567', '1234567'],
    ['12,34,567.50', '1234567.50'],
    ["1'234.50", '1234.50'],
    ['1234.567', '1234.567'],
    ['0.125', '0.125'],
    ['0,125', '0.125'],
    [',5', '0.5'],
    ['12,5', '12.5'],
    ['1 234,56 ₽', '1234.56'],
    ['1 234,56 руб.', '1234.56'],
    ['$1,234.50', '1234.50'],
    ['€ 12', '12'],
    ['10 р.', '10'],
    ['(1 234,50)', '-1234.50'],
    ['−5,5', '-5.5'],
    ['5.5-', '-5.5'],
    ['+7', '7'],
    [1234.5, '1234.5'],
    [1e-7, '0.000000100000'],
  ])('%s → %s', (value, expected) => {
    expect(decimalText(value, null)).toBe(expected);
  });

  it('nothing is null, not zero', () => {
    for (const value of ['', ' ', '-', '--', '—', '–', '\u00a0', 'null', 'N/A', null, undefined]) expect(decimalText(value, null)).toBeNull();
  });

  it('text is a fault', () => {
    for (const value of ['abc', '12 шт', '1.2.3', '1,23,4', '12..5', '5%', '.', '1e5', '2026-09-01']) expect(decimalText(value, null)).toEqual(none);
    expect(decimalText(1e20, null)).toEqual({ fault: 'number_too_large' });
  });

  it('a value that can be read both ways is read by the column, never guessed', () => {
    expect(decimalText('1,234', null)).toEqual({ fault: 'number_ambiguous' });
    expect(decimalText('1.234', null)).toEqual({ fault: 'number_ambiguous' });
    expect(decimalText('-1.234', null)).toEqual({ fault: 'number_ambiguous' });
    expect(decimalText('1,234', 'comma')).toBe('1.234');
    expect(decimalText('1,234', 'dot')).toBe('1234');
    expect(decimalText('1.234', 'comma')).toBe('1234');
    expect(decimalText('1.234', 'dot')).toBe('1.234');
    expect(decimalText(1.234, null)).toBe('1.234'); // a number of XLSX says what it is
  });
});

describe('money', () => {
  it('is exact where floats are not', () => {
    expect(money('1,005', 'comma', 2)).toBe(101);
    expect(money('0.285', 'dot', 2)).toBe(29);
    expect(money('4035.00', null, 2)).toBe(403_500);
    expect(money('-99999999999,99', null, 2)).toBe(-9_999_999_999_999);
    expect(money('100000000000,01', null, 2)).toEqual({ fault: 'number_too_large' });
    expect(money('90071992547409.91', null, 2)).toEqual({ fault: 'number_too_large' });
    expect(money('9210750000', null, 2, true)).toBe(921_075);
    expect(money('5000', null, 2, true)).toBe(1); // half a kopeck in micros
    expect(money('1234,5', null, currencyDigits('JPY'))).toBe(1235);
    expect(money('1.5', null, currencyDigits('KWD'))).toBe(1500);
    expect(money('-0.001', 'dot', 2)).toBe(0);
  });

  it('reads every sum of kopecks back, however it is written', () => {
    const sum = fc.integer({ min: -1e12, max: 1e12 });
    const forms = [
      (whole: string, part: string) => `${whole},${part}`,
      (whole: string, part: string) => `${whole.replace(/\B(?=(\d{3})+$)/g, '\u00a0')},${part} ₽`,
      (whole: string, part: string) => `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${part}`,
      (whole: string, part: string) => `${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${part}`,
    ];
    fc.assert(
      fc.property(sum, fc.constantFrom(...forms), (minor, form) => {
        const digits = String(Math.abs(minor)).padStart(3, '0');
        const text = (minor < 0 ? '-' : '') + form(digits.slice(0, -2), digits.slice(-2));
        expect(money(text, null, 2)).toBe(minor);
      }),
    );
  });

  it('shifts by text', () => {
    expect(shifted('1', 6)).toBe('0.000001');
    expect(shifted('-1234567.5', 6)).toBe('-1.2345675');
    expect(minorUnits('0.995', 2)).toBe(100);
  });
});

describe('count', () => {
  it.each([
    ['5 000', 5000],
    ['1,234', 1234],
    ['1.234', 1234],
    ['10\u202f500', 10_500],
    ['1,234,567', 1_234_567],
    ['12.00', 12],
    [7, 7],
    ['--', null],
  ])('%s → %s', (value, expected) => {
    expect(count(value)).toBe(expected);
  });
  it('refuses parts and negatives', () => {
    expect(count('1.5')).toEqual(none);
    expect(count('-3')).toEqual({ fault: 'negative' });
    expect(count(1.234)).toEqual(none);
  });
});
