import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { openPool } from './db.ts';
import { packageRoot } from './paths.ts';

/** Raised when the database and this build do not belong together; the message tells a person what to do. */
export class MigrationRefused extends Error {}

/**
 * Brings the database of `owner` (a role that may create tables and roles) to the newest schema and returns how many files were applied.
 * Forward-only plain SQL, one transaction a file, one process at a time; a file edited after it was applied, or a database
 * newer than this build, is refused. `upTo` stops behind that file (restore); `unsafe` is for tests, whose servers run without fsync.
 */
export async function migrate(owner: pg.ClientConfig, options: { dir?: string; upTo?: string; unsafe?: boolean } = {}): Promise<number> {
  const dir = options.dir ?? path.join(packageRoot(), 'migrations');
  const client = new pg.Client(owner);
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtextextended('otdel migrate', 0))`);
    await refuseUnsafe(client, options.unsafe ?? false);
    await client.query('create table if not exists migration (name text primary key, checksum text not null, applied_at timestamptz not null default now())');
    const files = fs
      .readdirSync(dir)
      .filter((f) => f.endsWith('.sql'))
      .sort();
    const applied = new Map(
      (await client.query<{ name: string; checksum: string }>('select name, checksum from migration')).rows.map((r) => [r.name, r.checksum]),
    );
    for (const name of applied.keys()) {
      if (!files.includes(name))
        throw new MigrationRefused(`the database already holds ${name}, which this version does not know: it was made by a newer Otdel. Start that version.`);
    }
    let count = 0;
    for (const name of files) {
      if (options.upTo !== undefined && name > options.upTo) break;
      const text = fs.readFileSync(path.join(dir, name), 'utf8');
      const checksum = createHash('sha256').update(text).digest('hex');
      const before = applied.get(name);
      if (before === checksum) continue;
      if (before !== undefined)
        throw new MigrationRefused(`${name} was changed after it had been applied. Restore the original file; a change goes into a new migration.`);
      await client.query('begin');
      try {
        await client.query(text);
        await client.query('insert into migration (name, checksum) values ($1, $2)', [name, checksum]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error });
      }
      count++;
    }
    // the queue keeps its own schema; it must be there before the first job, not before the first migration
    const pool = openPool({ ...owner, max: 1 }, () => {});
    await runMigrations({ pgPool: pool }).finally(() => pool.end());
    return count;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Acknowledged means committed: a server that would lose committed rows in a crash is refused. */
async function refuseUnsafe(client: pg.Client, unsafe: boolean): Promise<void> {
  if (unsafe) return;
  const { rows } = await client.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'server_version_num')`,
  );
  const setting = new Map(rows.map((r) => [r.name, r.setting]));
  if (Number(setting.get('server_version_num')) < 150000) throw new MigrationRefused('PostgreSQL 15 or newer is needed');
  for (const name of ['fsync', 'full_page_writes', 'synchronous_commit']) {
    if (setting.get(name) === 'off')
      throw new MigrationRefused(`PostgreSQL runs with ${name} = off: rows it has acknowledged would be lost in a crash. Switch it on.`);
  }
}
