/** Files as a small company has them, made here with the figures that must come out. */
import iconv from 'iconv-lite';
import type { Language } from './words.ts';

export type File = { name: string; content: Buffer };
/** What a channel really brought and cost; money in minor units. */
export type Truth = { leads: number; qualified: number; deals: number; revenueMinor: number; costMinor: number };

/** A table as programs of the country write it: cp1251 with semicolons in Russian, UTF-8 with commas in English. */
export function csv(language: Language, name: string, rows: readonly (readonly string[])[]): File {
  const [delimiter, encoding] = language === 'ru' ? [';', 'cp1251'] : [',', 'utf-8'];
  const cell = (text: string) => (/["\n\r]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text);
  return { name, content: iconv.encode(rows.map((row) => `${row.map(cell).join(delimiter)}\r\n`).join(''), encoding) };
}

/** Minor units as the language writes money; the Russian thousands stand apart by a no-break space. */
export function amount(language: Language, minor: number): string {
  const [whole, rest] = [String(Math.floor(minor / 100)), String(minor % 100).padStart(2, '0')];
  return `${whole.replace(/\B(?=(\d{3})+$)/g, language === 'ru' ? '\u00a0' : ',')}${language === 'ru' ? ',' : '.'}${rest}`;
}

/** 'yyyy-mm-dd' as the language writes it: 05.03.2026, 3/5/2026. */
export function date(language: Language, day: string): string {
  const [year, month, of] = day.split('-');
  return language === 'ru' ? `${of}.${month}.${year}` : `${Number(month)}/${Number(of)}/${year}`;
}

export const plusDays = (day: string, n: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);

const texts = {
  ru: {
    leads: ['Номер лида', 'Дата', 'Имя', 'E-mail', 'Канал', 'Кампания', 'Статус'],
    deals: ['Номер сделки', 'Номер лида', 'Сумма', 'Этап сделки', 'Дата закрытия'],
    costs: ['Дата', 'Канал', 'Кампания', 'Расход без НДС, руб.', 'Показы', 'Клики'],
    title: 'Отчёт отдела продаж',
    total: 'Итого',
    // as the salespeople call it and as the invoice does
    channels: ['Контент-партнёры', 'ВКонтакте', 'Строительные порталы'],
    invoiced: 'Платные контент партнёры',
    qualified: 'Квалифицирован',
    open: 'Новый',
    won: 'Успешно реализовано',
    files: { leads: 'лиды.csv', deals: 'сделки.csv', costs: 'расходы.csv' },
  },
  en: {
    leads: ['Lead ID', 'Created', 'Name', 'Email', 'Channel', 'Campaign', 'Status'],
    deals: ['Deal ID', 'Lead ID', 'Amount', 'Deal stage', 'Close date'],
    costs: ['Date', 'Channel', 'Campaign', 'Cost (net of VAT), USD', 'Impressions', 'Clicks'],
    title: 'Report of the sales department',
    total: 'Total',
    channels: ['Content Syndication', 'Google Ads', 'Trade portals'],
    invoiced: 'paid-content-syndication',
    qualified: 'Qualified',
    open: 'New',
    won: 'Closed won',
    files: { leads: 'leads.csv', deals: 'deals.csv', costs: 'costs.csv' },
  },
} as const;

const DAYS = 60;
/** Per channel: a lead every so many days (twice a day: 0.5), of them every so many qualified and won (0: none); spend a day and size of a deal, minor units. */
const plan = [
  { every: 0.5, qualified: 2, won: 10, spend: 150_025, deal: 9_000_050 },
  { every: 1, qualified: 4, won: 20, spend: 90_000, deal: 4_500_000 },
  { every: 2, qualified: 15, won: 0, spend: 400_000, deal: 0 },
  { every: 3, qualified: 4, won: 20, spend: 0, deal: 3_000_000 },
];

/**
 * Leads, deals and costs of the sixty days before `today`. The first channel has another name among the costs; the last leads have no
 * channel; two rows of the leads are bad, and their lines are said. `truth` has a row per channel, unattributed last, and leaves the bad rows out.
 */
export function smallCompany(language: Language, today: string) {
  const t = texts[language];
  const first = plusDays(today, -DAYS - 5);
  const leads: string[][] = [];
  const deals: string[][] = [];
  const costs: string[][] = [];
  const truth: Truth[] = plan.map(({ every, qualified, won, spend, deal }, c) => {
    const name = t.channels[c] ?? '';
    const count = Math.floor(DAYS / every);
    for (let i = 0; i < count; i++) {
      const [id, day] = [`${c + 1}-${i}`, plusDays(first, Math.floor(i * every))];
      const judged = i % qualified === 0 ? t.qualified : t.open;
      leads.push([id, date(language, day), `${t.leads[2]} ${id}`, `lead${id}@example.com`, name, name && `${c + 1}/${(i % 3) + 1}`, judged]);
      if (won && i % won === 0) deals.push([`D${id}`, id, amount(language, deal), t.won, date(language, plusDays(day, 3))]);
    }
    if (spend)
      for (let i = 0; i < DAYS; i++)
        costs.push([
          date(language, plusDays(first, i)),
          c === 0 ? t.invoiced : name,
          `${c + 1}/1`,
          amount(language, spend),
          String(1000 + i),
          String(20 + (i % 7)),
        ]);
    const of = (each: number) => (each ? Math.ceil(count / each) : 0);
    return { leads: count, qualified: of(qualified), deals: of(won), revenueMinor: of(won) * deal, costMinor: spend * DAYS };
  });
  const noSuchDay = language === 'ru' ? '31.02.2026' : '2/31/2026';
  leads.splice(10, 0, ['bad-1', noSuchDay, 'Bad One', 'bad1@example.com', t.channels[1], '2/1', t.open]);
  leads.splice(20, 0, ['bad-2', date(language, first), 'Bad Two', 'bad2(at)example', t.channels[1], '2/1', t.open]);
  const report = (header: readonly string[], rows: string[][], total: string[]) => [[t.title], [], header, ...rows, [t.total, ...total]];
  return {
    channels: [...t.channels],
    invoiced: t.invoiced,
    first,
    truth,
    rows: { leads: leads.length - 2, deals: deals.length, costs: costs.length },
    faults: [
      { line: 14, column: t.leads[1], value: noSuchDay, code: 'date' as const, right: date(language, first) },
      { line: 24, column: t.leads[3], value: 'bad2(at)example', code: 'email' as const, right: 'bad2@example.com' },
    ],
    leads: csv(language, t.files.leads, report(t.leads, leads, [String(leads.length)])),
    deals: csv(
      language,
      t.files.deals,
      report(t.deals, deals, [
        '',
        amount(
          language,
          truth.reduce((sum, one) => sum + one.revenueMinor, 0),
        ),
      ]),
    ),
    costs: csv(
      language,
      t.files.costs,
      report(t.costs, costs, [
        '',
        '',
        amount(
          language,
          truth.reduce((sum, one) => sum + one.costMinor, 0),
        ),
      ]),
    ),
  };
}

/** Many leads, one in a hundred of them bad: `bad` are the lines. */
export function manyLeads(count: number): File & { bad: number[] } {
  const bad: number[] = [];
  const rows = Array.from({ length: count }, (_, i) => {
    const wrong = i % 100 === 37;
    if (wrong) bad.push(i + 2);
    const day = plusDays('2026-01-01', i % 90);
    return [`L${i}`, wrong ? '2026-02-30' : day, `Lead ${i}`, `l${i}@example.com`, `Channel ${i % 12}`, `Campaign ${i % 40}`, i % 3 ? 'New' : 'Qualified'];
  });
  return { ...csv('en', 'many-leads.csv', [texts.en.leads, ...rows]), bad };
}

/** Costs of many campaigns by day, no two rows of one day and campaign; one in a hundred bad. */
export function manyCosts(count: number): File & { bad: number[]; sumMinor: number } {
  const bad: number[] = [];
  let sumMinor = 0;
  const rows = Array.from({ length: count }, (_, i) => {
    const wrong = i % 100 === 61;
    const minor = 1000 + (i % 997);
    if (wrong) bad.push(i + 2);
    else sumMinor += minor;
    return [plusDays('2026-01-01', i % 90), `Channel ${i % 12}`, `Campaign ${i}`, wrong ? 'n/a?' : amount('en', minor), '10', '1'];
  });
  return { ...csv('en', 'many-costs.csv', [texts.en.costs, ...rows]), bad, sumMinor };
}
