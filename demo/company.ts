import { sigmaOf } from './distributions.ts';

/** The two languages the demo company exists in. */
export type Lang = 'ru' | 'en';

/** A word or phrase in both languages. */
export type Text = Readonly<Record<Lang, string>>;

/** Who buys: the four segments differ in the size of the order and in what they order. */
export type Segment = 'retail' | 'wholesale' | 'industry' | 'contractor';

/** What one segment orders: mean order value in roubles net of VAT, gross margin as a share, and the names of the products. */
export const SEGMENTS: Readonly<Record<Segment, { cheque: number; margin: number; products: Readonly<Record<Lang, readonly string[]>> }>> = {
  retail: {
    cheque: 130_000,
    margin: 0.42,
    products: { ru: ['Крепёж для дома и дачи', 'Ручной инструмент', 'Кровельные саморезы'], en: ['Home fixings', 'Hand tools', 'Roofing screws'] },
  },
  wholesale: {
    cheque: 270_000,
    margin: 0.33,
    products: { ru: ['Метизы оптом', 'Анкеры, поддон', 'Перфорированный крепёж'], en: ['Bulk fasteners', 'Anchors by the pallet', 'Perforated brackets'] },
  },
  industry: {
    cheque: 420_000,
    margin: 0.36,
    products: {
      ru: ['Высокопрочные болты 10.9', 'Фланцевый крепёж', 'Крепёж по чертежам'],
      en: ['Grade 10.9 bolts', 'Flange fasteners', 'Fasteners to drawing'],
    },
  },
  contractor: {
    cheque: 520_000,
    margin: 0.33,
    products: {
      ru: ['Крепёж для металлоконструкций', 'Фасадные анкеры', 'Комплектация объекта'],
      en: ['Structural bolting', 'Façade anchors', 'Full site supply'],
    },
  },
};

/** Spread of order values within a segment: sigma of the logarithm. */
export const CHEQUE_SIGMA = 0.5;

/** Days from the lead to the won deal, as the company itself states them. */
export const CYCLE = { medianDays: 21, p90Days: 75, sigma: sigmaOf(21, 75) } as const;

/** Demand by month, January first (mean 1): building supplies sleep in winter. */
const MONTHS = [0.72, 0.85, 1.0, 1.12, 1.14, 1.1, 1.06, 1.08, 1.12, 1.08, 0.95, 0.78] as const;

/** Demand by weekday, Sunday first (mean 1): businesses ask on working days. */
const WEEKDAYS = [0.34, 1.3, 1.32, 1.27, 1.22, 1.07, 0.48] as const;

/** Public holidays as mm-dd, when nearly nobody asks. */
const HOLIDAYS: Readonly<Record<Lang, readonly string[]>> = {
  ru: ['01-01', '01-02', '01-03', '01-04', '01-05', '01-06', '01-07', '01-08', '02-23', '03-08', '05-01', '05-09', '06-12', '11-04'],
  en: ['01-01', '12-24', '12-25', '12-26', '12-31'],
};

/** How strong the demand of the month is, 1 = an average month. `day` is yyyy-mm-dd. */
export const monthDemand = (day: string): number => MONTHS[Number(day.slice(5, 7)) - 1]!;

/** How strong the demand of this day is within its week, 1 = an average day. `day` is yyyy-mm-dd. */
export const dayDemand = (day: string, lang: Lang): number => (HOLIDAYS[lang].includes(day.slice(5)) ? 0.25 : WEEKDAYS[new Date(day).getUTCDay()]!);

/** The company in each language: the same business, placed where its language is spoken. */
export const COMPANY: Readonly<Record<Lang, { name: string; site: string; timeZone: string; country: string }>> = {
  ru: { name: 'Крепёжный двор (демо)', site: 'https://krepdvor.example', timeZone: 'Europe/Moscow', country: 'RU' },
  en: { name: 'Anchor Yard (demo)', site: 'https://anchoryard.example', timeZone: 'Europe/London', country: 'GB' },
};

/** The VAT rate on advertising on the given day: Russia 20 %, from 1 January 2026 22 %; the United Kingdom 20 %. */
export const vatRate = (day: string, lang: Lang): number => (lang === 'ru' && day >= '2026-01-01' ? 0.22 : 0.2);

/** The share of gross margin the company states for itself: the average over its segments, by revenue. */
export const GROSS_MARGIN = 0.35;

/** The return it asks of marketing: every rouble back and half a rouble on top. */
export const REQUIRED_ROMI = 0.5;

/** Roubles → other currencies, rounded and frozen: the demo only has to look right, not to follow the market. Unlisted ones are taken as dollar-like. */
const PER_ROUBLE: Readonly<Record<string, number>> = { RUB: 1, USD: 0.0125, EUR: 0.011, GBP: 0.0095, KZT: 6.3, BYN: 0.037, UZS: 155, AMD: 4.8, GEL: 0.034 };

/** A sum in roubles as integer minor units of the currency (ISO 4217 code). */
export function money(currency: string): (roubles: number) => number {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const factor = (PER_ROUBLE[currency] ?? 0.0125) * 10 ** digits;
  return (roubles) => Math.round(roubles * factor);
}
