import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../platform/ids.ts';
import type { Caller, TestApp, TestWorkspace } from '../platform/testing/app.ts';
import { testApp } from '../platform/testing/app.ts';
import type { PlanInputs } from './domain/inputs.ts';

let house: TestApp;
beforeAll(async () => {
  house = await testApp();
});
afterAll(() => house.close());

const assumed = (value: number) => ({ value, tag: 'assumed' as const, n: null });
const inputs: PlanInputs = {
  unit: 'money',
  sales: assumed(100_000_000),
  cheque: assumed(5_000_000),
  leadToDeal: null,
  leadToQualified: { value: 0.4, tag: 'measured', n: 430 },
  qualifiedToDeal: assumed(0.25),
  visitToLead: null,
  repeatDeals: null,
  unaidedDeals: null,
  price: { ...assumed(150_000), of: 'lead' },
};
const save = (who: Caller, w: TestWorkspace, change: object = {}) =>
  house.call(who, 'POST', `/api/w/${w.id}/plan/versions`, { inputs, reason: '', effectiveFrom: '2026-01-01', expectedVersion: 0, ...change });
const read = async (who: Caller, w: TestWorkspace) => (await house.call(who, 'GET', `/api/w/${w.id}/plan`)).body as Record<string, never>;

test('a new workspace has no plan, nothing measured, and says which month it is', async () => {
  const w = await house.workspace('Fresh', 'MarkOfFresh');
  expect(await read(w.as.owner, w)).toMatchObject({
    latest: null,
    inForce: null,
    month: '2026-01-01',
    mode: 'leads',
    cycle: { medianDays: 21, p90Days: 75 },
    measured: { leadToDeal: null, leadToQualified: null, qualifiedToDeal: null, cheque: null, cpl: null },
  });
});

test('saved as version 1, read back as it was, with its author and in the book', async () => {
  const w = await house.workspace('Plan', 'MarkOfPlan');
  const saved = await save(w.as.head, w);
  expect(saved.status).toBe(200);
  expect(saved.body).toMatchObject({ version: 1, effectiveFrom: '2026-01-01', inputs, reason: '', author: w.as.head.name });
  const { targets } = saved.body as { targets: Record<string, number> };
  expect([targets.deals, targets.leads, targets.qualified, targets.budgetMinor].map(Math.round as never)).toEqual([20, 200, 80, 30_000_000]);
  expect(await read(w.as.marketer, w)).toMatchObject({ latest: saved.body, inForce: saved.body });
  const { rows } = await house.owner.query(`select person_id, entity_id from audit_entry where workspace_id = $1 and action = 'savePlan'`, [w.id]);
  expect(rows).toEqual([{ person_id: w.as.head.id, entity_id: '1' }]);
});

test('a later version is added beside the first; each month runs by the latest that counts from it', async () => {
  const w = await house.workspace('Versions', 'MarkOfVersions');
  await save(w.as.owner, w);
  const second = await save(w.as.owner, w, {
    inputs: { ...inputs, sales: assumed(120_000_000) },
    expectedVersion: 1,
    reason: 'Открыли второй склад',
    effectiveFrom: '2026-02-01',
  });
  expect(second.status).toBe(200);
  const key = await w.key(['plan.read']); // keys outlive the fortnight, sessions do not
  expect(await read(key, w)).toMatchObject({ latest: { version: 2 }, inForce: { version: 1 } });
  house.clock.now = new Date('2026-01-31T20:59:00Z'); // still January in Moscow
  expect(await read(key, w)).toMatchObject({ month: '2026-01-01', inForce: { version: 1 } });
  house.clock.now = new Date('2026-01-31T21:01:00Z');
  expect(await read(key, w)).toMatchObject({ month: '2026-02-01', inForce: { version: 2 } });
  house.clock.now = new Date('2026-01-15T09:00:00Z');
  const { body } = await house.call(w.as.marketer, 'GET', `/api/w/${w.id}/plan/versions`);
  expect((body as { versions: { version: number; reason: string }[] }).versions.map((v) => [v.version, v.reason])).toEqual([
    [2, 'Открыли второй склад'],
    [1, ''],
  ]);
});

