import { stat } from 'node:fs/promises';
import { cellText, type TableRow } from '../../platform/tables/cell.ts';
import { openTable, type Table } from '../../platform/tables/open.ts';

/** Enough rows to settle how dates and numbers are written; more of them would be kept in the database and looked through at every change. */
const rowsLooked = 1_000;
const charactersLooked = 1 << 20;

/** The first rows of a file, the sheets of a workbook, and about how many rows there are in all (null: none). */
export type Sample = { rows: TableRow[]; sheets: string[]; sheet: string | null; total: number };

/** Reads the beginning of a file. A workbook has to be unpacked as a whole anyway, so its rows are counted; those of a text are reckoned from its size. */
export async function readSample(path: string, sheet: string | undefined): Promise<Sample> {
  const table = await openTable(path, { sheet });
  const rows: TableRow[] = [];
  let characters = 0;
  let counted = 0;
  let whole = true;
  for await (const batch of table.rows) {
    for (const row of batch) {
      if (rows.length < rowsLooked && characters < charactersLooked) {
        rows.push(row);
        characters += row.cells.reduce((sum: number, cell) => sum + cellText(cell).length + 3, 0);
      }
    }
    counted += batch.length;
    if (table.type === 'text' && counted > rows.length) {
      whole = false;
      break;
    }
  }
  const total = whole ? counted : Math.round((await stat(path)).size / bytesOfRow(rows, table));
  return { rows, sheets: table.type === 'xlsx' ? table.sheets : [], sheet: table.type === 'xlsx' ? table.sheet : null, total };
}

function bytesOfRow(rows: readonly TableRow[], table: Table): number {
  const encoding = table.type === 'text' ? table.encoding : 'utf-8';
  const width = (text: string) => (encoding === 'utf-8' ? Buffer.byteLength(text) : encoding.startsWith('utf-16') ? text.length * 2 : text.length);
  return rows.reduce((sum, row) => sum + width(row.cells.map(cellText).join('\t')) + 1, 0) / Math.max(1, rows.length);
}
