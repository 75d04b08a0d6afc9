import { describe, expect, it } from 'vitest';
import type { CostRow } from '../../channels/domain/cost-row.ts';
import type { DealRow, LeadRow } from '../../leads/domain/rows.ts';
import { file, imported, moscow } from './fixture.ts';
import { recognise } from './recognise.ts';

const fieldsIn = (text: string, said = {}) => {
  const found = recognise(file(text), moscow, said);
  return {
    kind: found.kind,
    fields: Object.fromEntries(found.columns.filter((column) => column.field).map((column) => [column.header, column.field])),
    asked: found.questions.filter((one) => one.required).map((one) => one.code),
  };
};

describe('leads', () => {
  it('of a marketplace funnel, by ids and origin', () => {
    expect(fieldsIn('mql_id|first_contact_date|landing_page_id|origin\na1|2018-02-01|p1|social\na2|2018-02-03|p2|paid_search')).toEqual({
      kind: 'leads',
      fields: { mql_id: 'externalId', first_contact_date: 'createdAt', landing_page_id: 'landing', origin: 'channel' },
      asked: [],
    });
  });
  it('of a hand-made Russian table', () => {
    expect(
      fieldsIn(
        'Дата заявки|Имя|Телефон|Почта|Источник|utm_source|utm_medium|Как вы о нас узнали?|Статус|Причина отказа|Комментарий\n01.09.2026|Иван|89161234567|a@b.ru|Директ|yandex|cpc|от друга|в работе||',
      ),
    ).toEqual({
      kind: 'leads',
      fields: {
        'Дата заявки': 'createdAt',
        Имя: 'name',
        Телефон: 'phone',
        Почта: 'email',
        Источник: 'channel',
        utm_source: 'source',
        utm_medium: 'medium',
        'Как вы о нас узнали?': 'selfReported',
        Статус: 'status',
        'Причина отказа': 'rejectReason',
        Комментарий: 'comment',
      },
      asked: [],
    });
  });
  it('unnamed columns are known by what is in them', () => {
    expect(
      fieldsIn('Создано когда|Куда звонить|Куда писать|Канал\n2026-09-01 10:00|+7 916 123-45-67|a@b.ru|Авито\n2026-09-02 11:00|+7 916 123-45-68|c@d.ru|Авито', {
        kind: 'leads',
      }).fields,
    ).toEqual({ 'Создано когда': 'createdAt', 'Куда звонить': 'phone', 'Куда писать': 'email', Канал: 'channel' });
  });
  it('without a date, the column is asked', () => {
    expect(fieldsIn('Lead Number|Lead Source|Converted\n1|Google|1\n2|Direct|0')).toMatchObject({ kind: 'leads', asked: ['column'] });
  });
});

