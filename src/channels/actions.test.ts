import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeImported, upsertLeads } from '../leads/actions.ts';
import type { Trx } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { type FreshDatabase, freshDatabase } from '../platform/testing/database.ts';
import { costRow, leadRow } from '../platform/testing/facts.ts';
import { expectExact } from '../platform/testing/recount.ts';
import { type TestWorkspace, testWorkspace } from '../platform/testing/workspace.ts';
import { splitVat, upsertCosts } from './actions.ts';

let database: FreshDatabase;
let w: TestWorkspace;
beforeAll(async () => {
  database = await freshDatabase();
  w = await testWorkspace(database);
});
afterAll(async () => {
  await w.close();
  await database.drop();
});

const context = { currency: 'RUB', vatRate: 22 };
async function newImport(trx: Trx): Promise<string> {
  const id = newId();
  await sql`insert into import (workspace_id, id, kind, file_name, file_key, file_size, file_sha256, started_at)
    values (${w.scope.workspaceId}, ${id}, 'costs', 'f', 'f', 1, 'f', clock_timestamp())`.execute(trx);
  return id;
}
const undo = async (trx: Trx, id: string) => {
  while ((await removeImported(trx, w.scope, id, 2)) > 0);
};
async function spend(trx: Trx, key: string) {
  const { rows } = await sql<{ net_minor: number; vat_minor: number; original_minor: number | null; clicks: number | null }>`
    select net_minor, vat_minor, original_minor, clicks from cost where key = ${key}`.execute(trx);
  return rows[0] ?? null;
}

test('VAT is split as the row says, else by the rate', () => {
  expect(splitVat(10_000, 'net', null, 22)).toEqual({ netMinor: 10_000, vatMinor: 2_200 });
  expect(splitVat(12_200, 'gross', null, 22)).toEqual({ netMinor: 10_000, vatMinor: 2_200 });
  expect(splitVat(12_000, 'gross', 2_000, 22)).toEqual({ netMinor: 10_000, vatMinor: 2_000 });
  expect(splitVat(10_000, 'net', null, 0)).toEqual({ netMinor: 10_000, vatMinor: 0 });
});

test('costs: rows of one key are one fact, a later file replaces it, the same file changes nothing, undo puts it back', async () => {
  await w.run(async (trx) => {
    const [first, again, later] = [await newImport(trx), await newImport(trx), await newImport(trx)];
    const rows = [costRow({ key: 'k', amountMinor: 100, clicks: 1 }), costRow({ key: 'k', amountMinor: 200 }), costRow({ key: 'm', amountMinor: 50 })];
    expect(await upsertCosts(trx, w.scope, rows, { ...context, importId: first })).toEqual({ created: 2, updated: 0, unchanged: 0 });
    expect(await spend(trx, 'k')).toEqual({ net_minor: 300, vat_minor: 66, original_minor: null, clicks: 1 });
    expect(await upsertCosts(trx, w.scope, rows, { ...context, importId: again })).toEqual({ created: 0, updated: 0, unchanged: 2 });
    // a file whose rows of one key land in two batches of one import
    for (const amountMinor of [1_000, 500]) await upsertCosts(trx, w.scope, [costRow({ key: 'k', amountMinor })], { ...context, importId: later });
    expect((await spend(trx, 'k'))!.net_minor).toBe(1_500);
    await undo(trx, later);
    expect(await spend(trx, 'k')).toEqual({ net_minor: 300, vat_minor: 66, original_minor: null, clicks: 1 });
    await undo(trx, first);
    expect(await spend(trx, 'k')).toBeNull();
    await expectExact(trx);
  });
});

test('another currency is converted and kept beside; without a rate it is refused', async () => {
  await w.run(async (trx) => {
    const usd = [costRow({ key: 'usd', amountMinor: 1_000, currency: 'USD' })];
    await upsertCosts(trx, w.scope, usd, { currency: 'RUB', vatRate: 0, rates: { USD: 92.5 } });
    expect(await spend(trx, 'usd')).toEqual({ net_minor: 92_500, vat_minor: 0, original_minor: 1_000, clicks: null });
    await expect(upsertCosts(trx, w.scope, usd, context)).rejects.toThrow(AppError);
  });
});

test('a cost of a search engine without a medium is paid search, never organic', async () => {
  await w.run(async (trx) => {
    await upsertCosts(trx, w.scope, [costRow({ key: 'bare', channel: null, source: 'yandex', amountMinor: 100 })], context);
    const { rows } = await sql<{ code: string }>`
      select c.code from cost join source s on s.id = cost.source_id join channel c on c.id = s.channel_id where cost.key = 'bare'`.execute(trx);
    expect(rows).toEqual([{ code: 'paid_search' }]);
  });
});

test('imports of one row are undone in any order', async () => {
  const names = async (trx: Trx) =>
    (await sql<{ v: string }>`select key || ' ' || name || ' ' || judgement as v from lead order by key`.execute(trx)).rows.map((r) => r.v);
  const states = { a: ['x Anna unjudged', 'y Yan unjudged'], b: ['x Berta qualified', 'y Yan unjudged'], c: ['x Clara qualified', 'y Yan unjudged'] };
  for (const order of ['abc', 'acb', 'bac', 'bca', 'cab', 'cba']) {
    await w.run(async (trx) => {
      const ids = { a: await newImport(trx), b: await newImport(trx), c: await newImport(trx) };
      await upsertLeads(trx, w.scope, [leadRow({ key: 'x', name: 'Anna' }), leadRow({ key: 'y', name: 'Yan' })], { importId: ids.a });
      expect(await names(trx)).toEqual(states.a);
      await upsertLeads(trx, w.scope, [leadRow({ key: 'x', name: 'Berta', judgement: 'qualified' })], { importId: ids.b });
      expect(await names(trx)).toEqual(states.b);
      await upsertLeads(trx, w.scope, [leadRow({ key: 'x', name: 'Clara' })], { importId: ids.c });
      expect(await names(trx)).toEqual(states.c);
      const left = new Set(order);
      for (const which of order) {
        await undo(trx, ids[which as 'a']);
        left.delete(which);
        const last = [...left].sort().at(-1) as 'a' | 'b' | 'c' | undefined;
        // without the import that brought Yan he is gone; Clara's file names no judgement, so it shows what stood there before it
        const x = last === undefined ? [] : [states[last][0]!];
        expect({ order, which, names: await names(trx) }).toEqual({ order, which, names: [...x, ...(left.has('a') ? ['y Yan unjudged'] : [])] });
        await expectExact(trx);
      }
    });
  }
});
