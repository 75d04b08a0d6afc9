import { expect, test } from 'vitest';
import { formats } from './format.tsx';

const ru = formats('ru', 'RUB', 'Europe/Moscow');
const en = formats('en', 'RUB', 'Europe/Moscow');
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

test('money, counts and shares are written as the language writes them', () => {
  expect(plain(ru.money(123_456, true))).toBe('1 234,56 ₽');
  expect(plain(en.money(123_456, true))).toBe('₽1,234.56');
  expect(plain(ru.money(123_456))).toBe('1 235 ₽');
  expect(plain(ru.money(4_590))).toBe('45,90 ₽');
  expect(plain(ru.money(0))).toBe('0 ₽');
  expect(plain(ru.num(1_234_567))).toBe('1 234 567');
  expect(plain(ru.pct(0.1234))).toBe('12,3 %');
  expect(plain(en.pct(0.1234))).toBe('12.3%');
  expect(plain(ru.change(0.12))).toBe('+12 %');
});

test('a currency without hundredths, and one that is not the workspace’s', () => {
  const yen = formats('en', 'JPY', 'Asia/Tokyo');
  expect(plain(yen.money(1_234, true))).toBe('¥1,234');
  expect(plain(yen.money(1_234, true, 'USD'))).toBe('$12.34');
});

test('what is unknown is a dash and never a zero', () => {
  for (const f of [ru.num, ru.money, ru.pct, ru.change, ru.moneyShort, ru.numShort, ru.bytes]) {
    expect(f(null)).toBe('—');
    expect(f(undefined)).toBe('—');
    expect(f(Number.NaN)).toBe('—');
    expect(f(Number.POSITIVE_INFINITY)).toBe('—');
    expect(f(0)).not.toBe('—');
  }
  expect(ru.day(null)).toBe('—');
});

test('a day stays the day whatever the clock, a moment is read on the clock of the workspace', () => {
  const samoa = formats('en', 'USD', 'Pacific/Pago_Pago');
  expect(samoa.day('2026-03-05')).toBe('5 Mar 2026');
  expect(plain(ru.day('2026-03-05'))).toBe('5 мар. 2026');
  expect(ru.time('2026-03-05T22:30:00.000Z')).toContain('6 мар. 2026');
  expect(ru.time('2026-03-05T22:30:00.000Z')).toContain('01:30');
  expect(samoa.time('2026-03-05T22:30:00.000Z')).toContain('5 Mar 2026');
});
