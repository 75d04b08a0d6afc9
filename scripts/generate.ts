/**
 * Writes what is generated from what is written: the types of the database from the migrations, openapi.json from the
 * contracts. `--check` compares instead, and fails when a file is stale.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../src/platform/embedded.ts';
import { migrate } from '../src/platform/migrate.ts';
import { openapi } from '../src/platform/openapi.ts';
import { packageRoot, productVersion } from '../src/platform/paths.ts';

const scalar: Record<string, string> = {
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float8: 'number',
  numeric: 'number',
  timestamptz: 'Timestamp',
  date: 'string',
  jsonb: 'Json',
  json: 'Json',
};
const typeOf = (udt: string): string => (udt.startsWith('_') ? `${scalar[udt.slice(1)] ?? 'string'}[]` : (scalar[udt] ?? 'string'));

async function schema(): Promise<string> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'otdel-generate-'));
  fs.chmodSync(dir, 0o755);
  const server = await startEmbedded({
    dir,
    database: 'otdel',
    dieWithParent: true,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  });
  try {
    await migrate(server.owner, { unsafe: true });
    const client = new pg.Client(server.owner);
    await client.connect();
    const { rows } = await client.query<{ table_name: string; column_name: string; udt_name: string; is_nullable: string; optional: boolean }>(`
      select c.table_name, c.column_name, c.udt_name, c.is_nullable, (c.column_default is not null or c.is_identity = 'YES' or c.is_generated = 'ALWAYS') as optional
      from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name <> 'migration'
        and not exists (select from pg_inherits i where i.inhrelid = format('%I.%I', c.table_schema, c.table_name)::regclass)
      order by c.table_name, c.ordinal_position`);
    await client.end();
    const tables = group(rows);
    const body = [...tables].map(([table, columns]) => {
      const fields = columns.map((c) => {
        const t = typeOf(c.udt_name) + (c.is_nullable === 'YES' ? ' | null' : '');
        return `  ${c.column_name}: ${c.optional ? `Generated<${t}>` : t};`;
      });
      return `export interface ${pascal(table)} {\n${fields.join('\n')}\n}\n`;
    });
    const db = `export interface DB {\n${[...tables.keys()].map((t) => `  ${t}: ${pascal(t)};`).join('\n')}\n}\n`;
    return [
      '// Generated from migrations/ by `npm run generate`. Do not edit.',
      "import type { ColumnType } from 'kysely';",
      '',
      'export type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;',
      'export type Timestamp = ColumnType<Date, Date | string, Date | string>;',
      '/** What is inside is parsed with zod where it is read. */',
      'export type Json = ColumnType<unknown, string, string>;',
      '',
      ...body,
      db,
    ].join('\n');
  } finally {
    await server.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  }
}
function group<T extends { table_name: string }>(rows: T[]): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const row of rows) map.set(row.table_name, [...(map.get(row.table_name) ?? []), row]);
  return map;
}
const pascal = (name: string): string => name.replace(/(^|_)(\w)/g, (_, __, c: string) => c.toUpperCase());

const root = packageRoot();
const stale: string[] = [];
function write(file: string, text: string): void {
  const at = path.join(root, file);
  if (!process.argv.includes('--check')) fs.writeFileSync(at, text);
  else if (!fs.existsSync(at) || fs.readFileSync(at, 'utf8') !== text) stale.push(file);
}

write('src/platform/schema.gen.ts', await schema());
const { contracts } = await import('../src/app.ts');
write('openapi.json', `${JSON.stringify(openapi(contracts, productVersion()), null, 2)}\n`);
if (stale.length) {
  console.error(`stale: ${stale.join(', ')}; run \`npm run generate\` and commit what it writes`);
  process.exit(1);
}
