import { describe, expect, it } from 'vitest';
import type { CostRow } from '../../../channels/domain/cost-row.ts';
import type { DealRow, LeadRow } from '../../../leads/domain/rows.ts';
import { file, imported } from '../fixture.ts';

const spent = (rows: readonly CostRow[]) => rows.reduce((sum, row) => sum + row.amountMinor, 0);
const open = (recognition: { questions: { code: string; required: boolean }[] }) =>
  recognition.questions.filter((question) => question.required).map((question) => question.code);

describe('Yandex Direct', () => {
  it('interface, Russian: title lines, spaces in thousands, total at the end, currency in the header', () => {
    const { recognition, ok, skipped } = imported<CostRow>(
      file(`
Отчёт по кампаниям
с 24.09.2026 по 25.09.2026
Дата|Кампания|№ кампании|Площадка|Показы|Клики|Расход (руб.)|Прибыль (руб.)
24.09.2026|Двери|123|ya.ru|5 000|100|1 234,56|0
25.09.2026|Двери|123|ya.ru|4 000|80|987,00|0
Итого|||| 9 000|180|2 221,56|0`),
    );
    expect(recognition).toMatchObject({ kind: 'costs', format: 'yandex_direct', headerLine: 3, refusal: null });
    expect(open(recognition)).toEqual([]);
    expect(recognition.questions).toMatchObject([{ code: 'vat', suggested: 'gross' }]);
    expect(spent(ok)).toBe(222_156);
    expect(ok[0]).toMatchObject({
      day: '2026-09-24',
      platform: 'yandex_direct',
      source: 'yandex',
      medium: 'cpc',
      channel: null,
      campaign: 'Двери',
      currency: 'RUB',
      vat: 'gross',
      impressions: 5000,
      clicks: 100,
    });
    expect(skipped).toEqual(['total']);
  });

  it('API: millionths, the line "Total rows", the currency must be asked', () => {
    const rows = file(`
Actual Data (2026-09-02 - 2026-09-02)
Date|CampaignId|Clicks|Cost
2026-09-02|338151|125|9210750000
2026-09-02|338152|0|0
Total rows: 2`);
    const asked = imported<CostRow>(rows);
    expect(asked.recognition).toMatchObject({ format: 'yandex_direct_api', headerLine: 2 });
    expect(open(asked.recognition)).toEqual(['currency']);
    expect(asked.bad.map((one) => one.code)).toEqual(['currency', 'currency']);
    const { ok, skipped, recognition } = imported<CostRow>(rows, { answers: { currency: 'RUB', vat: 'net' } });
    expect(open(recognition)).toEqual([]);
    expect(spent(ok)).toBe(921_075);
    expect(ok[0]).toMatchObject({ campaign: '338151', vat: 'net' });
    expect(skipped).toEqual(['total']);
  });

  it('API in units, by CampaignName: no millionths, rows of a day and campaign share a key', () => {
    const { ok } = imported<CostRow>(
      file(`
Date|CampaignId|CampaignName|AdId|Impressions|Clicks|Cost|Currency
01.08.2026|100|Brand|10|1000|20|500.50|RUB
01.08.2026|100|Brand|11|200|5|100.25|RUB`),
    );
    expect(spent(ok)).toBe(60_075);
    expect(ok[0]!.key).toBe(ok[1]!.key);
  });

  it("a marketer's own table of days and campaigns is not taken for Direct", () => {
    const { recognition } = imported(file('Дата|Кампания|Расход|Клики\n01.09.2026|Осень|1 000,50|5'));
    expect(recognition).toMatchObject({ kind: 'costs', format: null });
    expect(open(recognition)).toEqual(['currency']);
  });
});

describe('Yandex Metrica', () => {
  it('expenses: net of VAT, a period is spread over its days to the kopeck', () => {
    const { recognition, ok } = imported<CostRow>(
      file(
        `
Date,UTMSource,UTMMedium,UTMCampaign,Expenses,Currency,Clicks
2026-08-01/2026-08-03,telegram,post,launch,100.00,RUB,10
2026-08-04,avito,cpa,,0.50,RUB,1`,
        ',',
      ),
    );
    expect(recognition).toMatchObject({ format: 'metrica_expenses', questions: [] });
    expect(ok.map((row) => [row.day, row.amountMinor, row.clicks, row.vat])).toEqual([
      ['2026-08-01', 3333, 3, 'net'],
      ['2026-08-02', 3333, 3, 'net'],
      ['2026-08-03', 3334, 4, 'net'],
      ['2026-08-04', 50, 1, 'net'],
    ]);
  });

  it('offline conversions: seconds since 1970, ids of 18 digits stay text, equal lines are different sales', () => {
    const line = '133591247640966458,ORDER,1481718166,123.45,RUB';
    const { recognition, ok } = imported<DealRow>(file(`ClientId,Target,DateTime,Price,Currency\n${line}\n${line}`, ','));
    expect(recognition).toMatchObject({ kind: 'deals', format: 'metrica_offline_conversions', questions: [] });
    expect(ok[0]).toMatchObject({
      leadExternalId: '133591247640966458',
      name: 'ORDER',
      status: 'won',
      closedAt: '2016-12-14T12:22:46.000Z',
      amountMinor: 12_345,
      currency: 'RUB',
    });
    expect(ok[1]!.key).not.toBe(ok[0]!.key);
  });
});

