import type { Cell } from '../../platform/tables/cell.ts';
import { meanings } from './aliases.ts';
import { dateShare, numberShare, share } from './columns.ts';
import { email, phone } from './contact.ts';
import { clickIdFields, type Field, fieldsOf, isCount, isDate, isMoney, type Kind, kinds } from './fields.ts';
import type { Format } from './formats/format.ts';

/** What each column means, and how sure that is (0 … 1). */
export type Mapping = { fields: (Field | null)[]; confidence: number[] };

/** Names that mark the beginning of a period rather than a day, and names of periods longer than a day. */
const periodStarts = new Set([
  'reporting starts',
  'начало отчетности',
  'отчетность начата',
  'дата начала отчетности',
  'дата начала',
  'date start',
  'date from',
  'start date',
  'начало',
]);
const longPeriods = new Set(['week', 'month', 'quarter', 'year', 'неделя', 'месяц', 'квартал', 'год', 'semaine', 'mois']);

/** Whether the file is broken down by something longer than a day only. */
export function hasLongPeriod(plain: readonly string[]): boolean {
  return plain.some((name) => longPeriods.has(name));
}

/** Maps columns by their names (in the form of plainHeader), then checks the names against the values below them; `samples` are columns of cells. */
export function mapColumns(kind: Kind, plain: readonly string[], samples: readonly (readonly Cell[])[], format: Format | null, country: string): Mapping {
  const fields: (Field | null)[] = plain.map(() => null);
  const confidence: number[] = plain.map(() => 0);
  const own = format?.kind === kind ? format.columns : undefined;
  const claims: { index: number; field: Field; rank: number }[] = [];
  for (const [index, name] of plain.entries()) {
    const particular = own?.[name];
    if (particular === null) continue;
    const general = meanings[kind].get(name);
    if (particular) claims.push({ index, field: particular, rank: -1 });
    else if (general) claims.push({ index, ...general });
  }
  claims.sort((a, b) => a.rank - b.rank || a.index - b.index);
  const taken = new Set<Field>();
  for (const { index, field, rank } of claims) {
    if (!contentFits(field, samples[index] ?? [], format)) continue;
    if (!taken.has(field)) {
      fields[index] = field;
      confidence[index] = rank <= 0 || format ? 1 : 0.9;
      taken.add(field);
    } else if (field === 'source' && kind !== 'deals' && !taken.has('channel') && !plain.some((name) => meanings[kind].get(name)?.field === 'channel')) {
      // Beside utm_source, «Источник» of a CRM is what the firm itself calls the channel.
      fields[index] = 'channel';
      confidence[index] = 0.8;
      taken.add('channel');
    }
  }
  const day = fields.indexOf('day');
  const last = fields.indexOf('lastDay');
  if (last >= 0 && (day < 0 || !periodStarts.has(plain[day]!))) fields[last] = null;
  if (kind !== 'costs') guessByContent(kind, fields, confidence, samples, country);
  return { fields, confidence };
}

function contentFits(field: Field, cells: readonly Cell[], format: Format | null): boolean {
  if (cells.every((cell) => cell === null || cell === '')) return true;
  if (isDate(field)) return format?.unix || (format?.ranges && field === 'day') ? true : dateShare(cells) >= 0.5;
  if (isMoney(field) || isCount(field)) return numberShare(cells) >= 0.5 || share(cells, (cell) => /^-?[\d\s.,]+%$/.test(String(cell))) >= 0.5;
  return true;
}

/** A column without a known name, full of e-mails, phones or dates, is what it looks like. */
function guessByContent(kind: Kind, fields: (Field | null)[], confidence: number[], samples: readonly (readonly Cell[])[], country: string): void {
  const guess = (field: Field, test: (cells: readonly Cell[]) => boolean) => {
    if (fields.includes(field)) return;
    const fitting = samples.flatMap((cells, index) => (fields[index] === null && test(cells) ? [index] : []));
    if (fitting.length !== 1) return;
    fields[fitting[0]!] = field;
    confidence[fitting[0]!] = 0.6;
  };
  guess('email', (cells) => share(cells, (cell) => String(cell).includes('@') && typeof email(cell) === 'string') >= 0.8);
  guess(
    'phone',
    (cells) => share(cells, (cell) => /\d{3}.*\d{2}/.test(String(cell)) && dateShare([cell]) === 0 && typeof phone(cell, country) === 'string') >= 0.8,
  );
  guess(kind === 'leads' ? 'createdAt' : 'openedAt', (cells) => share(cells, (cell) => typeof cell !== 'number') === 1 && dateShare(cells) >= 0.9);
}

const weights: Record<Kind, Partial<Record<Field, number>>> = {
  leads: {
    createdAt: 1,
    phone: 2,
    email: 2,
    landing: 2,
    selfReported: 3,
    judgement: 2,
    rejectReason: 2,
    comment: 1,
    source: 1,
    channel: 1,
    medium: 1,
    campaign: 1,
    ...Object.fromEntries(clickIdFields.map((field) => [field, 2])),
  },
  deals: { amount: 2, margin: 2, currency: 1, openedAt: 1, closedAt: 3, wonAt: 5, lostAt: 3, lostReason: 2, product: 1, leadExternalId: 1 },
  costs: { amount: 2, impressions: 2, clicks: 2, day: 1, campaignId: 1, group: 1, vat: 1, currency: 1 },
};
const words: Record<Kind, RegExp> = {
  leads: /(^| )(lead|mql|лид|лида|заявки|заявка|обращения|обращение|prospect|contact|звонка)( |$)/,
  deals: /(^| )(deal|opportunity|order|сделка|сделки|заказ|заказа|invoice|договора|счета|продажи|won|close)( |$)/,
  costs: /(^| )(cost|spend|spent|expenses|расход|расходы|затраты|потрачено|cout|kosten)( |$)/,
};

/** How much the columns look like each kind; a point is one telling column. */
export function kindScores(plain: readonly string[], mappings: Record<Kind, Mapping>): Record<Kind, number> {
  const score = (kind: Kind) =>
    mappings[kind].fields.reduce((sum, field, index) => {
      if (field === null) return sum;
      return sum + (weights[kind][field] ?? 0.5) + (words[kind].test(plain[index]!) ? 2 : 0);
    }, 0);
  return Object.fromEntries(kinds.map((kind) => [kind, score(kind)])) as Record<Kind, number>;
}

/** Whether a meaning can be given to a column of this kind of file. */
export function isFieldOf(kind: Kind, field: string): field is Field {
  return (fieldsOf[kind] as readonly string[]).includes(field);
}
