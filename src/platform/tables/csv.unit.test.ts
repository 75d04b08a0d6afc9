import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TableRow, tableLimits } from './cell.ts';
import { csvReader } from './csv.ts';
import { type Delimiter, delimiters } from './delimiter.ts';

function read(text: string, delimiter: Delimiter = ',', size = text.length || 1): TableRow[] {
  const reader = csvReader(delimiter);
  const rows: TableRow[] = [];
  for (let at = 0; at < text.length; at += size) rows.push(...reader.push(text.slice(at, at + size)));
  rows.push(...reader.end());
  return rows;
}

describe('csvReader', () => {
  it('counts lines as an editor does: empty lines and line breaks in quotes included', () => {
    expect(read('a,b\n\n"x\ny\nz",1\n2,3')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['x\ny\nz', '1'] },
      { line: 6, cells: ['2', '3'] },
    ]);
  });

  it('reads every kind of line end', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['a,"b ""q""",', '"",d,e'].join(end);
      for (const whole of [text, text + end])
        for (const size of [1, 2, 1000])
          expect(read(whole, ',', size).map((row) => row.cells)).toEqual([
            ['a', 'b "q"', ''],
            ['', 'd', 'e'],
          ]);
    }
  });

  it('a quote inside an unquoted cell is a character', () => {
    expect(read('труба 5",2\n').map((row) => row.cells)).toEqual([['труба 5"', '2']]);
  });

  it('broken quotes cost one row, not the file', () => {
    const rows = read('id,name\n1,"ООО "Ромашка"",x\n2,b\n3,"never closed\n4,d\n');
    expect(rows.map((row) => [row.line, row.fault, row.cells[0]])).toEqual([
      [1, undefined, 'id'],
      [2, 'broken_quotes', '1'],
      [3, undefined, '2'],
      [4, 'broken_quotes', '3'],
      [5, undefined, '4'],
    ]);
  });

  it('an unclosed quote in a large file is given up at the length of a cell', () => {
    const tail = Array.from({ length: 20_000 }, (_, i) => `${i},text\n`).join('');
    const rows = read(`1,"open\n${tail}`, ',', 4096);
    expect(rows[0]).toMatchObject({ line: 1, fault: 'broken_quotes' });
    expect(rows).toHaveLength(20_001);
    expect(rows.at(-1)).toEqual({ line: 20_001, cells: ['19999', 'text'] });
  });

  it('marks a cell, a row and a column count beyond the limits and reads on', () => {
    const rows = read(`${'x'.repeat(tableLimits.cell + 1)},1\n${'y'.repeat(3 * tableLimits.row)}\n${','.repeat(tableLimits.columns)}\n7,8\n`, ',', 65_536);
    expect(rows.map((row) => [row.line, row.fault])).toEqual([
      [1, 'cell_too_long'],
      [2, 'row_too_long'],
      [3, 'too_many_columns'],
      [4, undefined],
    ]);
    for (const row of rows) expect(JSON.stringify(row).length).toBeLessThan(40_000);
  });

  it('reads what csv-parse reads, whatever the pieces', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'Я', '1', ' ', ',', ';', '"', '\n', '\t', '|', "'", '😀'), maxLength: 8 });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...delimiters),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        (table, delimiter, size, everywhere) => {
          const write = (value: string) => (everywhere || /["\n,;|\t]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
          const text = table.map((row) => `${row.map(write).join(delimiter)}\n`).join('');
          const oracle: string[][] = parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true });
          expect(oracle).toEqual(table);
          expect(read(text, delimiter, size).map((row) => row.cells)).toEqual(table);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never loses a line and never throws on noise', () => {
    const noise = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' '), maxLength: 60 });
    fc.assert(
      fc.property(noise, fc.integer({ min: 1, max: 7 }), (text, size) => {
        const rows = read(text, ',', size);
        const lines = text.split(/\r\n|\n|\r/).length;
        for (const row of rows) expect(row.line).toBeLessThanOrEqual(lines);
        expect(rows.map((row) => row.line)).toEqual([...new Set(rows.map((row) => row.line))].sort((a, b) => a - b));
      }),
      { numRuns: 1000 },
    );
  });
});
