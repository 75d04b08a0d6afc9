import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../ids.ts';
import { emptyDatabase, type FreshDatabase, freshDatabase } from '../testing/database.ts';
import { restoreBackup } from './restore.ts';
import { writeBackup } from './write.ts';

let source: FreshDatabase;
let folder: string;
let archive: string;
const upload = newId();
const open: FreshDatabase[] = [];

async function ask(config: pg.ClientConfig, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Every row of every table as one hash a table. */
async function contents(config: pg.ClientConfig): Promise<Record<string, string>> {
  const tables = await ask(
    config,
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'migration' order by 1`,
  );
  const found: Record<string, string> = {};
  for (const { relname } of tables) {
    const [row] = await ask(config, `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as h from ${relname} t`);
    found[String(relname)] = String(row?.h);
  }
  return found;
}

const files = () => fs.mkdtempSync(path.join(folder, 'files-'));

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'otdel-backup-'));
  source = await freshDatabase();
  open.push(source);
  const [workspace, person, channel, origin, lead] = [newId(), newId(), newId(), newId(), newId()];
  await ask(source.owner, `insert into person (id, name, email) values ($1, E'Ольга\\t"О"\\n\\\\', 'o@example.ru')`, [person]);
  await ask(source.owner, `insert into workspace (id, name, currency, time_zone, country) values ($1, 'Кровля', 'RUB', 'Europe/Moscow', 'RU')`, [workspace]);
  await ask(source.owner, `insert into member (workspace_id, person_id, role) values ($1, $2, 'owner')`, [workspace, person]);
  await ask(source.owner, `insert into channel (workspace_id, id, name, key) values ($1, $2, 'Директ', 'директ')`, [workspace, channel]);
  await ask(source.owner, `insert into source (workspace_id, id, channel_id, channel_key, key) values ($1, $2, $3, 'директ', 'k')`, [
    workspace,
    origin,
    channel,
  ]);
  await ask(source.owner, `insert into lead (workspace_id, id, received_at, day, source_id, key) values ($1, $2, now(), '2026-03-01', $3, 'l')`, [
    workspace,
    lead,
    origin,
  ]);
  await ask(
    source.owner,
    `insert into deal (workspace_id, id, lead_id, source_id, cohort_on, status, closed_on, amount_minor, key) values ($1, $2, $3, $4, '2026-03-01', 'won', '2026-03-20', 100, 'd')`,
    [workspace, newId(), lead, origin],
  );
  await ask(source.owner, `insert into audit_entry (workspace_id, number, actor, action, previous_hash, hash) values ($1, 0, 'person', 'x', '', '')`, [
    workspace,
  ]);
  const uploads = files();
  fs.writeFileSync(path.join(uploads, upload), 'a;b\n1;2\n');
  archive = path.join(folder, 'whole.otdel');
  await writeBackup({ owner: source.owner, filesFolder: uploads, key: 'abc', version: '0.1.0' }, archive, () => {});
});
afterAll(async () => {
  for (const database of open) await database.drop();
  fs.rmSync(folder, { recursive: true, force: true });
});

async function empty(): Promise<FreshDatabase> {
  const database = await emptyDatabase();
  open.push(database);
  return database;
}
const restore = (file: string, target: FreshDatabase, filesFolder = files()) =>
  restoreBackup(file, { owner: target.owner, filesFolder, unsafe: true }, () => {});

test('a backup restored into an empty database holds every row, roll-ups and uploads included', async () => {
  const target = await empty();
  const filesFolder = files();
  await restore(archive, target, filesFolder);
  const before = await contents(source.owner);
  expect(await contents(target.owner)).toEqual(before);
  expect(before.result_day).toMatch(/^3 /); // the lead on its day by both bases, the deal on its own by cash
  expect(fs.readFileSync(path.join(filesFolder, upload), 'utf8')).toBe('a;b\n1;2\n');
  // the triggers are back: a deal taken away changes the roll-up again
  await ask(target.owner, 'delete from deal');
  expect((await ask(target.owner, 'select sum(deals)::int as n from result_day'))[0]?.n).toBe(0);
});

test('restore refuses a database that holds somebody', async () => {
  await expect(restore(archive, source)).rejects.toThrow(/already holds an installation/);
});

test('a truncated archive is refused wherever it was cut, and nothing is restored', async () => {
  const target = await empty();
  const whole = fs.readFileSync(archive);
  for (const share of [0, 0.1, 0.5, 0.9, 0.999]) {
    const cut = path.join(folder, 'cut.otdel');
    fs.writeFileSync(cut, whole.subarray(0, Math.floor(whole.length * share)));
    await expect(restore(cut, target)).rejects.toThrow(/cut short|damaged|no manifest/);
  }
  expect((await ask(target.owner, `select to_regclass('public.person') as t`))[0]?.t).toBeNull();
});

test('an altered archive is refused with the entry named', async () => {
  const { gunzipSync, gzipSync } = await import('node:zlib');
  const raw = gunzipSync(fs.readFileSync(archive));
  const at = raw.indexOf('Кровля');
  expect(at).toBeGreaterThan(0);
  raw.write('Д', at);
  const altered = path.join(folder, 'altered.otdel');
  fs.writeFileSync(altered, gzipSync(raw));
  await expect(restore(altered, await empty())).rejects.toThrow(/tables\/workspace\.copy was altered/);
});

test('an archive of a newer schema is refused with the file named', async () => {
  const { gunzipSync, gzipSync } = await import('node:zlib');
  const raw = gunzipSync(fs.readFileSync(archive));
  const at = raw.lastIndexOf('0006_jobs.sql');
  raw.write('9999_jobs.sql', at);
  const newer = path.join(folder, 'newer.otdel');
  fs.writeFileSync(newer, gzipSync(raw));
  await expect(restore(newer, await empty())).rejects.toThrow(/newer Otdel .*9999_jobs\.sql/);
});
