import { expect, test } from 'vitest';
import type { Column, Filter, Sort } from './columns.tsx';
import { linesOf, pathTo } from './table-rows.ts';

type Unit = { name: string; spend: number | null; below?: Unit[] };
const units: Unit[] = [
  {
    name: 'Яндекс Директ',
    spend: 300_00,
    below: [
      { name: 'Поиск', spend: 100_00, below: [{ name: 'Бренд', spend: 10_00 }] },
      { name: 'Сети', spend: 200_00 },
    ],
  },
  { name: 'VK', spend: 500_00 },
  { name: 'Рекомендации', spend: null },
];
const columns: Column<Unit>[] = [
  { id: 'name', name: 'Канал', value: (u) => u.name },
  { id: 'spend', name: 'Расходы', kind: 'money', value: (u) => u.spend },
];
function lines(asked: { search?: string; filters?: Record<string, Filter>; sort?: Sort; ready?: boolean; open?: string[] }) {
  const source = {
    rows: units,
    columns,
    rowKey: (u: Unit) => u.name,
    children: (u: Unit) => u.below,
    search: '',
    filters: {},
    sort: null,
    ready: false,
    language: 'ru',
    perUnit: 100,
    ...asked,
  };
  return linesOf(source, new Set(asked.open)).map((l) => `${'  '.repeat(l.level)}${l.row.name}`);
}

test('branches are folded until opened', () => {
  expect(lines({})).toEqual(['Яндекс Директ', 'VK', 'Рекомендации']);
  expect(lines({ open: ['Яндекс Директ'] })).toEqual(['Яндекс Директ', '  Поиск', '  Сети', 'VK', 'Рекомендации']);
});

test('each level is sorted within itself, what has no figure last', () => {
  expect(lines({ sort: { column: 'spend', descending: true }, open: ['Яндекс Директ'] })).toEqual(['VK', 'Яндекс Директ', '  Сети', '  Поиск', 'Рекомендации']);
  expect(lines({ sort: { column: 'spend', descending: false } })).toEqual(['Яндекс Директ', 'VK', 'Рекомендации']);
});

test('what is searched for is found below folded branches, which open to show it', () => {
  expect(lines({ search: 'бренд' })).toEqual(['Яндекс Директ', '  Поиск', '    Бренд']);
  expect(lines({ search: 'яндекс' })).toEqual(['Яндекс Директ']);
  expect(lines({ search: 'нет такого' })).toEqual([]);
});

test('bounds of money are in units of the currency', () => {
  expect(lines({ filters: { spend: { min: 400 } } })).toEqual(['VK']);
  expect(lines({ filters: { spend: { max: 10 } } })).toEqual(['Яндекс Директ', '  Поиск', '    Бренд']);
});

test('what the server has searched and sorted is left alone', () => {
  expect(lines({ ready: true, search: 'бренд', sort: { column: 'spend', descending: true } })).toEqual(['Яндекс Директ', 'VK', 'Рекомендации']);
});

test('the way to a row deep below is known, so that it can be shown', () => {
  const path = (key: string) =>
    pathTo(
      key,
      units,
      (u) => u.name,
      (u) => u.below,
    );
  expect(path('Бренд')).toEqual(['Яндекс Директ', 'Поиск']);
  expect(path('VK')).toEqual([]);
});
