import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { extract } from 'tar-stream';
import { migrate } from '../migrate.ts';
import { digest, fileEntry, Manifest, manifestName, RestoreRefused, tableEntry } from './manifest.ts';

export type RestoreTarget = { owner: pg.ClientConfig; filesFolder: string /** For tests, whose servers run without fsync. */; unsafe?: boolean };

/**
 * Puts an archive into an empty database of any kind (embedded, server, a newer PostgreSQL or a newer Otdel). The whole
 * archive is unpacked and checked against its manifest first; the load is one transaction, so a failure leaves it empty.
 */
export async function restoreBackup(archive: string, target: RestoreTarget, say: (line: string) => void): Promise<Manifest> {
  const work = fs.mkdtempSync(path.join(path.dirname(target.filesFolder), 'restore-'));
  try {
    const manifest = await unpack(archive, work);
    const client = new pg.Client(target.owner);
    client.on('error', () => {});
    await client.connect();
    try {
      await refuseUnlessEmpty(client);
      const last = manifest.migrations.at(-1)?.name;
      await migrate(target.owner, { upTo: last, unsafe: target.unsafe });
      await compareSchema(client, manifest);
      await client.query('begin');
      for (const { name, columns, rows } of await inOrder(client, manifest.tables)) {
        if (rows === 0) continue;
        const table = pg.escapeIdentifier(name);
        // the roll-ups and hashes the triggers would make are in the archive themselves
        await client.query(`alter table ${table} disable trigger user`);
        const into = client.query(copyFrom(`copy ${table} (${columns.map(pg.escapeIdentifier).join(', ')}) from stdin`));
        await pipeline(fs.createReadStream(path.join(work, entryFile(tableEntry(name)))), into);
        await client.query(`alter table ${table} enable trigger user`);
        const { rows: counted } = await client.query<{ n: number }>(`select count(*) as n from ${table}`);
        if (Number(counted[0]?.n) !== rows) throw new RestoreRefused(`${name}: ${counted[0]?.n} rows arrived instead of ${rows}`);
        say(`${name}: ${rows}`);
      }
      fs.mkdirSync(target.filesFolder, { recursive: true, mode: 0o700 });
      for (const { key } of manifest.files) fs.copyFileSync(path.join(work, entryFile(fileEntry(key))), path.join(target.filesFolder, key));
      await client.query('commit');
    } finally {
      await client.end().catch(() => {});
    }
    await migrate(target.owner, { unsafe: target.unsafe });
    return manifest;
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/** Entries are unpacked under names of our own: one from the archive is never a path. */
const entryFile = (name: string): string => Buffer.from(name).toString('base64url');

async function unpack(archive: string, work: string): Promise<Manifest> {
  if (!fs.existsSync(archive)) throw new RestoreRefused(`${archive} does not exist`);
  let text: string | undefined;
  const seen = new Map<string, { bytes: number; sha256: string }>();
  const reader = extract();
  const read = pipeline(fs.createReadStream(archive), createGunzip(), reader);
  read.catch(() => {});
  try {
    for await (const entry of reader) {
      const file = path.join(work, entryFile(entry.header.name));
      await pipeline(entry, fs.createWriteStream(file));
      if (entry.header.name === manifestName) text = fs.readFileSync(file, 'utf8');
      else seen.set(entry.header.name, await digest(file));
    }
    await read;
  } catch (error) {
    throw new RestoreRefused(`the archive is cut short or damaged (${(error as Error).message}); nothing was restored`);
  }
  if (text === undefined) throw new RestoreRefused('the archive has no manifest: it is cut short, or not a backup of Otdel; nothing was restored');
  const parsed = Manifest.safeParse(JSON.parse(text));
  if (!parsed.success) throw new RestoreRefused('the manifest is not one this version of Otdel can read; nothing was restored');
  const expected = new Map([
    ...parsed.data.tables.map((t): [string, string] => [tableEntry(t.name), t.sha256]),
    ...parsed.data.files.map((f): [string, string] => [fileEntry(f.key), f.sha256]),
  ]);
  for (const [name, sha256] of expected) {
    const found = seen.get(name);
    if (!found) throw new RestoreRefused(`${name} is missing from the archive; nothing was restored`);
    if (found.sha256 !== sha256) throw new RestoreRefused(`${name} was altered after the backup (its hash differs from the manifest); nothing was restored`);
  }
  for (const name of seen.keys()) if (!expected.has(name)) throw new RestoreRefused(`${name} is not in the manifest: somebody added it; nothing was restored`);
  for (const { key } of parsed.data.files) if (!/^[0-9a-f-]{36}$/.test(key)) throw new RestoreRefused(`${key} is no name of an upload; nothing was restored`);
  return parsed.data;
}

async function refuseUnlessEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('public.person') is not null as there`);
  if (!rows[0]?.there) return;
  const { rows: people } = await client.query<{ n: number }>('select count(*) as n from person');
  if (Number(people[0]?.n) > 0)
    throw new RestoreRefused('this database already holds an installation: restore goes into an empty one only (another OTDEL_DATA or DATABASE_URL)');
}

async function compareSchema(client: pg.Client, manifest: Manifest): Promise<void> {
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migration order by name');
  const here = new Map(rows.map((r) => [r.name, r.checksum]));
  for (const { name, checksum } of manifest.migrations) {
    if (!here.has(name)) throw new RestoreRefused(`the backup was made by a newer Otdel (${manifest.otdel}): it has ${name}, this version has not`);
    if (here.get(name) !== checksum) throw new RestoreRefused(`${name} differs between the backup and this version; restore it with Otdel ${manifest.otdel}`);
  }
  const extra = [...here.keys()].filter((name) => !manifest.migrations.some((m) => m.name === name));
  if (extra.length) throw new RestoreRefused(`this database is already past the backup's schema (${extra[0]}): restore goes into a fresh one`);
}

/** Tables a foreign key points to come first. */
async function inOrder<T extends { name: string }>(client: pg.Client, tables: T[]): Promise<T[]> {
  const { rows } = await client.query<{ child: string; parent: string }>(`
    select distinct c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent
    from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace and c.conrelid <> c.confrelid`);
  const done = new Set<string>();
  const ordered: T[] = [];
  const known = new Set(tables.map((t) => t.name));
  while (ordered.length < tables.length) {
    const ready = tables.filter((t) => !done.has(t.name) && rows.every((r) => r.child !== t.name || !known.has(r.parent) || done.has(r.parent)));
    if (ready.length === 0) throw new Error('foreign keys form a circle');
    for (const table of ready) {
      done.add(table.name);
      ordered.push(table);
    }
  }
  return ordered;
}