describe('deals', () => {
  it('won because there is a date of winning; a revenue the customer declares is not the amount', () => {
    const { recognition, ok } = imported<DealRow>(
      file('mql_id|seller_id|won_date|lead_type|declared_monthly_revenue\na1|s1|2018-02-26 19:58:54|online|0.0\na2|s2||online|5.0'),
    );
    expect(recognition).toMatchObject({ kind: 'deals', questions: [] });
    expect(ok).toMatchObject([
      { leadExternalId: 'a1', status: 'won', closedAt: '2018-02-26T16:58:54.000Z', amountMinor: null, currency: null },
      { leadExternalId: 'a2', status: 'open', closedAt: null },
    ]);
  });
  it('of a CRM pipeline with days first', () => {
    const text =
      'opportunity_id|sales_agent|product|account|deal_stage|engage_date|close_date|close_value\nO1|Ann|Plus|Acme|Won|20-10-16|01-03-17|1054\nO2|Ann|Plus|Acme|Engaging|03-04-17||\nO3|Bob|Pro||Lost|02-02-17|03-03-17|0';
    expect(fieldsIn(text)).toEqual({
      kind: 'deals',
      fields: {
        opportunity_id: 'externalId',
        product: 'product',
        account: 'company',
        deal_stage: 'status',
        engage_date: 'openedAt',
        close_date: 'closedAt',
        close_value: 'amount',
      },
      asked: ['currency'],
    });
    const { ok } = imported<DealRow>(file(text), { answers: { currency: 'USD' } });
    expect(ok.map((row) => [row.status, row.openedAt, row.amountMinor])).toEqual([
      ['won', '2016-10-19T21:00:00.000Z', 105_400],
      ['open', '2017-04-02T21:00:00.000Z', null],
      ['lost', '2017-02-01T21:00:00.000Z', 0],
    ]);
  });
  it('orders without a status: the meaning is asked', () => {
    expect(fieldsIn('Номер заказа|Дата заказа|Телефон|Сумма, ₽\n1|01.09.2026|89161234567|1 500,50').asked).toEqual(['deal_status']);
    const { ok } = imported<DealRow>(file('Номер заказа|Дата заказа|Сумма, ₽\n1|01.09.2026|1 500,50'), { answers: { dealStatus: 'won' } });
    expect(ok[0]).toMatchObject({ status: 'won', amountMinor: 150_050, currency: 'RUB', externalId: '1' });
  });
  it('stages nobody knows are asked, and the answer is used', () => {
    const rows = file('deal id|stage|amount, $\n1|Blue|5.00\n2|Won|6.00');
    expect(recognise(rows, moscow).questions).toMatchObject([{ code: 'statuses', values: ['Blue'], required: true }]);
    const { ok, recognition } = imported<DealRow>(rows, { answers: { statuses: { blue: 'lost' } } });
    expect(recognition.questions.filter((one) => one.required)).toEqual([]);
    expect(ok.map((row) => row.status)).toEqual(['lost', 'won']);
  });
});

describe('costs', () => {
  it('any table of days, sources and money', () => {
    expect(fieldsIn('Дата|Канал|utm_campaign|Расход без НДС, руб.|Показы|Клики\n01.09.2026|Авито|осень|1 500,00|1000|20')).toEqual({
      kind: 'costs',
      fields: { Дата: 'day', Канал: 'channel', utm_campaign: 'campaign', 'Расход без НДС, руб.': 'amount', Показы: 'impressions', Клики: 'clicks' },
      asked: [],
    });
    const { recognition, ok } = imported<CostRow>(file('Дата|Канал|Расход с НДС, руб.\n01.09.2026|Авито|1 500,00'));
    expect(recognition.questions).toEqual([]);
    expect(ok[0]).toMatchObject({ vat: 'gross', amountMinor: 150_000, channel: 'Авито' });
  });
  it('totals without a period are refused', () => {
    expect(recognise(file('utm_source|utm_medium|spend\nfacebook|cpc|120\ngoogle|cpc|80'), moscow).refusal).toEqual({ code: 'no_period', format: null });
  });
});

