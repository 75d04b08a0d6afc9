import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { DB } from './schema.gen.ts';
import type { Scope } from './scope.ts';

pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text); // count(*) and minor units are int8, which arrive as text by default
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 out of range: ${text}`);
  return value;
});
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number); // rates and shares only: money is int8
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text); // a calendar day, never a Date at local midnight

/** The database as the application sees it: a pool, or the transaction of a request. */
export type Db = Kysely<DB>;
export type Trx = Transaction<DB>;

/** A pool that survives a restart of PostgreSQL instead of ending the process. */
export function openPool(config: pg.PoolConfig, log: (message: string) => void): pg.Pool {
  const pool = new pg.Pool({ max: 10, ...config });
  pool.on('error', (error) => log(`database connection lost: ${error.message}`));
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Was the database away, restarted, or did it give way to another transaction? The same statement may succeed a moment later. */
export function isLost(error: unknown): boolean {
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return syscall === 'connect'; // the socket of a server that is down
  return (
    /^(ECONN|EPIPE|57P0|08|53300|40001|40P01)/.test(code ?? '') ||
    /Connection terminated|connection timeout|timeout exceeded when trying to connect|is not queryable/i.test(message ?? '')
  );
}

export const openDb = (pool: pg.Pool): Db => new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });

/** Names the person of this transaction to row-level security: their own memberships become visible, nothing else. */
export const actAs = (trx: Db, personId: string) => sql`select set_config('otdel.person', ${personId}, true)`.execute(trx);

/** Names the workspace of this transaction to row-level security. */
export const enter = (trx: Db, workspaceId: string) => sql`select set_config('otdel.workspace', ${workspaceId}, true)`.execute(trx);

/** One transaction inside one workspace: for jobs, imports and the command line; a request gets its own from implement(). */
export const within = <T>(db: Db, scope: Scope, run: (trx: Trx) => Promise<T>): Promise<T> =>
  db.transaction().execute(async (trx) => {
    await enter(trx, scope.workspaceId);
    return run(trx);
  });
