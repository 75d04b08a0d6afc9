import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../ids.ts';
import { type TestApp, testApp } from './app.ts';
import { fillBoth } from './matrix.ts';
import { tenantTables } from './rows.ts';

// The second wall by itself: what PostgreSQL gives to the application's role, whatever the application asks.

let t: TestApp;
let app: pg.Client;
let tables: string[];
beforeAll(async () => {
  t = await testApp();
  await fillBoth(t);
  tables = await tenantTables(t.owner);
  app = new pg.Client(t.appConfig);
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await t.close();
});

/** Runs in a transaction as the application would, and takes everything back. */
async function as<T>(settings: { workspace?: string; person?: string }, run: () => Promise<T>): Promise<T> {
  await app.query('begin');
  try {
    for (const [name, value] of Object.entries(settings)) await app.query(`select set_config($1, $2, true)`, [`otdel.${name}`, value]);
    return await run();
  } finally {
    await app.query('rollback');
  }
}
const seen = async (table: string, column = 'workspace_id') =>
  new Set((await app.query(`select distinct ${column} as id from ${table}`)).rows.map((r) => (r as { id: string }).id));

test('every table of a workspace is behind the wall, and forced, so that not even its owner passes by accident', async () => {
  expect(tables.length).toBeGreaterThan(15);
  const { rows } = await t.owner.query(
    `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced, array_agg(p.polname::text order by p.polname) as policies
     from pg_class c left join pg_policy p on p.polrelid = c.oid where c.relname = any($1) and c.relnamespace = 'public'::regnamespace group by 1, 2`,
    [[...tables, 'workspace']],
  );
  expect(rows).toHaveLength(tables.length + 1);
  for (const { name, forced, policies } of rows) {
    expect(forced, `${name}: call protect('${name}') in its migration`).toBe(true);
    // another policy adds rows to what is seen: `own` is the switcher's, and read only
    expect(policies, name).toEqual(['member', 'workspace'].includes(name) ? ['maintenance', 'own', 'tenant'] : ['maintenance', 'tenant']);
  }
});

test('inside a workspace its rows are seen and no others, also by a person who belongs to both', async () => {
  const both = t.a.as.owner.id;
  await t.owner.query(`insert into member (workspace_id, person_id, role) values ($1, $2, 'owner')`, [t.b.id, both]);
  await as({ workspace: t.a.id, person: both }, async () => {
    for (const table of tables) expect(await seen(table), table).toEqual(new Set([t.a.id]));
    expect(await seen('workspace', 'id')).toEqual(new Set([t.a.id]));
  });
  // before one is entered, the same person sees the names of both and nothing else
  await as({ person: both }, async () => {
    for (const table of [...tables.filter((name) => name !== 'member')]) expect(await seen(table), table).toEqual(new Set());
    expect([await seen('workspace', 'id'), await seen('member')]).toEqual([new Set([t.a.id, t.b.id]), new Set([t.a.id, t.b.id])]);
    expect([...(await seen('member', 'person_id'))]).toEqual([both]);
  });
});

test('outside of every workspace nothing is seen, and a made-up one is empty', async () => {
  for (const settings of [{}, { workspace: '' }, { workspace: newId() }]) {
    await as(settings, async () => {
      for (const table of tables) expect((await seen(table)).size, table).toBe(0);
    });
  }
});

test('rows of another workspace are neither written, nor changed, nor moved over, nor deleted', async () => {
  for (const table of tables) {
    const { rows } = await t.owner.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' and column_name <> 'workspace_id'`,
      [table],
    );
    const columns = rows.map((r) => r.name).join(', ');
    const record = (await t.owner.query(`select to_jsonb(x) as row from ${table} x where workspace_id = $1 limit 1`, [t.b.id])).rows[0].row as object;
    const insert = `insert into ${table} (workspace_id, ${columns}) select workspace_id, ${columns} from jsonb_populate_record(null::${table}, $1)`;
    await as({ workspace: t.a.id }, async () => {
      await expect(app.query(insert, [JSON.stringify(record)]), `${table}: insert`).rejects.toMatchObject({ code: '42501' });
    });
    const may = async (privilege: string) =>
      (await t.owner.query(`select has_table_privilege('otdel_app', $1, $2) as may`, [table, privilege])).rows[0].may as boolean;
    await as({ workspace: t.a.id }, async () => {
      if (await may('delete')) expect((await app.query(`delete from ${table} where workspace_id = $1`, [t.b.id])).rowCount, `${table}: delete`).toBe(0);
      if (await may('update')) {
        expect((await app.query(`update ${table} set workspace_id = workspace_id where workspace_id = $1`, [t.b.id])).rowCount, `${table}: update`).toBe(0);
        await expect(app.query(`update ${table} set workspace_id = $1`, [t.b.id]), `${table}: move`).rejects.toMatchObject({ code: '42501' });
      }
    });
  }
});

test('what is written in the book stays: neither changed nor deleted, nor is the table emptied', async () => {
  for (const statement of [
    `update audit_entry set action = 'x'`,
    'delete from audit_entry',
    'truncate audit_entry',
    'update plan_version set reason = null',
    'delete from plan_version',
  ]) {
    await as({ workspace: t.a.id }, async () => {
      await expect(app.query(statement), statement).rejects.toMatchObject({ code: '42501' });
    });
  }
});

test('the role reaches neither the queue, nor the migrations, nor the switches of the wall', async () => {
  for (const statement of [
    'select * from graphile_worker.jobs',
    'delete from migration',
    'alter table member disable row level security',
    'set row_security = off; select * from member',
    'set session authorization default; set role postgres',
    `copy (select 1) to program 'true'`,
    `select pg_read_file('postgresql.conf')`,
  ]) {
    await as({ workspace: t.a.id }, async () => {
      await expect(app.query(statement), statement).rejects.toThrow(/permission denied|must be owner|row-level security|does not exist/);
    });
  }
});
