import fs from 'node:fs';
import pg from 'pg';
import { APP } from './cluster.ts';

/** Any number; all processes that mean the same cluster use it. "otdl" in ASCII. */
const LOCK = 0x6f74646c;

async function connected(config: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client({ ...config, database: 'postgres', connectionTimeoutMillis: 5000 });
  client.on('error', () => {}); // a connection that breaks later is noticed by the next query or by `end`
  await client.connect();
  return client;
}

/** Does the server at `config` accept our password and hold these files? A port or socket that answers is not an identity. */
export async function serves(config: pg.ClientConfig, data: string): Promise<boolean> {
  let client: pg.Client | undefined;
  try {
    client = await connected(config);
    const { rows } = await client.query<{ dir: string }>(`select current_setting('data_directory') as dir`);
    return rows[0] !== undefined && fs.realpathSync(rows[0].dir) === fs.realpathSync(data);
  } catch {
    return false;
  } finally {
    await client?.end().catch(() => {});
  }
}

/** Makes the database and the login role of the application: no superuser, no owner, bound by row-level security. */
export async function prepareDatabase(owner: pg.ClientConfig, database: string, appPassword: string): Promise<void> {
  const client = await connected(owner);
  try {
    const role = await client.query('select 1 from pg_roles where rolname = $1', [APP]);
    await client.query(
      `${role.rowCount ? 'alter' : 'create'} role ${APP} login nosuperuser nobypassrls nocreatedb nocreaterole noreplication password ${pg.escapeLiteral(appPassword)}`,
    );
    const found = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (!found.rowCount) await client.query(`create database ${pg.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}

/** A hold on the whole cluster that lasts as long as its connection. */
export interface Claim {
  readonly held: boolean;
  release(): Promise<void>;
}

/** Takes the advisory lock of the cluster; the name of its holder (`otdel <process id> <host>`) when somebody else has it. */
export async function claim(owner: pg.ClientConfig, name: string): Promise<Claim | string> {
  const client = await connected({ ...owner, application_name: name });
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [LOCK]);
  if (!rows[0]?.taken) {
    const holder = await client.query<{ name: string }>(
      `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid) where l.locktype = 'advisory' and l.classid = 0 and l.objid = $1 and l.granted`,
      [LOCK],
    );
    await client.end();
    return holder.rows[0]?.name ?? '';
  }
  let held = true;
  client.once('end', () => {
    held = false;
  });
  return {
    get held() {
      return held;
    },
    release: () => client.end(),
  };
}
