import readExcelFile from 'read-excel-file/node';
import { type Cell, tableLimits } from './cell.ts';

/*
 * A process of its own: it is handed one XLSX file that passed checkZip(), writes the sheet as lines of JSON and ends. Its heap is capped by
 * the parent; buffers live outside the heap, so it also watches its own size.
 */

export type ChildLine = { sheets: string[]; sheet: string } | [line: number, cells: Cell[]] | { error: 'xlsx_broken' | 'xlsx_memory' | 'xlsx_sheet' };

const [path, sheetName, memoryMb] = process.argv.slice(2) as [string, string, string];

function send(line: ChildLine): boolean {
  return process.stdout.write(`${JSON.stringify(line)}\n`);
}

function fail(error: 'xlsx_broken' | 'xlsx_memory' | 'xlsx_sheet'): void {
  process.stdout.write(`${JSON.stringify({ error })}\n`, () => process.exit(0));
}

setInterval(() => {
  if (process.memoryUsage().rss > Number(memoryMb) * 1.5 * 1024 * 1024) fail('xlsx_memory');
}, 50).unref();

/** Excel keeps a moment as a fraction of days: rounded to the second, or 10:00 becomes 09:59:59.999. */
function dateText(date: Date): string | null {
  if (Number.isNaN(date.getTime())) return null;
  const iso = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19);
}

function cellOf(value: unknown): Cell {
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'string') return value.slice(0, tableLimits.cell).replace(/\0|\p{Surrogate}/gu, '');
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
}

/** Ids of 16 and more digits do not survive a double: they stay text. */
function numberOf(text: string): number | string {
  return /^-?\d{16,}$/.test(text) ? text : Number(text);
}

async function main(): Promise<void> {
  const book = await readExcelFile(path, { parseNumber: numberOf as (text: string) => number });
  // Unasked, the first sheet that has rows: ad cabinets put a cover sheet first.
  const chosen = sheetName ? book.find((one) => one.sheet === sheetName) : (book.find((one) => one.data.length > 1) ?? book[0]);
  if (!chosen) return fail('xlsx_sheet');
  send({ sheets: book.map((one) => one.sheet), sheet: chosen.sheet });
  let line = 0;
  for (const row of chosen.data) {
    line++;
    const cells = (row as unknown[]).map(cellOf);
    if (cells.every((cell) => cell === null || cell === '')) continue;
    if (!send([line, cells])) await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
  }
}

main().catch(() => fail('xlsx_broken'));
