import writeExcelFile, { type Cell } from 'write-excel-file/node';
import { tableLimits } from './cell.ts';
import { guarded } from './formula.ts';

/** A value to be written: numbers stay numbers, everything else is text that no spreadsheet may run as a formula. */
export type Value = string | number | boolean | null;

function csvCell(value: Value, delimiter: string): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? (delimiter === ';' ? String(value).replace('.', ',') : String(value)) : '';
  const text = guarded(String(value));
  return /["\r\n;,\t|]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A CSV file in pieces that Excel opens by a double click: UTF-8 with a mark; `;` and a decimal comma in Russian, `,` and a point in English. */
export async function* csvPieces(rows: Iterable<readonly Value[]> | AsyncIterable<readonly Value[]>, language: 'ru' | 'en'): AsyncGenerator<string> {
  const delimiter = language === 'ru' ? ';' : ',';
  let piece = '\ufeff';
  for await (const row of rows) {
    piece += `${row.map((value) => csvCell(value, delimiter)).join(delimiter)}\r\n`;
    if (piece.length > 1 << 16) {
      yield piece;
      piece = '';
    }
  }
  if (piece) yield piece;
}

/** What XML cannot hold: control characters and halves of a surrogate pair. */
const notXml = /(?![\t\n\r])\p{Cc}|\p{Surrogate}|[\ufffe\uffff]/gu;

function sheetCell(value: Value, bold: boolean): Cell {
  if (value === null || (typeof value === 'number' && !Number.isFinite(value))) return null;
  const fontWeight = bold ? ('bold' as const) : undefined;
  if (typeof value === 'number') return { value, type: Number, fontWeight };
  if (typeof value === 'boolean') return { value, type: Boolean, fontWeight };
  // Text in a cell of type text is never a formula, so nothing is put before it.
  return { value: value.replace(notXml, '').slice(0, tableLimits.cell), type: String, fontWeight };
}

/** An XLSX file of one sheet; the first row is the header. A sheet of Excel ends at 1,048,576 rows: a longer table is a matter for CSV. */
export async function xlsxFile(rows: readonly (readonly Value[])[], sheet: string): Promise<Buffer> {
  const data = rows.map((row, i) => row.map((value) => sheetCell(value, i === 0)));
  return writeExcelFile(data, { sheet: sheet.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31), stickyRowsCount: 1 }).toBuffer();
}
