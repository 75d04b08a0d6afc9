import { describe, expect, it } from 'vitest';
import type { Cell, TableRow } from '../../platform/tables/cell.ts';
import { currencyIn, findHeader, isTotal, plainHeader } from './header.ts';

const table = (rows: Cell[][]): TableRow[] => rows.map((cells, i) => ({ line: i + 1, cells }));
const known = (header: string) => ['день', 'кампания', 'расход', 'day', 'cost'].includes(header);

describe('plainHeader', () => {
  it.each([
    ['\ufeff"Дата"', 'дата'],
    ['Расход (руб.)', 'расход'],
    ['Потрачено всего, ₽', 'потрачено всего'],
    ['№ кампании', 'номер кампании'],
    ['CampaignId', 'campaign id'],
    ['UTMSource', 'utm source'],
    ['UTM_SOURCE', 'utm source'],
    ['Coût', 'cout'],
    ['Последний раз', 'последний раз'],
    ['Отчётный день', 'отчетный день'],
    ['Рабочий e-mail', 'рабочий e mail'],
    ['Amount spent (INR)', 'amount spent'],
    [null, ''],
  ])('%s → %s', (text, expected) => {
    expect(plainHeader(text)).toBe(expected);
  });
});

describe('currencyIn', () => {
  it.each([
    ['Расход (руб.)', 'RUB'],
    ['Сумма, ₽', 'RUB'],
    ['Бюджет, р.', 'RUB'],
    ['Amount spent (USD)', 'USD'],
    ['Cost, €', 'EUR'],
    ['Cost $', 'USD'],
    ['rur', null],
    ['RUR', 'RUB'],
    ['Рубрика', null],
    ['Группа', null],
    ['TRUSDATA', null],
  ])('%s → %s', (text, expected) => {
    expect(currencyIn(text)).toBe(expected);
  });
});

describe('findHeader', () => {
  it('passes over title lines', () => {
    expect(findHeader(table([['Отчёт'], ['1–3 сентября'], ['День', 'Кампания', 'Расход'], ['2026-09-01', 'a', '1']]), known)).toBe(2);
  });
  it('without a known name takes the first full row of words', () => {
    expect(findHeader(table([['Выгрузка'], ['колонка', 'другая'], ['1', '2'], ['3', '4']]), known)).toBe(1);
  });
  it('says so when there is none', () => {
    expect(
      findHeader(
        table([
          ['1', '2'],
          ['3', '4'],
        ]),
        known,
      ),
    ).toBe(-1);
  });
});

describe('isTotal', () => {
  it('knows the sums of exports', () => {
    for (const cells of [
      ['Итого', '', '100'],
      ['Total: Account', '--', '1'],
      ['Total : compte', '--', '1'],
      ['Total rows: 1'],
      ['', 'Всего:', '5'],
      ['ИТОГО ПО АККАУНТУ', '1'],
    ])
      expect(isTotal(cells, 0), cells[0]).toBe(true);
  });
  it('a campaign of that name on a day is a row', () => {
    expect(isTotal(['2026-09-01', 'Total Care', '5'], 0)).toBe(false);
    expect(isTotal(['Тотальная распродажа', '5'], null)).toBe(false);
    expect(isTotal(['Итоговая кампания', '5'], null)).toBe(false);
  });
});
