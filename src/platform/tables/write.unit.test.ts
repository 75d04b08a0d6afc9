import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TableRow } from './cell.ts';
import { csvReader } from './csv.ts';
import { guarded, unguarded } from './formula.ts';
import { openTable } from './open.ts';
import { csvPieces, type Value, xlsxFile } from './write.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'write-'));
});
afterAll(() => rm(dir, { recursive: true }));

async function csv(rows: readonly (readonly Value[])[], language: 'ru' | 'en'): Promise<string> {
  let text = '';
  for await (const piece of csvPieces(rows, language)) text += piece;
  return text;
}

async function readBack(bytes: Uint8Array | string): Promise<TableRow[]> {
  const path = join(dir, 'table');
  await writeFile(path, bytes);
  const rows: TableRow[] = [];
  for await (const batch of (await openTable(path)).rows) rows.push(...batch);
  return rows;
}

const dangerous = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  ' =1',
  '\u00a0=1',
  '\u200b=cmd',
  '＝1+1',
  '＋1',
  '－1',
  '＠x',
  '  +7 916 123-45-67',
  "'=1",
  '\n=1',
];

describe('csv', () => {
  it('no text is left that a spreadsheet would run', async () => {
    for (const text of dangerous) {
      expect(guarded(text)).toBe(`'${text}`);
      expect(unguarded(guarded(text))).toBe(text);
    }
    for (const text of ['text', 'a=b', "d'Artagnan", "'quoted'", '', '5-6']) expect(guarded(text)).toBe(text);
  });

  it('numbers stay numbers, negative ones too, with the decimal sign of the language', async () => {
    const rows = [
      ['a;b', 'c'],
      [-1234.56, '-5'],
      [null, true],
    ] as const;
    expect(await csv(rows, 'ru')).toBe('\ufeff"a;b";c\r\n-1234,56;\'-5\r\n;true\r\n');
    expect(await csv(rows, 'en')).toBe('\ufeff"a;b",c\r\n-1234.56,\'-5\r\n,true\r\n');
  });

  it('gives back every text it was given', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'Ж', '=', '+', '-', "'", '"', ',', ';', '\t', '\r', '\n', ' ', '\u00a0', '＝', '😀'), maxLength: 6 });
    return fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom('ru' as const, 'en' as const),
        async (table, language) => {
          const reader = csvReader(language === 'ru' ? ';' : ',');
          const rows = [...reader.push((await csv(table, language)).slice(1)), ...reader.end()];
          expect(rows.map((row) => row.cells.map((cell) => unguarded(String(cell))))).toEqual(table);
          for (const row of rows) for (const cell of row.cells) expect(String(cell)).not.toMatch(/^\s*[=+\-@＝]/);
        },
      ),
      { numRuns: 500 },
    );
  });
});

// Each reading starts a process, which in a checkout compiles TypeScript first.
describe('xlsx', { timeout: 60_000 }, () => {
  it('gives back text as text and numbers as numbers, dangerous text included', async () => {
    const table: Value[][] = [['name', 'number', 'flag'], ...dangerous.map((text, i) => [`${text}.`, i - 0.5, i % 2 === 0])];
    const rows = await readBack(await xlsxFile(table, 'Каналы: 1/2'));
    // The reader trims cells, as everything that reads names must.
    expect(rows.map((row) => row.cells)).toEqual(table.map((row) => row.map((value) => (typeof value === 'string' ? value.trim() : value))));
  });

  it('leaves out what a sheet cannot hold', async () => {
    const rows = await readBack(
      await xlsxFile(
        [
          ['h', 'x'],
          ['a\u0000b\u0007c\ud800', Number.NaN],
          ['y'.repeat(40_000), 1],
        ],
        's',
      ),
    );
    expect(rows[1]?.cells).toEqual(['abc', null]);
    expect(String(rows[2]?.cells[0])).toHaveLength(32_767);
  });
});
