import pg from 'pg';
import { permissions } from '../../permissions.ts';
import { type Db, openDb, openPool, type Trx, within } from '../db.ts';
import { newId } from '../ids.ts';
import { mintScope, type Scope } from '../scope.ts';
import type { FreshDatabase } from './database.ts';

/** A workspace of its own in a test database, with transactions as the application's role. */
export type TestWorkspace = { db: Db; scope: Scope; run: <T>(act: (trx: Trx) => Promise<T>) => Promise<T>; close: () => Promise<void> };

/** Makes a workspace (roubles, Moscow time, gross margin 40 %, VAT recoverable unless said otherwise). */
export async function testWorkspace(database: FreshDatabase, values: Record<string, unknown> = {}): Promise<TestWorkspace> {
  const id = newId();
  const row = { id, name: 'Test', currency: 'RUB', time_zone: 'Europe/Moscow', country: 'RU', gross_margin: 0.4, ...values };
  const owner = new pg.Client(database.owner);
  await owner.connect();
  const names = Object.keys(row);
  await owner.query(`insert into workspace (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`, Object.values(row));
  await owner.end();
  const pool = openPool({ ...database.app, max: 8 }, () => {});
  const db = openDb(pool);
  const scope = mintScope({ workspaceId: id, personId: null, role: null, actor: 'job', can: new Set(permissions) });
  return { db, scope, run: (act) => within(db, scope, act), close: () => db.destroy() };
}