test('who saves over somebody else is told so, and one of two at the same moment wins', async () => {
  const w = await house.workspace('Stale', 'MarkOfStale');
  const both = await Promise.all([save(w.as.owner, w), save(w.as.head, w)]);
  expect(both.map((a) => a.status).sort()).toEqual([200, 409]);
  expect(both.find((a) => a.status === 409)?.body).toMatchObject({ code: 'stale', details: { version: 1 } });
  expect((await save(w.as.owner, w)).body).toMatchObject({ code: 'stale', details: { reason: 'plan_saved_meanwhile' } });
});

test.each([
  [
    'nobody buys',
    { inputs: { ...inputs, qualifiedToDeal: assumed(0) } },
    400,
    { reason: 'plan_problems', problems: [{ input: 'qualifiedToDeal', code: 'not_positive' }] },
  ],
  ['a month that begins in its middle', { effectiveFrom: '2026-01-15' }, 400, {}],
  ['a version after nothing', { expectedVersion: 7, reason: 'x' }, 409, { version: 0 }],
])('refused: %s', async (_, change, status, details) => {
  const answer = await save(house.b.as.owner, house.b, change);
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject({ details });
});

test('a change needs a reason and leaves months that are over alone', async () => {
  await save(house.a.as.owner, house.a);
  expect((await save(house.a.as.owner, house.a, { expectedVersion: 1 })).body).toMatchObject({ code: 'invalid', details: { reason: 'no_reason' } });
  const backdated = await save(house.a.as.owner, house.a, { expectedVersion: 1, reason: 'x', effectiveFrom: '2025-12-01' });
  expect(backdated.body).toMatchObject({ code: 'conflict', details: { reason: 'past_month' } });
});

test('the head of sales plans in leads and deals: money is not in the answer', async () => {
  const w = await house.workspace('Money', 'MarkOfMoney');
  await save(w.as.owner, w);
  const answer = await house.call(w.as.head_of_sales, 'GET', `/api/w/${w.id}/plan`);
  expect(answer.body).toMatchObject({
    latest: { inputs: null, targets: { deals: 20, revenueMinor: null, budgetMinor: null, cplMinor: null, costShare: null } },
  });
  expect(answer.text).not.toContain('30000000');
  expect((await house.call(w.as.sales, 'GET', `/api/w/${w.id}/plan`)).status).toBe(403);
  expect((await save(w.as.marketer, w, { expectedVersion: 1, reason: 'x' })).status).toBe(403);
});

test('measured: mature leads only, cheque of priced deals, CPL of the last 90 days', async () => {
  const w = await house.workspace('History', 'MarkOfHistory');
  const lead = async (day: string, judgement: string, amount: number | null) => {
    const id = newId();
    await house.owner.query(
      `insert into lead (workspace_id, id, received_at, day, judgement, judged_on, key) values ($1, $2, $3::date, $3::date, $4, $3::date, $5)`,
      [w.id, id, day, judgement, id],
    );
    if (amount !== null)
      await house.owner.query(
        `insert into deal (workspace_id, id, lead_id, cohort_on, status, amount_minor, opened_on, closed_on, key) values ($1, $2, $3, $4::date, 'won', $5, $4::date, $4::date, $6)`,
        [w.id, newId(), id, day, amount, id],
      );
  };
  // 40 mature leads: 16 qualified, 4 of them won; then 10 young ones, all qualified, which must not count
  for (let i = 0; i < 40; i++) await lead('2025-09-01', i < 16 ? 'qualified' : 'rejected', i < 4 ? 1_000_000 * (i + 1) : null);
  for (let i = 0; i < 10; i++) await lead('2026-01-02', 'qualified', null);
  await house.owner.query(`insert into cost (workspace_id, id, day, net_minor, vat_minor, key) values ($1, $2, '2026-01-02', 500000, 110000, 'x')`, [
    w.id,
    newId(),
  ]);
  expect(await read(w.as.owner, w)).toMatchObject({
    measured: {
      to: '2025-11-01',
      leadToDeal: { value: 0.1, n: 40 },
      leadToQualified: { value: 0.4, n: 40 },
      qualifiedToDeal: null, // 16 qualified leads are too few
      cheque: { minor: 2_500_000, n: 4 },
      cpl: { minor: 50_000, n: 10 },
    },
  });
  expect(await read(w.as.head_of_sales, w)).toMatchObject({ measured: { leadToDeal: { n: 40 }, cheque: null, cpl: null } });
});
