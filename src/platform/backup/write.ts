import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type Pack, pack } from 'tar-stream';
import { digest, fileEntry, type Manifest, manifestName, tableEntry } from './manifest.ts';

export type BackupSource = { owner: pg.ClientConfig; filesFolder: string; key: string; version: string };

/**
 * Writes one archive (tar, gzip): every table as of one moment (a single repeatable-read snapshot, so it may run under
 * load), the uploads, and a manifest with a hash of each. The file appears under its name only when it is whole.
 */
export async function writeBackup(source: BackupSource, target: string, say: (line: string) => void): Promise<Manifest> {
  const part = `${target}.part-${process.pid}`;
  const work = fs.mkdtempSync(`${path.resolve(target)}.work-`);
  const client = new pg.Client(source.owner);
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('begin isolation level repeatable read read only');
    const archive = pack();
    const written = pipeline(archive, createGzip({ level: 4 }), fs.createWriteStream(part, { mode: 0o600, flush: true }));
    written.catch(() => {}); // awaited below; a failure in between must not end the process
    const tables: Manifest['tables'] = [];
    for (const table of await tablesOf(client)) {
      const file = path.join(work, 'table');
      const copied = await copyOut(client, table, file);
      await add(archive, tableEntry(table.name), file, copied.bytes);
      tables.push({ ...table, ...copied });
      if (copied.rows) say(`${table.name}: ${copied.rows}`);
    }
    const files: Manifest['files'] = [];
    for (const key of fs.existsSync(source.filesFolder) ? fs.readdirSync(source.filesFolder).sort() : []) {
      const from = path.join(source.filesFolder, key);
      const facts = await digest(from);
      await add(archive, fileEntry(key), from, facts.bytes);
      files.push({ key, ...facts });
    }
    const { rows: migrations } = await client.query<{ name: string; checksum: string }>('select name, checksum from migration order by name');
    const manifest: Manifest = { format: 1, otdel: source.version, createdAt: new Date().toISOString(), migrations, tables, files, key: source.key };
    archive.entry({ name: manifestName }, JSON.stringify(manifest));
    archive.finalize();
    await written;
    fs.renameSync(part, target);
    return manifest;
  } finally {
    await client.end().catch(() => {});
    fs.rmSync(work, { recursive: true, force: true });
    fs.rmSync(part, { force: true });
  }
}

/** Every table of the schema but the list of migrations, which the manifest carries; partitions come with their parent. */
async function tablesOf(client: pg.Client): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migration'
    group by c.relname order by c.relname`);
  return rows;
}

async function copyOut(client: pg.Client, table: { name: string; columns: string[] }, file: string): Promise<{ rows: number; bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const columns = table.columns.map(pg.escapeIdentifier).join(', ');
  const stream = client.query(copyTo(`copy (select ${columns} from ${pg.escapeIdentifier(table.name)}) to stdout`));
  await pipeline(stream, count, fs.createWriteStream(file));
  return { rows: stream.rowCount, bytes, sha256: hash.digest('hex') };
}

async function add(archive: Pack, name: string, file: string, size: number): Promise<void> {
  const entry = archive.entry({ name, size });
  await pipeline(fs.createReadStream(file), entry);
}