describe('asked, never guessed', () => {
  const text = 'Date|Channel|Cost, $\n03/04/2026|A|1.50\n05/06/2026|A|2.50';
  it('the order of day and month', () => {
    expect(recognise(file(text), moscow).questions).toMatchObject([
      { code: 'date_order', columns: [0], values: ['03/04/2026', '05/06/2026'], options: ['dmy', 'mdy'], suggested: null, required: true },
      { code: 'vat', required: false },
    ]);
    expect(imported(file(text)).bad.map((one) => one.code)).toEqual(['date_ambiguous', 'date_ambiguous']);
    for (const [dateOrder, days] of [
      ['dmy', ['2026-04-03', '2026-06-05']],
      ['mdy', ['2026-03-04', '2026-05-06']],
    ] as const) {
      const { ok, recognition } = imported<CostRow>(file(text), { answers: { dateOrder } });
      expect(recognition.questions[0]).toMatchObject({ code: 'date_order', suggested: dateOrder, required: false });
      expect(ok.map((row) => row.day)).toEqual(days);
    }
  });
  it('is not asked when another column of the file proves it', () => {
    const found = imported<DealRow>(file('deal id|created|close date|stage|amount, $\n1|03/04/2026|25/04/2026|won|1.50'));
    expect(found.recognition.questions).toEqual([]);
    expect(found.ok[0]!.openedAt).toBe('2026-04-02T21:00:00.000Z');
  });
  it('what 1,234 means', () => {
    const rows = file('Date|Channel|Cost, $\n2026-09-01|A|1,234\n2026-09-02|A|5,678');
    expect(recognise(rows, moscow).questions).toMatchObject([{ code: 'decimal', values: ['1,234', '5,678'], required: true }, { code: 'vat' }]);
    expect(imported<CostRow>(rows, { answers: { decimal: 'comma' } }).ok.map((row) => row.amountMinor)).toEqual([123, 568]);
    expect(imported<CostRow>(rows, { answers: { decimal: 'dot' } }).ok.map((row) => row.amountMinor)).toEqual([123_400, 567_800]);
    // Another column of the same file says how numbers are written.
    expect(imported<CostRow>(file('Date|Channel|Cost, $|CTR\n2026-09-01|A|1,234|1.25')).ok[0]!.amountMinor).toBe(123_400);
  });
  it('the currency, unless the header, every value or the title names one', () => {
    expect(fieldsIn('Date|Channel|Cost\n2026-09-01|A|5.50').asked).toEqual(['currency']);
    expect(fieldsIn('Date|Channel|Cost\n2026-09-01|A|5.50 €').asked).toEqual([]);
    expect(fieldsIn('Report in EUR|\nDate|Channel|Cost\n2026-09-01|A|5.50').asked).toEqual([]);
    expect(fieldsIn('Date|Channel|Cost|Currency\n2026-09-01|A|5.50|usd').asked).toEqual([]);
    expect(fieldsIn('Date|Channel|Cost|Currency\n2026-09-01|A|5.50|usd\n2026-09-01|A|5.50|').asked).toEqual(['currency']);
  });
  it('the kind, when nothing tells', () => {
    expect(fieldsIn('alpha|beta\nx|y')).toEqual({ kind: null, fields: {}, asked: ['kind'] });
    expect(fieldsIn('alpha|Телефон\n2026-09-01|89161234567', { kind: 'leads' }).fields).toEqual({ alpha: 'createdAt', Телефон: 'phone' });
  });
});

describe('corrections and refusals', () => {
  it('columns set by a person are taken as they are', () => {
    const rows = file('a|b|c\n2026-09-01|x|5,50\n2026-09-02|y|6,50');
    const { ok, recognition } = imported<CostRow>(rows, { kind: 'costs', columns: ['day', 'channel', 'amount'], answers: { currency: 'RUB', vat: 'gross' } });
    expect(recognition.refusal).toBeNull();
    expect(ok).toMatchObject([
      { day: '2026-09-01', channel: 'x', amountMinor: 550, vat: 'gross' },
      { day: '2026-09-02', channel: 'y', amountMinor: 650 },
    ]);
  });
  it('says why there is nothing to take', () => {
    expect(recognise([], moscow).refusal?.code).toBe('no_rows');
    expect(recognise(file('1|2\n3|4'), moscow).refusal?.code).toBe('no_header');
    const wide = [{ line: 1, cells: ['Дата'], fault: 'too_many_columns' as const }];
    expect(recognise(wide, moscow).refusal?.code).toBe('too_many_columns');
    expect(recognise(file('Дата|Телефон|Имя'), moscow).refusal?.code).toBe('no_rows');
    expect(recognise(file('Date|Channel|Cost, $\nTotal||5.00'), moscow).refusal?.code).toBe('no_rows');
  });
});

it('reads the dates and numbers of a spreadsheet as they are', () => {
  const rows = [
    { line: 1, cells: ['Дата', 'Имя', 'Телефон'] },
    { line: 2, cells: ['2026-09-01T10:00:00', 'Иван', 79161234567] },
    { line: 3, cells: [46_266, 'Анна', null] },
  ];
  expect(imported<LeadRow>(rows).ok).toMatchObject([
    { createdAt: '2026-09-01T07:00:00.000Z', phone: '+79161234567' },
    { createdAt: '2026-08-31T21:00:00.000Z', phone: null },
  ]);
});