describe('Google Ads', () => {
  const english = `
Campaign report
"September 1, 2026 - September 3, 2026"
Day|Campaign|Campaign ID|Currency code|Cost|Impr.|Clicks|Conversions
2026-09-01|Roofs & Gutters|12345678901|CAD|12.34|1,234|7|1.00
2026-09-02|Roofs & Gutters|12345678901|CAD|1,020.50|10,500|88|2.50
2026-09-03|Brand - Search|22222222222|CAD|--|0|0|--
Total: Account|--|--|CAD|1,032.84|11,734|95|3.50
Total: Search|--|--|CAD|1,032.84|11,734|95|3.50`;
  it('English', () => {
    const { recognition, ok, bad, skipped } = imported<CostRow>(file(english));
    expect(recognition).toMatchObject({ format: 'google_ads', headerLine: 3, questions: [] });
    expect(bad).toEqual([]);
    expect(skipped).toEqual(['total', 'total']);
    expect(spent(ok)).toBe(103_284);
    expect(ok[2]).toMatchObject({ amountMinor: 0, impressions: 0, currency: 'CAD', vat: 'net', source: 'google' });
  });
  it('French with narrow spaces', () => {
    const { recognition, ok, skipped } = imported<CostRow>(
      file(
        'Rapport\nJour|Campagne|Code de la devise|Coût|Impr.|Clics\n1 sept. 2026|Toits|CAD|12,34|1\u202f234|7\n2 sept. 2026|Toits|CAD|1\u202f020,50|10\u202f500|88\nTotal : compte|--|CAD|1\u202f032,84|11\u202f734|95',
      ),
    );
    expect(recognition).toMatchObject({ format: 'google_ads', questions: [] });
    expect([spent(ok), ok[1]!.day, skipped.length]).toEqual([103_284, '2026-09-02', 1]);
  });
  it('Russian', () => {
    const { recognition, ok } = imported<CostRow>(file('Отчет\nДень|Кампания|Код валюты|Стоимость|Показы|Клики\n2026-09-01|Окна|RUB|1 500,00|100|5'));
    expect(recognition).toMatchObject({ format: 'google_ads', questions: [] });
    expect(spent(ok)).toBe(150_000);
  });
  it('totals for all time are refused: there is nothing to put on days', () => {
    expect(imported(file('Campaign report\nAll time\nCampaign|Currency code|Cost|Impr.\nBrand|CAD|12.34|5')).recognition).toMatchObject({
      refusal: { code: 'no_period', format: 'google_ads' },
      reading: null,
    });
    expect(imported(file('Week|Campaign|Currency code|Cost|Impr.\n2026-08-31|Brand|CAD|12.34|5')).recognition.refusal?.code).toBe('long_periods');
  });
});

describe('Meta', () => {
  it('by day: the period columns are the whole report, the row without an ad set is the total of the day', () => {
    const { recognition, ok, skipped } = imported<CostRow>(
      file(`
Reporting starts|Reporting ends|Ad set name|Day|Amount spent (INR)|Impressions|Link clicks
2026-07-01|2026-08-10||2026-08-01|15000.00|500000|4000
2026-07-01|2026-08-10|Set A|2026-08-01|9000.00|300000|2500
2026-07-01|2026-08-10|Set B|2026-08-01|6000.00|200000|1500`),
    );
    expect(recognition).toMatchObject({ format: 'meta_ads', questions: [] });
    expect([spent(ok), skipped]).toEqual([1_500_000, ['total']]);
    expect(ok[0]).toMatchObject({ content: 'Set A', currency: 'INR' });
  });
  it('a row a day without a column for it; without any dimension there are no totals', () => {
    const { ok, recognition } = imported<CostRow>(
      file('Reporting starts|Reporting ends|Amount spent (USD)|Impressions\n2026-08-01|2026-08-01|1,234.56|45012\n2026-08-02|2026-08-02|10.00|5'),
    );
    expect(recognition.questions).toEqual([]);
    expect(spent(ok)).toBe(124_456);
  });
  it('a report for a range of days is refused; a single such row among days is bad', () => {
    expect(
      imported(file('Reporting starts|Reporting ends|Campaign name|Amount spent (USD)\n2026-08-01|2026-08-31|A|5.00\n2026-08-01|2026-08-31|B|6.00')).recognition
        .refusal,
    ).toEqual({ code: 'long_periods', format: 'meta_ads' });
    const { bad, ok } = imported<CostRow>(
      file(
        'Reporting starts|Reporting ends|Campaign name|Amount spent (USD)\n2026-08-01|2026-08-01|A|5.00\n2026-08-02|2026-08-02|A|5.00\n2026-08-03|2026-08-31|A|6.00',
      ),
    );
    expect([ok.length, bad]).toEqual([
      2,
      [{ line: 4, column: 'Reporting ends', value: '2026-08-31', code: 'range_too_long', params: { from: '2026-08-03', to: '2026-08-31' } }],
    ]);
  });
});

