import { expect, test } from 'vitest';
import { type Column, compare, isSet, passes, shown } from './columns.tsx';
import { formats } from './format.tsx';

const collator = new Intl.Collator('ru', { numeric: true, sensitivity: 'base' });
const sorted = (values: (string | number | null)[], descending: boolean) => [...values].sort((a, b) => compare(a, b, descending, collator));

test('nothing is last in either direction; words by the language, numbers in them by size', () => {
  expect(sorted([3, null, 10, -1], false)).toEqual([-1, 3, 10, null]);
  expect(sorted([3, null, 10, -1], true)).toEqual([10, 3, -1, null]);
  expect(sorted(['яблоко', 'Ёж', 'кампания 10', 'кампания 9', ''], false)).toEqual(['Ёж', 'кампания 9', 'кампания 10', 'яблоко', '']);
});

test('a filter is in what people see: units of money, per cent', () => {
  expect(passes(150_00, { min: 100, max: 200 }, 100)).toBe(true);
  expect(passes(150_00, { min: 151 }, 100)).toBe(false);
  expect(passes(0.12, { max: 12 }, 0.01)).toBe(true);
  expect(passes(null, { min: 0 }, 1)).toBe(false);
  expect(passes('Яндекс Директ', { text: 'директ' }, 1)).toBe(true);
  expect(passes(null, { text: 'директ' }, 1)).toBe(false);
  expect([isSet(undefined), isSet({ text: '' }), isSet({ min: 0 })]).toEqual([false, false, true]);
});

test('a value is shown in the format of its kind', () => {
  const f = formats('ru', 'RUB', 'Europe/Moscow');
  const show = (kind: Column<number | string | null>['kind'], v: number | string | null) =>
    shown({ id: 'x', name: 'x', kind, value: () => v }, v, f).replace(/[\u00a0\u202f]/g, ' ');
  expect([
    show('money', 250_000_00),
    show('percent', -0.05),
    show('number', 1234),
    show('day', '2026-05-01'),
    show('text', 'VK'),
    show('number', null),
    show('text', ''),
  ]).toEqual(['250 000 ₽', '-5 %', '1 234', '1 мая 2026', 'VK', '—', '—']);
});
