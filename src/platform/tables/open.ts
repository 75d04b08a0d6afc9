import { open, stat } from 'node:fs/promises';
import { AppError } from '../errors.ts';
import { type TableRow, tableLimits } from './cell.ts';
import { readCsv } from './csv.ts';
import { type Delimiter, detectDelimiter } from './delimiter.ts';
import { decodeFile, type Encoding, fileEncoding } from './encoding.ts';
import { openXlsx, type XlsxOptions } from './xlsx.ts';

/** How a file is to be read; what is not given is detected. */
export type TableOptions = XlsxOptions & { encoding?: Encoding | undefined; delimiter?: Delimiter | undefined };

/** An opened table and how it was understood. */
export type Table =
  | { type: 'text'; encoding: Encoding; delimiter: Delimiter; rows: AsyncGenerator<TableRow[]> }
  | { type: 'xlsx'; sheets: string[]; sheet: string; rows: AsyncGenerator<TableRow[]> };

const sampleCharacters = 1 << 16;

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(64);
    const { bytesRead } = await file.read(buffer, 0, 64, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function textHead(path: string, encoding: Encoding): Promise<string> {
  let text = '';
  for await (const piece of decodeFile(path, encoding, sampleCharacters)) {
    text += piece;
    if (text.length >= sampleCharacters) break;
  }
  return text;
}

/** Opens a CSV or XLSX file by what is in it, never by its name. Refuses with `unreadable_file` and a reason, or `too_large`. */
export async function openTable(path: string, options: TableOptions = {}): Promise<Table> {
  const { size } = await stat(path);
  if (size > tableLimits.fileBytes) throw new AppError('too_large', { limit: tableLimits.fileBytes });
  const head = (await headOf(path)).toString('latin1');
  if (head.startsWith('PK\x03\x04')) return { type: 'xlsx', ...(await openXlsx(path, options)) };
  // The old binary format of Excel, and also the envelope of a workbook with a password.
  if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) throw new AppError('unreadable_file', { reason: 'old_excel' });
  // what many systems export as .xls
  if (/^(\xef\xbb\xbf)?\s*<(!doctype html|html|head|meta|table)\b/i.test(head)) throw new AppError('unreadable_file', { reason: 'html' });
  if (head.startsWith('%PDF')) throw new AppError('unreadable_file', { reason: 'binary' });
  const encoding = options.encoding ?? (await fileEncoding(path));
  const delimiter = options.delimiter ?? detectDelimiter(await textHead(path, encoding));
  return { type: 'text', encoding, delimiter, rows: readCsv(path, encoding, delimiter) };
}

/** The first rows of a table, for recognising it and for a preview; the rest is not read. */
export async function firstRows(table: Table, limit: number): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const batch of table.rows) {
    rows.push(...batch);
    if (rows.length >= limit) break;
  }
  return rows.slice(0, limit);
}
