import type { Cell, TableRow } from '../../platform/tables/cell.ts';
import { type Corrections, type Recognition, recognise } from './recognise.ts';
import { type BadValue, type Row, rowReader } from './rows.ts';

/** A small file for tests: one line a row, cells between bars. */
export function file(text: string, delimiter = '|'): TableRow[] {
  return text
    .trim()
    .split('\n')
    .map((line, i) => ({ line: i + 1, cells: line.split(delimiter).map((cell): Cell => cell.trim()) }));
}

export const moscow = { timeZone: 'Europe/Moscow', country: 'RU' };

/** Recognises and reads a whole file, as an import does. */
export function imported<R extends Row>(rows: TableRow[], said: Corrections = {}): { recognition: Recognition; ok: R[]; bad: BadValue[]; skipped: string[] } {
  const recognition = recognise(rows, moscow, said);
  const result = { recognition, ok: [] as R[], bad: [] as BadValue[], skipped: [] as string[] };
  if (!recognition.reading) return result;
  const read = rowReader(recognition.reading, (text) => text);
  for (const row of rows) {
    if (row.line <= recognition.headerLine!) continue;
    const one = read(row);
    if ('ok' in one) result.ok.push(...(one.ok as R[]));
    else if ('bad' in one) result.bad.push(...one.bad);
    else result.skipped.push(one.skipped);
  }
  return result;
}
