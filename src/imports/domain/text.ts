import { type Cell, cellText } from '../../platform/tables/cell.ts';
import { unguarded } from '../../platform/tables/formula.ts';

/** Why a value could not be taken; the interface has a sentence for each in both languages. */
export const valueCodes = [
  'missing', // a value the row cannot do without
  'number',
  'number_ambiguous', // 1,234: thousands or thousandths
  'number_too_large',
  'negative',
  'date',
  'date_ambiguous', // 03/04/2026
  'date_out_of_range',
  'phone',
  'email',
  'currency',
  'status', // a word nobody has given a meaning
  'range_too_long', // one row for a period of more than a day
  'too_few_cells',
  'too_many_cells',
  'broken_quotes',
  'cell_too_long',
  'row_too_long',
  'too_many_columns',
] as const;
export type ValueCode = (typeof valueCodes)[number];

/** A value that could not be read. Constants, compared by identity: a million rows make none. */
export type Fault = { readonly fault: ValueCode };

const faults = Object.fromEntries(valueCodes.map((code) => [code, { fault: code }])) as Record<ValueCode, Fault>;

/** The fault with this code. */
export function fault(code: ValueCode): Fault {
  return faults[code];
}

/** Whether a reader gave a fault instead of a value. */
export function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && 'fault' in value;
}

/** What exports write where there is nothing. «unknown» and «не указано» are answers, not emptiness. */
const emptyMarks = new Set(['', '-', '--', '---', '—', '–', 'null', 'undefined', 'nan', 'n/a', '#n/a', '<null>', '\\n']);

const edges = /^[\s\u200b-\u200f\u2060\ufeff]+|[\s\u200b-\u200f\u2060\ufeff]+$/g;

/** The text of a cell without the space around it, or null when it is empty or marked as empty. */
export function textOf(cell: Cell | undefined): string | null {
  let text = cellText(cell);
  if (text === '') return null;
  const first = text.charCodeAt(0);
  if (first === 39) text = unguarded(text); // an apostrophe before a formula, as our own export writes it
  const last = text.charCodeAt(text.length - 1);
  if (first <= 32 || last <= 32 || first > 126 || last > 126) text = text.replace(edges, '');
  if (text.length <= 9 && emptyMarks.has(text.toLowerCase())) return null;
  return text;
}
