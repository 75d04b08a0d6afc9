import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mergeChannels, splitAlias, upsertCosts } from '../channels/actions.ts';
import type { Trx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { type FreshDatabase, freshDatabase } from '../platform/testing/database.ts';
import { costRow, dealRow, leadRow } from '../platform/testing/facts.ts';
import { expectExact } from '../platform/testing/recount.ts';
import { type TestWorkspace, testWorkspace } from '../platform/testing/workspace.ts';
import { checkRollUps, rebuildRollUps, removeImported, upsertDeals, upsertLeads } from './actions.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const allExact = { result_day: 0, result_month: 0, rejection_day: 0, closing_age: 0, cost_month: 0 };
const money = { currency: 'RUB' };

async function newImport(trx: Trx, workspaceId: string): Promise<string> {
  const id = newId();
  await sql`insert into import (workspace_id, id, kind, file_name, file_key, file_size, file_sha256, started_at) values (${workspaceId}, ${id}, 'leads', 'f', 'f', 1, 'f', clock_timestamp())`.execute(
    trx,
  );
  return id;
}

// ── any sequence of writes ──────────────────────────────────────────────────────────────────────────────────────
const day = fc.integer({ min: 0, max: 75 }).map((n) => new Date(Date.UTC(2026, 1, 1 + n)).toISOString().slice(0, 10));
const maybe = <T>(a: fc.Arbitrary<T>) => fc.option(a, { nil: null });
const phone = fc.integer({ min: 0, max: 7 }).map((n) => `+7900000000${n}`);
const email = fc.integer({ min: 0, max: 5 }).map((n) => `m${n}@example.com`);
const anyLead = fc
  .record({
    key: fc.integer({ min: 0, max: 24 }).map((n) => `L${n}`),
    externalId: maybe(fc.integer({ min: 0, max: 12 }).map((n) => `E${n}`)),
    createdAt: fc.oneof(
      day,
      day.map((d) => `${d}T23:30:00`),
      day.map((d) => `${d}T22:30:00Z`),
    ),
    phone: maybe(phone),
    email: maybe(email),
    channel: maybe(fc.constantFrom('Content Syndication ', 'paid-content-syndication', 'Email')),
    source: maybe(fc.constantFrom('yandex', 'vk')),
    medium: maybe(fc.constantFrom('cpc', 'organic')),
    campaign: maybe(fc.constantFrom('a', 'b')),
    judgement: fc.constantFrom('unjudged' as const, 'qualified' as const, 'rejected' as const, 'invalid' as const),
    rejectReason: maybe(fc.constantFrom('price', 'spam')),
  })
  .map(leadRow);
const anyDeal = fc
  .record({
    key: fc.integer({ min: 0, max: 14 }).map((n) => `D${n}`),
    leadExternalId: maybe(fc.integer({ min: 0, max: 12 }).map((n) => `E${n}`)),
    phone: maybe(phone),
    email: maybe(email),
    amountMinor: maybe(fc.integer({ min: 0, max: 1_000_00 })),
    marginMinor: maybe(fc.integer({ min: -100, max: 300_00 })),
    status: fc.constantFrom('open' as const, 'won' as const, 'lost' as const),
    openedAt: maybe(day),
    closedAt: maybe(day),
  })
  .map(dealRow);
const anyCost = fc
  .record({
    key: fc.integer({ min: 0, max: 9 }).map((n) => `C${n}`),
    day,
    campaign: maybe(fc.constantFrom('a', 'b')),
    amountMinor: fc.integer({ min: 0, max: 10_000 }),
    impressions: maybe(fc.nat(50)),
    clicks: maybe(fc.nat(9)),
  })
  .map(costRow);
const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('costs' as const), rows: fc.array(anyCost, { minLength: 1, maxLength: 5 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('leads' as const), rows: fc.array(anyLead, { minLength: 1, maxLength: 8 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('deals' as const), rows: fc.array(anyDeal, { minLength: 1, maxLength: 6 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('judge' as const),
      key: fc.integer({ min: 0, max: 24 }),
      to: fc.constantFrom('unjudged', 'qualified', 'rejected'),
      on: day,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('drop deal' as const), key: fc.integer({ min: 0, max: 14 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), which: fc.nat(20), limit: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('merge' as const), from: fc.nat(9), into: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('split' as const), which: fc.nat(9) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take(w: TestWorkspace, s: Step, imports: string[]): Promise<void> {
  const ws = w.scope.workspaceId;
  await w.run(async (trx) => {
    if (s.kind === 'leads' || s.kind === 'deals' || s.kind === 'costs') {
      const importId = await newImport(trx, ws);
      imports.push(importId);
      if (s.kind === 'leads') await upsertLeads(trx, w.scope, s.rows, { importId });
      else if (s.kind === 'deals') await upsertDeals(trx, w.scope, s.rows, { importId, ...money });
      else await upsertCosts(trx, w.scope, s.rows, { importId, ...money, vatRate: 22 });
    } else if (s.kind === 'judge') {
      await sql`update lead set judgement = ${s.to}, judged_on = ${s.to === 'unjudged' ? null : s.on}::date where workspace_id = ${ws} and key = ${`L${s.key}`}`.execute(
        trx,
      );
    } else if (s.kind === 'drop deal') {
      await sql`delete from deal where workspace_id = ${ws} and key = ${`D${s.key}`}`.execute(trx);
    } else if (s.kind === 'undo') {
      const id = imports.length > 0 ? imports.splice(s.which % imports.length, 1)[0]! : null;
      while (id && (await removeImported(trx, w.scope, id, s.limit)) > 0);
    } else if (s.kind === 'merge') {
      const { rows } = await sql<{ id: string }>`select id from channel order by key`.execute(trx);
      const [from, into] = [rows[s.from % (rows.length || 1)], rows[s.into % (rows.length || 1)]];
      if (from && into && from !== into) await mergeChannels(trx, w.scope, from.id, into.id);
    } else {
      const { rows } = await sql<{ key: string }>`select key from channel_alias order by key`.execute(trx);
      const alias = rows[s.which % (rows.length || 1)];
      if (alias) await splitAlias(trx, w.scope, alias.key);
    }
  });
}

test('after any sequence of writes, merges and undos every roll-up equals a recount', { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const w = await testWorkspace(database);
      try {
        const imports: string[] = [];
        for (const s of steps) {
          await take(w, s, imports);
          await w.run(expectExact);
        }
        expect(await w.run((trx) => checkRollUps(trx, w.scope))).toEqual(allExact);
        await w.run(async (trx) => {
          for (const id of imports) while ((await removeImported(trx, w.scope, id, 3)) > 0);
          const left = await sql<{
            n: number;
          }>`select (select count(*) from lead) + (select count(*) from deal) + (select count(*) from cost) + (select count(*) from import_change) as n`.execute(
            trx,
          );
          expect(left.rows[0]!.n).toBe(0);
          await expectExact(trx);
        });
      } finally {
        await w.close();
      }
    }),
    { numRuns: 30, seed: 20261123 },
  );
});

test('the links do not depend on the order in which leads and deals arrive', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(anyLead, { selector: (l) => l.key, maxLength: 12 }),
      fc.uniqueArray(anyDeal, { selector: (d) => d.key, maxLength: 8 }),
      async (leads, deals) => {
        const links: string[][] = [];
        // external ids and moments unique, so that "the latest" is one
        const distinct = leads.map((l, i) => ({
          ...l,
          externalId: l.externalId && `${l.externalId}-${i % 13}`,
          createdAt: `${l.createdAt.slice(0, 10)}T10:00:${String(i).padStart(2, '0')}`,
        }));
        for (const order of ['leads first', 'deals first', 'mixed']) {
          const w = await testWorkspace(database);
          await w.run(async (trx) => {
            const half = Math.ceil(distinct.length / 2);
            if (order === 'deals first') await upsertDeals(trx, w.scope, deals, money);
            if (order === 'mixed') await upsertLeads(trx, w.scope, [...distinct].reverse().slice(0, half), {});
            if (order === 'mixed') await upsertDeals(trx, w.scope, deals, money);
            await upsertLeads(trx, w.scope, distinct, {});
            if (order === 'leads first') await upsertDeals(trx, w.scope, deals, money);
            const { rows } = await sql<{
              link: string;
            }>`select d.key || ' ' || coalesce(l.key, '—') as link from deal d left join lead l on l.id = d.lead_id order by 1`.execute(trx);
            links.push(rows.map((r) => r.link));
          });
          await w.close();
        }
        expect(links[1]).toEqual(links[0]);
        expect(links[2]).toEqual(links[0]);
      },
    ),
    { numRuns: 25, seed: 7 },
  );
});

test('parallel writers neither deadlock nor miscount', { timeout: 120_000 }, async () => {
  const w = await testWorkspace(database);
  const rows = (n: number, from: number) =>
    Array.from({ length: n }, (_, i) =>
      leadRow({
        key: `P${(from + i) % 400}`,
        externalId: `X${(from + i) % 400}`,
        channel: `c${i % 5}`,
        createdAt: `2026-03-${String((i % 28) + 1).padStart(2, '0')}`,
      }),
    );
  const deals = (n: number, from: number) =>
    Array.from({ length: n }, (_, i) =>
      dealRow({ key: `Q${(from + i) % 300}`, leadExternalId: `X${(from + i * 7) % 400}`, amountMinor: i, closedAt: '2026-04-01' }),
    );
  const writers = Array.from({ length: 8 }, (_, writer) =>
    (async () => {
      for (let round = 0; round < 6; round++) {
        await w.run(async (trx) => {
          if ((writer + round) % 2) await upsertLeads(trx, w.scope, rows(60, writer * 37 + round * 11), {});
          await upsertDeals(trx, w.scope, deals(40, writer * 53 + round * 17), money);
          await sql`update lead set judgement = 'qualified', judged_on = '2026-03-20' where workspace_id = ${w.scope.workspaceId} and key = ${`P${writer * 20 + round}`}`.execute(
            trx,
          );
        });
      }
    })(),
  );
  await Promise.all(writers);
  await w.run(expectExact);
  const { rows: loose } = await w.run((trx) =>
    sql<{ n: number }>`select count(*) as n from deal d where lead_id is null and exists (select from lead l where l.external_id = d.lead_external_id)`.execute(
      trx,
    ),
  );
  expect(loose[0]!.n).toBe(0);
  await w.close();
});

test('a broken roll-up is found and made anew', async () => {
  const w = await testWorkspace(database);
  await w.run(async (trx) => {
    await upsertLeads(trx, w.scope, [leadRow({ key: 'a', judgement: 'rejected', rejectReason: 'price' }), leadRow({ key: 'b', channel: 'Email' })], {});
    await sql`update result_day set leads = leads + 5 where basis = 'cohort'`.execute(trx);
    await sql`delete from closing_age`.execute(trx);
    expect(await rebuildRollUps(trx, w.scope)).toEqual({ ...allExact, result_day: 4, closing_age: 2 });
    expect(await checkRollUps(trx, w.scope)).toEqual(allExact);
    await expectExact(trx);
  });
  await w.close();
});

test('a workspace with leads, deals and costs can be removed whole', async () => {
  const w = await testWorkspace(database);
  await w.run(async (trx) => {
    await upsertLeads(trx, w.scope, [leadRow({ key: 'a', phone: '+79000000001', channel: 'Email', judgement: 'qualified' })], {});
    await upsertDeals(trx, w.scope, [dealRow({ key: 'd', phone: '+79000000001', amountMinor: 100, closedAt: '2026-03-05' })], money);
  });
  await w.run((trx) => sql`delete from workspace where id = ${w.scope.workspaceId}`.execute(trx));
  const { rows } = await w.run((trx) =>
    sql<{
      n: number;
    }>`select (select count(*) from lead) + (select count(*) from deal) + (select count(*) from result_day) + (select count(*) from source) as n`.execute(trx),
  );
  expect(rows[0]!.n).toBe(0);
  await w.close();
});
