import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, type Zippable, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { tableLimits } from './cell.ts';
import { firstRows, openTable } from './open.ts';

let dir: string;
let path: string;
let files = 0;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'open-'));
});
beforeEach(() => {
  path = join(dir, String(files++));
});
afterAll(() => rm(dir, { recursive: true }));

async function rowsOf(bytes: Uint8Array, options = {}) {
  await writeFile(path, bytes);
  const table = await openTable(path, options);
  return { table, rows: await firstRows(table, 10_000) };
}

function reason(bytes: Uint8Array, options = {}): Promise<unknown> {
  return rowsOf(bytes, options).then(
    () => 'read',
    (error) => error.details?.reason ?? error,
  );
}

/** The least a workbook needs, so that single parts can be made bad. */
function workbook(sheetRows: string, more: Zippable = {}): Uint8Array {
  return zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'xl/workbook.xml': strToU8('<workbook xmlns:r="r"><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>'),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${sheetRows}</sheetData></worksheet>`),
    ...more,
  });
}

describe('text', () => {
  it('is opened by its content: cp1251 with semicolons, whatever the name', async () => {
    const { table, rows } = await rowsOf(iconv.encode('Дата;Расход\n01.09.2026;1 234,56\n', 'win1251'));
    expect(table).toMatchObject({ type: 'text', encoding: 'windows-1251', delimiter: ';' });
    expect(rows).toEqual([
      { line: 1, cells: ['Дата', 'Расход'] },
      { line: 2, cells: ['01.09.2026', '1 234,56'] },
    ]);
  });

  it('refuses what is no table, and says why', async () => {
    expect(await reason(Buffer.alloc(0))).toBe('empty');
    expect(await reason(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]))).toBe('old_excel');
    expect(await reason(Buffer.from('\ufeff<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>Дата</td></tr></table></html>'))).toBe('html');
    expect(await reason(Buffer.from('<table border=1><tr><td>1</td></tr></table>'))).toBe('html');
    expect(await reason(Buffer.from('%PDF-1.7\nabc'))).toBe('binary');
    expect(await reason(zipSync({ 'readme.txt': strToU8('hello') }))).toBe('not_xlsx');
    await writeFile(path, 'a');
    await truncate(path, tableLimits.fileBytes + 1); // a sparse file: takes no space
    await expect(openTable(path)).rejects.toMatchObject({ code: 'too_large' });
  });
});

// Each reading starts a process, which in a checkout compiles TypeScript first.
describe('xlsx', { timeout: 60_000 }, () => {
  it('gives typed values, dates as Excel means them, and true row numbers', async () => {
    const book = await writeExcelFile([
      {
        sheet: 'Обложка',
        data: [['Отчёт']],
      },
      {
        sheet: 'Данные',
        data: [
          ['Дата', 'Момент', 'Сумма', 'Да'],
          [null, null, null, null],
          [
            { value: new Date('2026-09-01T00:00:00Z'), type: Date, format: 'dd.mm.yyyy' },
            { value: new Date('2026-09-01T10:00:00Z'), type: Date, format: 'dd.mm.yyyy hh:mm' },
            1234.56,
            true,
          ],
        ],
      },
    ]).toBuffer();
    const { table, rows } = await rowsOf(book);
    expect(table).toMatchObject({ type: 'xlsx', sheets: ['Обложка', 'Данные'], sheet: 'Данные' });
    expect(rows).toEqual([
      { line: 1, cells: ['Дата', 'Момент', 'Сумма', 'Да'] },
      { line: 3, cells: ['2026-09-01', '2026-09-01T10:00:00', 1234.56, true] },
    ]);
    expect((await rowsOf(book, { sheet: 'Обложка' })).rows).toEqual([{ line: 1, cells: ['Отчёт'] }]);
    expect(await reason(book, { sheet: 'Нет такого' })).toBe('xlsx_sheet');
  });

  it('keeps the digits of long ids, and a cell with an error costs nothing', async () => {
    const { rows } = await rowsOf(
      workbook('<row r="1"><c r="A1"><v>133591247640966458</v></c><c r="B1" t="e"><v>#DIV/0!</v></c><c r="C1" t="inlineStr"><is><t>x</t></is></c></row>'),
    );
    expect(rows).toEqual([{ line: 1, cells: ['133591247640966458', null, 'x'] }]);
  });

  it('stops reading when the reader has had enough', async () => {
    const many = Array.from({ length: 5_000 }, (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>${i}</v></c></row>`).join('');
    await writeFile(path, workbook(many));
    expect(await firstRows(await openTable(path), 3)).toHaveLength(3);
    expect((await rowsOf(workbook(many))).rows).toHaveLength(5_000);
  });

  it('refuses bombs, lies, broken and hostile files', async () => {
    const good = workbook('<row r="1"><c r="A1"><v>1</v></c></row>');
    expect(await reason(good)).toBe('read');
    expect(await reason(good.subarray(0, good.length - 30))).toBe('xlsx_broken');
    expect(await reason(workbook('<row r="1"><c r="A1"><v>1</v></c></ro'))).toBe('xlsx_broken');
    expect(await reason(workbook('', { 'xl/zeros.bin': new Uint8Array(40 << 20) }))).toBe('xlsx_ratio');
    expect(await reason(workbook('', Object.fromEntries(Array.from({ length: 1_001 }, (_, i) => [`xl/${i}.xml`, strToU8('<a/>')]))))).toBe('xlsx_entries');
    expect(await reason(workbook('', { '../../evil.xml': strToU8('<a/>') }))).toBe('xlsx_broken');
    const entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet><sheetData/></worksheet>';
    expect(await reason(workbook('', { 'xl/worksheets/sheet1.xml': strToU8(entity) }))).toBe('xlsx_entities');
    expect(await reason(workbook('', { 'xl/styles.xml': Buffer.from(entity, 'utf16le') }))).toBe('xlsx_entities');

    // The directory says one byte, the part unpacks to thousands.
    const lie = Buffer.from(workbook('', { 'xl/extra.xml': strToU8(`<a>${'b'.repeat(5_000)}</a>`) }));
    const entry = lie.lastIndexOf('xl/extra.xml') - 46;
    lie.writeUInt32LE(1, entry + 24);
    expect(await reason(lie)).toBe('xlsx_broken');

    // 200 MB, spread so thin that no single part has a suspicious ratio, is still too much.
    const part = new Uint8Array(52 << 20).map((_, i) => (i * 2_654_435_761) >>> 24);
    const parts = zipSync({ '[Content_Types].xml': strToU8('<Types/>'), a: part, b: part, c: part, d: part }, { level: 0 });
    expect(await reason(parts)).toBe('xlsx_too_big');
  });

  it('a sheet that needs more memory or time than allowed ends the child, not the server', async () => {
    const wide = Array.from({ length: 60_000 }, (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>${i}</v></c><c r="SF${i + 1}"><v>1</v></c></row>`).join('');
    const book = workbook(wide);
    expect(await reason(book, { memoryMb: 64 })).toBe('xlsx_memory');
    expect(await reason(book, { timeoutMs: 50 })).toBe('xlsx_timeout');
  });

  it('the child inherits nothing from the environment, where the secrets of the server are', async () => {
    process.env.NODE_OPTIONS = '--require=/no/such/module'; // a child that inherited it would not start
    try {
      expect(await reason(workbook('<row r="1"><c r="A1"><v>1</v></c></row>'))).toBe('read');
    } finally {
      delete process.env.NODE_OPTIONS;
    }
  });
});
