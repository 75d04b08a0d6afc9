import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from './database.ts';

let first: FreshDatabase;
let second: FreshDatabase;
beforeAll(async () => {
  [first, second] = [await freshDatabase(), await freshDatabase()];
});
afterAll(() => Promise.all([first.drop(), second.drop()]));

async function ask(config: pg.ClientConfig, question: string): Promise<unknown[]> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return (await client.query({ text: question, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

test('clones are migrated and know nothing of each other', async () => {
  await ask(first.owner, 'create table only_here ()');
  expect(await ask(second.owner, `select to_regclass('only_here'), to_regclass('migration') is not null`)).toEqual([null, true]);
});

test('the application role owns nothing and is bound by row-level security', async () => {
  const [superuser, bypass, owned] = await ask(
    first.app,
    `select rolsuper, rolbypassrls, (select count(*)::int from pg_class where relowner = r.oid) from pg_roles r where rolname = current_user`,
  );
  expect({ superuser, bypass, owned }).toEqual({ superuser: false, bypass: false, owned: 0 });
  await expect(ask(first.app, 'create table mine ()')).rejects.toThrow(/permission denied/);
});

test('words are compared and searched in Cyrillic too', async () => {
  expect(await ask(first.app, `select lower('ЁЖ'), 'Привет' ~* 'привет', array_agg(w order by w) from unnest(array['я','ё','е','a']) w`)).toEqual([
    'ёж',
    true,
    ['a', 'е', 'ё', 'я'],
  ]);
});
