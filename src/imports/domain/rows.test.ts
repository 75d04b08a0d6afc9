import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CostRow } from '../../channels/domain/cost-row.ts';
import type { DealRow, LeadRow } from '../../leads/domain/rows.ts';
import { file, imported } from './fixture.ts';
import { addCosts } from './rows.ts';

const leads = (body: string, said = {}) =>
  imported<LeadRow>(file(`id|Дата|Имя|Телефон|Почта|utm_source|Посадочная страница|Статус|Комментарий\n${body}`), said);

describe('leads', () => {
  it('says line, column and value of everything that is wrong with a row, and reads on', () => {
    const { ok, bad } = leads('1|01.09.2026|Иван|89161234567|||||\n2|31.02.2026|Анна|123|нет@|||||\n3||Пётр|||||||\n4|02.09.2026|Ольга||||||');
    expect(ok.map((row) => row.externalId)).toEqual(['1', '4']);
    expect(bad).toEqual([
      { line: 3, column: 'Дата', value: '31.02.2026', code: 'date', params: {} },
      { line: 3, column: 'Телефон', value: '123', code: 'phone', params: {} },
      { line: 3, column: 'Почта', value: 'нет@', code: 'email', params: {} },
      { line: 4, column: 'Дата', value: '', code: 'missing', params: {} },
    ]);
  });

  it('an unreadable contact can go to the comment instead', () => {
    const { ok, bad } = leads('1|01.09.2026|Иван|уточнить||||новый|горячий', { answers: { keepUnreadableContacts: true } });
    expect(bad).toEqual([]);
    expect(ok[0]).toMatchObject({ phone: null, comment: 'горячий\nуточнить' });
  });

  it('takes the source from the tags of the landing page when no column says it, and click ids with it', () => {
    const { ok } = leads(
      '1|01.09.2026|||||https://a.ru/?utm_source=yandex&utm_medium=cpc&utm_campaign=%D0%BE%D1%81%D0%B5%D0%BD%D1%8C&yclid=123#top||\n2|01.09.2026||||vk|https://a.ru/?utm_source=yandex||',
    );
    expect(ok[0]).toMatchObject({ source: 'yandex', medium: 'cpc', campaign: 'осень', clickIds: { yclid: '123' } });
    expect(ok[1]).toMatchObject({ source: 'vk', medium: null, clickIds: null });
  });

  it('a status nobody knows leaves the lead unjudged and is kept', () => {
    const { ok, recognition } = leads('1|01.09.2026|||||| Луна |\n2|01.09.2026||||||Спам|');
    expect(ok.map((row) => [row.status, row.judgement])).toEqual([
      ['Луна', 'unjudged'],
      ['Спам', 'invalid'],
    ]);
    expect(recognition.questions).toMatchObject([{ code: 'statuses', values: ['Луна'], required: false }]);
    expect(leads('1|01.09.2026|||||| Луна |', { answers: { statuses: { луна: 'qualified' } } }).ok[0]!.judgement).toBe('qualified');
  });

  it('a line cut in the middle and a value with a delimiter in it are bad, empty cells at the end are not', () => {
    const rows = file('Дата|Имя|Телефон|utm_source\n01.09.2026|Иван\nобрывок\n02.09.2026|Анна|89161234567|vk||\n03.09.2026|ООО|Рога|89161234567|vk');
    const { ok, bad } = imported<LeadRow>(rows);
    expect(ok.map((row) => row.name)).toEqual(['Иван', 'Анна']);
    expect(bad).toEqual([
      { line: 3, column: null, value: 'обрывок', code: 'too_few_cells', params: { cells: 1, columns: 4 } },
      { line: 5, column: null, value: '03.09.2026 ООО Рога 89161234567 vk', code: 'too_many_cells', params: { cells: 5, columns: 4 } },
    ]);
  });

  it('passes over blank lines, totals and a header repeated in the middle', () => {
    expect(imported(file('Дата|Имя|Телефон\n01.09.2026|Иван|89161234567\n||\nДата|Имя|Телефон\nИтого|1|')).skipped).toEqual(['blank', 'header', 'total']);
  });
});

describe('keys', () => {
  const text =
    'Дата|Имя|Телефон|utm_source\n01.09.2026|Иван|89161234567|vk\n01.09.2026|Иван|+7 916 123-45-67|vk\n02.09.2026|Иван|89161234567|vk\n01.09.2026|||vk\n01.09.2026|||vk';
  it('one person on one day from one source is one lead; nameless rows are as many as there are', () => {
    const keys = imported<LeadRow>(file(text)).ok.map((row) => row.key);
    expect(keys[0]).toBe(keys[1]);
    expect(new Set(keys).size).toBe(4);
    expect(imported<LeadRow>(file(text)).ok.map((row) => row.key)).toEqual(keys);
  });

  it('a deal keeps its key while its status and amount change', () => {
    const deal = (stage: string, amount: string) =>
      imported<DealRow>(file(`Телефон|Название сделки|Дата создания|Этап сделки|Сумма, ₽\n89161234567|Кухня|01.09.2026|${stage}|${amount}`)).ok[0]!.key;
    expect(deal('Переговоры', '100')).toBe(deal('Успешно реализовано', '150'));
  });

  it('costs of one day and source add up to the same whatever the order of the rows', () => {
    const row = fc.record({
      day: fc.constantFrom('2026-09-01', '2026-09-02'),
      campaign: fc.constantFrom('a', 'b', ''),
      cents: fc.integer({ min: 0, max: 1e9 }),
    });
    const total = (rows: { day: string; campaign: string; cents: number }[]) => {
      const sums = new Map<string, CostRow>();
      const text = rows
        .map(({ day, campaign, cents }) => `${day}|vk|${campaign}|${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`)
        .join('\n');
      for (const cost of imported<CostRow>(file(`Дата|Источник|Кампания|Расход, руб.\n${text}`)).ok)
        sums.set(cost.key, sums.has(cost.key) ? addCosts(sums.get(cost.key)!, cost) : cost);
      return [...sums.values()].map((cost) => `${cost.day} ${cost.campaign} ${cost.amountMinor}`).sort();
    };
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
        expect(total([...rows].reverse())).toEqual(total(rows));
        expect(total(rows).reduce((sum, line) => sum + Number(line.split(' ')[2]), 0)).toBe(rows.reduce((sum, one) => sum + one.cents, 0));
      }),
      { numRuns: 100 },
    );
  });
});

describe('deals', () => {
  it('a margin is money or a share of the amount', () => {
    const { ok } = imported<DealRow>(file('Номер заказа|Статус|Сумма, ₽|Маржа\n1|оплачен|1 000,00|35%\n2|оплачен|1 000,00|350,50\n3|оплачен|1 000,00|'));
    expect(ok.map((row) => row.marginMinor)).toEqual([35_000, 35_050, null]);
  });
  it('an unknown stage stops the row: it is money', () => {
    expect(imported(file('Номер заказа|Статус|Сумма, ₽\n1|Луна|5,00')).bad).toEqual([{ line: 2, column: 'Статус', value: 'Луна', code: 'status', params: {} }]);
  });
  it('currencies by row, words and signs included', () => {
    const { ok, bad } = imported<DealRow>(file('deal id|stage|amount|currency\n1|won|5.5|usd\n2|won|5|€\n3|won|500|JPY\n4|won|5.5|bananas'));
    expect(ok.map((row) => [row.currency, row.amountMinor])).toEqual([
      ['USD', 550],
      ['EUR', 500],
      ['JPY', 500],
    ]);
    expect(bad).toMatchObject([{ line: 5, column: 'currency', code: 'currency' }]);
  });
});