it('VK Ads: refused without a day, read with one', () => {
  const columns = 'Название кампании|Название объявления|Статус|Потрачено всего, ₽|Показы|Клики|eCPC, ₽';
  expect(imported(file(`${columns}\nОсень|Баннер|Активно|1 200,50|5 000|40|30,01`)).recognition.refusal).toEqual({ code: 'no_period', format: 'vk_ads' });
  const { recognition, ok } = imported<CostRow>(file(`День|${columns}\n01.09.2026|Осень|Баннер|Активно|1 200,50|5 000|40|30,01`));
  expect(recognition).toMatchObject({ format: 'vk_ads', questions: [{ code: 'vat', suggested: 'net' }] });
  expect(ok[0]).toMatchObject({ day: '2026-09-01', amountMinor: 120_050, currency: 'RUB', source: 'vk', campaign: 'Осень', content: 'Баннер' });
});

it('amoCRM deals', () => {
  const { recognition, ok } = imported<DealRow>(
    file(
      `
ID;Название сделки;Компания;Основной контакт;Рабочий email (контакт);Рабочий телефон (контакт);Бюджет;Дата создания;Дата закрытия;Ответственный;Воронка;Этап сделки;Причина отказа
101;Кухня;ООО Дом;Иван;ivan@example.com;'+79161234567;150 000;01.09.2026 10:00:00;20.09.2026 18:00:00;Ольга;Продажи;Успешно реализовано;
102;Шкаф;;Пётр;;8 903 765 43 21;80 000;02.09.2026 11:00:00;;Ольга;Продажи;Переговоры;
103;Стол;;Анна;;;0;03.09.2026 11:00:00;04.09.2026 12:00:00;Ольга;Продажи;Закрыто и не реализовано;Дорого`,
      ';',
    ),
    { answers: { currency: 'RUB' } },
  );
  expect(recognition).toMatchObject({ kind: 'deals', format: 'amocrm_deals' });
  expect(open(recognition)).toEqual([]);
  expect(ok).toMatchObject([
    {
      key: 'amocrm_deals:101',
      name: 'Кухня',
      company: 'ООО Дом',
      email: 'ivan@example.com',
      phone: '+79161234567',
      amountMinor: 15_000_000,
      status: 'won',
      openedAt: '2026-09-01T07:00:00.000Z',
      closedAt: '2026-09-20T15:00:00.000Z',
    },
    { status: 'open', closedAt: null, phone: '+79037654321' },
    { status: 'lost', amountMinor: 0, lostReason: 'Дорого' },
  ]);
});

describe('Bitrix24 leads', () => {
  it('by the words of the interface', () => {
    const { recognition, ok } = imported<LeadRow>(
      file(
        `
ID;Название лида;Имя;Фамилия;Рабочий телефон;Рабочий e-mail;Источник;Стадия;Дата создания;UTM Source;UTM Campaign;Комментарий
5;Заявка с сайта;Иван;Петров;89161234567;;Веб-сайт;Качественный лид;31.05.2026 15:10:16;yandex;brand;перезвонить
6;Звонок;;;;a@b.ru;Звонок;Некачественный лид;31.05.2026 15:11:00;;;`,
        ';',
      ),
    );
    expect(recognition).toMatchObject({ kind: 'leads', format: 'bitrix24_leads', questions: [] });
    expect(ok).toMatchObject([
      {
        key: 'bitrix24_leads:5',
        name: 'Иван Петров',
        channel: 'Веб-сайт',
        source: 'yandex',
        campaign: 'brand',
        judgement: 'qualified',
        status: 'Качественный лид',
        comment: 'перезвонить',
      },
      { name: 'Звонок', channel: 'Звонок', source: null, judgement: 'rejected', email: 'a@b.ru' },
    ]);
  });
  it('by the codes of the API', () => {
    const { recognition, ok } = imported<LeadRow>(
      file('ID;TITLE;NAME;LAST_NAME;STATUS_ID;SOURCE_ID;DATE_CREATE;UTM_SOURCE\n7;Лид 7;Анна;Ли;JUNK;CALL;2026-05-31T15:10:16+03:00;google', ';'),
    );
    expect(recognition).toMatchObject({ format: 'bitrix24_leads' });
    expect(ok[0]).toMatchObject({ name: 'Анна Ли', channel: 'CALL', source: 'google', judgement: 'rejected', createdAt: '2026-05-31T12:10:16.000Z' });
  });
});
