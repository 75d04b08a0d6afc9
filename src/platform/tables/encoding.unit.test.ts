import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeFile, detectEncoding, fileEncoding } from './encoding.ts';

const russian = 'Дата;Кампания;Расход (руб.)\n24.09.2026;Фотопечать;1 234,56\n25.09.2026;Кухни на заказ;987,00\n';
const latin = 'Day,Campaign,Cost\n2026-09-01,Spring,12.34\n';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'encoding-'));
});
afterAll(() => rm(dir, { recursive: true }));

async function stored(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(dir, name);
  await writeFile(path, bytes);
  return path;
}

async function textOf(path: string, piece?: number): Promise<string> {
  let text = '';
  for await (const part of decodeFile(path, await fileEncoding(path), piece)) text += part;
  return text;
}

describe('encoding', () => {
  it.each([
    ['utf8', 'utf-8', false],
    ['utf8', 'utf-8', true],
    ['utf16le', 'utf-16le', true],
    ['utf16le', 'utf-16le', false],
    ['utf16be', 'utf-16be', true],
    ['utf16be', 'utf-16be', false],
    ['win1251', 'windows-1251', false],
  ] as const)('%s is %s, byte-order mark: %s', async (name, expected, mark) => {
    for (const text of name === 'win1251' ? [russian] : [russian, latin]) {
      const bytes = iconv.encode(text, name, { addBOM: mark });
      expect(detectEncoding(bytes)).toBe(expected);
      const path = await stored(`${name}-${mark}`, bytes);
      expect(await textOf(path)).toBe(text);
      expect(await textOf(path, 3)).toBe(text); // pieces that cut characters
    }
  });

  it('tells French from Russian among one-byte encodings', () => {
    expect(detectEncoding(iconv.encode('Jour;Campagne;Coût;Dépensé\nété à Genève', 'win1252'))).toBe('windows-1252');
    expect(detectEncoding(iconv.encode('я;он;и;в\nу;к', 'win1251'))).toBe('windows-1251');
  });

  it('finds the first Russian letter far behind Latin text', async () => {
    const head = 'id,name\n'.repeat(100_000);
    expect(await fileEncoding(await stored('late-1251', Buffer.concat([Buffer.from(head), iconv.encode('Пётр Иванов\n', 'win1251')])))).toBe('windows-1251');
    expect(await fileEncoding(await stored('late-utf8', Buffer.from(`${head}Пётр Иванов\n`)))).toBe('utf-8');
    // a Russian letter across the border of two reads
    expect(await fileEncoding(await stored('border', Buffer.from(`${'a'.repeat((1 << 18) - 1)}Пётр\n`)))).toBe('utf-8');
  });

  it('refuses an empty file and bytes that are no text', async () => {
    await expect(fileEncoding(await stored('empty', Buffer.alloc(0)))).rejects.toMatchObject({ code: 'unreadable_file', details: { reason: 'empty' } });
    const noise = Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919 + ((i * i) % 251)) % 256));
    await expect(fileEncoding(await stored('noise', noise))).rejects.toMatchObject({ details: { reason: 'binary' } });
    const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]), noise]);
    await expect(fileEncoding(await stored('png', png))).rejects.toMatchObject({ details: { reason: 'binary' } });
  });

  it('drops NUL, which the database cannot store', async () => {
    expect(await textOf(await stored('nul', Buffer.from(`${latin.repeat(50)}a\0b`)))).toBe(`${latin.repeat(50)}ab`);
  });
});
