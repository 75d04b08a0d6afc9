import { cellText, type TableRow } from '../../platform/tables/cell.ts';
import type { Reading } from '../domain/reading.ts';
import type { BadValue } from '../domain/rows.ts';
import type { BadRow, Fault } from '../queries/faults.ts';

/** The columns our list of bad rows adds begin with this; they are no part of the file's own header. */
const own = 'Otdel: ';
export const isOwnColumn = (header: string): boolean => header.startsWith(own);
export const ownColumns = { ru: [`${own}строка`, `${own}что не так`], en: [`${own}line`, `${own}what is wrong`] } as const;

/** What is wrong with a row, by index of the column: of two columns of one name it is the one with a meaning. */
export function faultsOf(bad: readonly BadValue[], reading: Pick<Reading, 'header' | 'columns'>): Fault[] {
  return bad.map(({ column, value, code, params }) => {
    if (column === null) return { column: null, value, code, params };
    const meant = reading.header.findIndex((name, i) => name === column && reading.columns[i] != null);
    return { column: meant < 0 ? reading.header.indexOf(column) : meant, value, code, params };
  });
}

export const badRow = (row: TableRow, faults: Fault[]): BadRow => ({ line: row.line, cells: row.cells.map(cellText), faults });
