import type { Cell } from '../../platform/tables/cell.ts';
import { calendarDay, type DateOrder, numericParts } from './date.ts';
import { type DecimalSign, decimalText } from './number.ts';
import { isFault, textOf } from './text.ts';

/** What a column as a whole says about how its values are written; 'ambiguous' must be asked, null means that nothing depends on it. */
export type DateEvidence = DateOrder | 'ambiguous' | null;
export type DecimalEvidence = DecimalSign | 'ambiguous' | null;

/** The order of day and month in a column: proved by a value above 12, 'ambiguous' when every value can be read both ways and the readings differ. */
export function dateOrder(cells: readonly Cell[]): DateEvidence {
  let dayFirst = 0;
  let monthFirst = 0;
  let open = 0;
  for (const cell of cells) {
    const parts = typeof cell === 'string' ? numericParts(cell) : null;
    if (!parts || parts.separator === '.' || parts.first === parts.second) continue;
    if (parts.first > 12 && parts.second <= 12) dayFirst++;
    else if (parts.second > 12 && parts.first <= 12) monthFirst++;
    else if (parts.first <= 12 && parts.second <= 12) open++;
  }
  // Both proved: the file contradicts itself; the many win and the few become bad rows that can be corrected.
  if (dayFirst > 0 || monthFirst > 0) return dayFirst >= monthFirst ? 'dmy' : 'mdy';
  return open > 0 ? 'ambiguous' : null;
}

const both = /\d[.,]\d.*[.,]\d/;

/**
 * The decimal sign of a column: proved by a value that can be read one way only. Where every value is like `1,234`, smaller values without a
 * sign beside larger ones with it mean thousands; else it is 'ambiguous'.
 */
export function decimalSign(cells: readonly Cell[]): DecimalEvidence {
  let dot = 0;
  let comma = 0;
  let unclear: ',' | '.' | null = null;
  let small = 0;
  let largeBare = 0;
  for (const cell of cells) {
    const text = typeof cell === 'string' ? textOf(cell) : null;
    if (text === null || !/\d/.test(text)) continue;
    const separator = text.includes(',') ? ',' : text.includes('.') ? '.' : null;
    const value = decimalText(text, null);
    if (isFault(value)) {
      if (value.fault === 'number_ambiguous') unclear = separator;
      continue;
    }
    if (value === null) continue;
    if (separator === null) {
      if (Math.abs(Number(value)) >= 1000) largeBare++;
      else small++;
    } else if (both.test(text) && text.includes('.') && text.includes(',')) {
      if (text.lastIndexOf(',') > text.lastIndexOf('.')) comma++;
      else dot++;
    } else if (value.includes('.')) {
      if (separator === ',') comma++;
      else dot++;
    } else if (separator === ',')
      dot++; // 1,234,567
    else comma++;
  }
  if (dot > 0 || comma > 0) return dot >= comma ? 'dot' : 'comma';
  if (unclear === null) return null;
  if (small > 0 && largeBare === 0) return unclear === ',' ? 'dot' : 'comma';
  return 'ambiguous';
}

/** The share (0 … 1) of filled cells that are dates in any order; 0 when none is filled. */
export function dateShare(cells: readonly Cell[]): number {
  return share(cells, (cell) => {
    const day = calendarDay(cell, null);
    return typeof day === 'string' || (isFault(day) && day.fault === 'date_ambiguous');
  });
}

/** The share (0 … 1) of filled cells that are numbers with any decimal sign. */
export function numberShare(cells: readonly Cell[]): number {
  return share(cells, (cell) => {
    const value = decimalText(cell, null);
    return typeof value === 'string' || (isFault(value) && value.fault === 'number_ambiguous');
  });
}

/** The share (0 … 1) of filled cells that satisfy the test. */
export function share(cells: readonly Cell[], test: (cell: Cell) => boolean): number {
  let filled = 0;
  let good = 0;
  for (const cell of cells) {
    if (textOf(cell) === null) continue;
    filled++;
    if (test(cell)) good++;
  }
  return filled === 0 ? 0 : good / filled;
}
