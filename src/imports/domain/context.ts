import type { Cell } from '../../platform/tables/cell.ts';
import type { DateOrder } from './date.ts';
import type { Field } from './fields.ts';
import { currencyIn } from './header.ts';
import type { DecimalSign } from './number.ts';
import type { Reading } from './reading.ts';
import { type Fault, textOf, type ValueCode } from './text.ts';
import type { ZoneOffset } from './zone.ts';

/** What a reader of one kind gets: the cell of a field, and where to put what is wrong with it. */
export type RowContext = {
  reading: Reading;
  zone: ZoneOffset;
  index: (field: Field) => number | null;
  /** The cell of a field in the row being read. */
  cell: (field: Field) => Cell | undefined;
  /** The value, or null with the fault noted. */
  take: <T>(field: Field, value: T | Fault) => T | null;
  fail: (field: Field, code: ValueCode, params?: Record<string, string | number>) => null;
  /** A key of what identifies the row. */
  digest: (parts: readonly (string | number | null)[]) => string;
  /** The key, or the key with a number when the file had it before. */
  numbered: (key: string) => string;
};

/** The order of day and month in the column of a field, or null when nothing depends on it. */
export function orderOf(context: RowContext, field: Field): DateOrder | null {
  const index = context.index(field);
  return index === null ? null : (context.reading.dateOrders[index] ?? null);
}

/** How the numbers of a field's column are written, or null when nothing depends on it. */
export function signOf(context: RowContext, field: Field): DecimalSign | null {
  const index = context.index(field);
  return index === null ? null : (context.reading.decimals[index] ?? null);
}

/** The currency of the row: a code of ISO 4217, a word or a sign in its own column, else that of the file; a fault when there is neither. */
export function currencyOf({ reading, cell, fail }: RowContext): string | null {
  const text = textOf(cell('currency'));
  if (text === null) return reading.currency ?? fail('amount', 'currency');
  const upper = text.toUpperCase();
  return /^[A-Z]{3}$/.test(upper) ? (upper === 'RUR' ? 'RUB' : upper) : (currencyIn(text) ?? fail('currency', 'currency'));
}
