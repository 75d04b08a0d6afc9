import { type RowFault, type TableRow, tableLimits } from './cell.ts';
import type { Delimiter } from './delimiter.ts';
import { decodeFile, type Encoding } from './encoding.ts';

/*
 * Own reader rather than csv-parse: 1,000,000 rows of 12 columns (206 MB, one quoted column) take 2 s of CPU here and 13 s there, and a
 * quote that is never closed costs one row here and the rest of the file there. csv-parse stays as the oracle of the tests.
 */

type Quoted = { cells: string[]; end: number; breaks: number } | 'open' | RowFault;

const quote = 34;

/** Reads one record with quotes that starts at `start`. 'open': the text ends before the record does. */
function quotedRecord(text: string, start: number, delimiter: string, newline: string, last: boolean): Quoted {
  const cells: string[] = [];
  let breaks = 0;
  let at = start;
  for (;;) {
    if (text.charCodeAt(at) === quote) {
      let value = '';
      let from = at + 1;
      for (;;) {
        const close = text.indexOf('"', from);
        if ((close < 0 ? text.length : close) - at > tableLimits.cell + 2) return 'broken_quotes';
        if (close < 0) return last ? 'broken_quotes' : 'open';
        if (close + 1 >= text.length && !last) return 'open'; // the other half of a doubled quote may be in the next piece
        if (text.charCodeAt(close + 1) !== quote) {
          value += text.slice(from, close);
          at = close + 1;
          break;
        }
        value += text.slice(from, close + 1);
        from = close + 2;
      }
      for (let i = value.indexOf(newline); i >= 0; i = value.indexOf(newline, i + 1)) breaks++;
      cells.push(value);
    } else {
      const line = lineEnd(text, at, newline, last);
      if (line < 0) return 'open';
      const next = text.indexOf(delimiter, at);
      const stop = next >= 0 && next < line ? next : line;
      cells.push(next >= 0 && next < line ? text.slice(at, stop) : withoutReturn(text.slice(at, stop)));
      at = stop;
    }
    if (text.startsWith(delimiter, at)) {
      at += delimiter.length;
      continue;
    }
    if (at >= text.length) return last ? { cells, end: at, breaks } : 'open';
    if (text.startsWith(newline, at)) return { cells, end: at + newline.length, breaks };
    if (text.charCodeAt(at) === 13) {
      if (at + 1 >= text.length && !last) return 'open';
      if (at + 1 >= text.length || text.startsWith(newline, at + 1)) return { cells, end: Math.min(at + 1 + newline.length, text.length), breaks };
    }
    return 'broken_quotes'; // text after a closing quote
  }
}

function lineEnd(text: string, from: number, newline: string, last: boolean): number {
  const end = text.indexOf(newline, from);
  return end >= 0 ? end : last ? text.length : -1;
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

function faultOf(cells: readonly string[], length: number): RowFault | undefined {
  if (cells.length > tableLimits.columns) return 'too_many_columns';
  if (length > tableLimits.cell) for (const cell of cells) if (cell.length > tableLimits.cell) return 'cell_too_long';
  return undefined;
}

/** A row that is only to be shown: as much of the line as a person can look at. */
function spoilt(line: number, text: string, delimiter: string, fault: RowFault): TableRow {
  const cells = withoutReturn(text.slice(0, tableLimits.cell)).split(delimiter);
  return { line, cells: cells.slice(0, tableLimits.columns), fault };
}

/** A reader fed with pieces of text of any size: `push` gives the rows completed by the piece, `end` the last one. Empty lines are passed over but counted. */
export function csvReader(delimiter: Delimiter): { push(piece: string): TableRow[]; end(): TableRow[] } {
  let rest = '';
  let line = 1;
  let newline: '\n' | '\r' | undefined;
  let skipping = false; // inside a line that was given up as too long

  function read(piece: string, last: boolean): TableRow[] {
    const text = rest + piece;
    newline ??= text.includes('\n') ? '\n' : text.includes('\r') && (last || text.length > tableLimits.row) ? '\r' : undefined;
    const mark = newline ?? '\n';
    const rows: TableRow[] = [];
    let at = 0;
    while (at < text.length) {
      const end = lineEnd(text, at, mark, last);
      if (skipping) {
        if (end < 0) {
          at = text.length;
          break;
        }
        skipping = false;
        line++;
        at = end + 1;
        continue;
      }
      if (end < 0 || end - at > tableLimits.row) {
        if (text.length - at <= tableLimits.row) break;
        rows.push(spoilt(line, text.slice(at, at + tableLimits.row), delimiter, 'row_too_long'));
        skipping = true;
        continue;
      }
      const source = text.slice(at, end);
      if (!source.includes('"')) {
        const content = withoutReturn(source);
        if (content !== '') {
          const cells = content.split(delimiter);
          const fault = faultOf(cells, content.length);
          rows.push(fault ? spoilt(line, content, delimiter, fault) : { line, cells });
        }
        line++;
        at = end + 1;
        continue;
      }
      const record = quotedRecord(text, at, delimiter, mark, last);
      if (record === 'open' && text.length - at <= tableLimits.row) break;
      if (typeof record === 'string') {
        // The quotes cannot be trusted, so the line break after this line is: only this line is lost.
        rows.push(spoilt(line, source, delimiter, record === 'open' ? 'row_too_long' : record));
        line++;
        at = end + 1;
        continue;
      }
      const fault = faultOf(record.cells, record.end - at);
      rows.push(fault ? spoilt(line, text.slice(at, record.end), delimiter, fault) : { line, cells: record.cells });
      line += 1 + record.breaks;
      at = record.end;
    }
    rest = text.slice(at);
    return rows;
  }

  return { push: (piece) => read(piece, false), end: () => read('', true) };
}

/** The rows of a text file in batches (one per piece read), so that memory stays flat whatever the size of the file. */
export async function* readCsv(path: string, encoding: Encoding, delimiter: Delimiter): AsyncGenerator<TableRow[]> {
  const reader = csvReader(delimiter);
  for await (const piece of decodeFile(path, encoding)) {
    const rows = reader.push(piece);
    if (rows.length > 0) yield rows;
  }
  const rows = reader.end();
  if (rows.length > 0) yield rows;
}
