import { expect, test } from 'vitest';
import { guarded } from '../../platform/tables/formula.ts';
import { csvOf } from './csv.ts';

test('Russian Excel opens it by a double click: a mark, semicolons, decimal commas', () => {
  expect(
    csvOf(
      [
        ['Канал', 'Лиды'],
        ['Директ; поиск', 12.5],
        ['VK', null],
      ],
      'ru',
    ),
  ).toBe('\ufeffКанал;Лиды\r\n"Директ; поиск";12,5\r\nVK;\r\n');
  expect(csvOf([['a, b', 12.5]], 'en')).toBe('\ufeff"a, b",12.5\r\n');
});

test('no text of a table becomes a formula, by the same rule as the exports of the server; numbers stay numbers', () => {
  for (const text of ['=1+1', '+7 900', '-x', '@SUM(A1)', '\t=1', ' =1', '\u200b=cmd', "'=1", '＝1', 'plain', 'a=b', '']) {
    expect(
      csvOf([[text]], 'en')
        .slice(1, -2)
        .replace(/^"|"$/g, ''),
      JSON.stringify(text),
    ).toBe(guarded(text));
  }
  expect(csvOf([[-5]], 'en')).toBe('\ufeff-5\r\n');
});
