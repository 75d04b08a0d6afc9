import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../platform/ids.ts';
import { type Caller, type TestApp, type TestWorkspace, testApp } from '../platform/testing/app.ts';

let house: TestApp;
let w: TestWorkspace;

type Figure = { metric: string; fact: number | null; plan: number | null; toDate: number | null; pace: number | null; band: string | null; days: number[] };
type Today = {
  month: { from: string; to: string; through: string; share: number };
  hasPlan: boolean;
  figures: Figure[];
  miss: { of: string; total: number; parts: { factor: string; value: number }[] } | null;
  progress: { step: string; done: boolean }[];
  imports: { fileName: string; badRows: number; status: string }[];
};
const read = async (who: Caller, of = w) => (await house.call(who, 'GET', `/api/w/${of.id}/today`)).body as Today;
const figure = (today: Today, metric: string) => today.figures.find((f) => f.metric === metric);

async function lead(day: string, judgement = 'unjudged'): Promise<string> {
  const id = newId();
  const judgedOn = judgement === 'unjudged' ? null : day;
  await house.owner.query(
    `insert into lead (workspace_id, id, received_at, day, judgement, judged_on, key) values ($1, $2, $3::date, $3::date, $4, $5::date, $6)`,
    [w.id, id, day, judgement, judgedOn, id],
  );
  return id;
}
const won = async (leadId: string, day: string, amount: number) =>
  house.owner.query(
    `insert into deal (workspace_id, id, lead_id, cohort_on, status, amount_minor, opened_on, closed_on, key) values ($1, $2, $3, $4::date, 'won', $5, $4::date, $4::date, $6)`,
    [w.id, newId(), leadId, day, amount, leadId],
  );
const spent = (day: string, net: number, vat: number) =>
  house.owner.query(`insert into cost (workspace_id, id, day, net_minor, vat_minor, key) values ($1, $2, $3::date, $4, $5, $6)`, [
    w.id,
    newId(),
    day,
    net,
    vat,
    `${day}`,
  ]);
const assumed = (value: number) => ({ value, tag: 'assumed', n: null });

beforeAll(async () => {
  house = await testApp(); // Thursday 15 January 2026, 12:00 in Moscow
  w = await house.workspace('Day', 'MarkOfDay');
});
afterAll(() => house.close());

test('an empty house: nothing is zero, everything is still to do', async () => {
  const today = await read(w.as.owner);
  expect(today.figures.map((f) => f.fact)).toEqual([null, null, null, null, null]);
  expect(today.progress).toEqual([
    { step: 'plan', done: false },
    { step: 'leads', done: false },
    { step: 'costs', done: false },
    { step: 'verdicts', done: false },
    { step: 'people', done: true }, // the test house is full of them
  ]);
  expect(today).toMatchObject({ hasPlan: false, miss: null, imports: [] });
});

test('the month through yesterday, weighed by working days and the own exceptions', async () => {
  // January 2026 in Russia: 15 working days from the 12th on, three of them over by the 14th
  expect((await read(w.as.owner)).month).toMatchObject({ from: '2026-01-01', to: '2026-01-31', through: '2026-01-14', share: 0.2 });
  await house.call(w.as.owner, 'PUT', `/api/w/${w.id}/calendar/2026-01-13`, { kind: 'off' });
  expect((await read(w.as.owner)).month.share).toBeCloseTo(2 / 14, 12);
  await house.call(w.as.owner, 'DELETE', `/api/w/${w.id}/calendar/2026-01-13`);
});

test('plan and fact: today does not count yet, last month no more, and the miss is divided', async () => {
  const inputs = {
    unit: 'money',
    sales: assumed(10_000_000),
    cheque: assumed(1_000_000),
    leadToDeal: null,
    leadToQualified: assumed(0.4),
    qualifiedToDeal: assumed(0.25),
    visitToLead: null,
    repeatDeals: null,
    unaidedDeals: null,
    price: { ...assumed(10_000), of: 'lead' },
  };
  await house.call(w.as.owner, 'POST', `/api/w/${w.id}/plan/versions`, { inputs, reason: '', effectiveFrom: '2026-01-01', expectedVersion: 0 });
  await lead('2025-12-31', 'qualified');
  for (let i = 0; i < 17; i++) await lead('2026-01-12', i < 6 ? 'qualified' : 'rejected');
  await won(await lead('2026-01-13', 'qualified'), '2026-01-14', 1_500_000);
  await lead('2026-01-15', 'qualified');
  await spent('2026-01-14', 180_000, 39_600);

  const today = await read(w.as.owner);
  // 100 leads, 40 qualified, 10 deals, 10,000,000 and a budget of 1,000,000 a month; a fifth of it is due
  expect(figure(today, 'leads')).toMatchObject({ fact: 18, plan: 100, toDate: 20, pace: 0.9, band: 'behind' });
  expect(figure(today, 'qualified')).toMatchObject({ fact: 7, plan: 40, toDate: 8, band: 'behind' });
  expect(figure(today, 'deals')).toMatchObject({ fact: 1, plan: 10, toDate: 2, band: 'early' });
  expect(figure(today, 'revenue')).toMatchObject({ fact: 1_500_000, plan: 10_000_000, toDate: 2_000_000, band: 'bad' });
  expect(figure(today, 'spend')).toMatchObject({ fact: 180_000, plan: 1_000_000, toDate: 200_000, band: 'good' });
  expect(figure(today, 'leads')!.days).toHaveLength(60);
  expect(figure(today, 'leads')!.days.slice(-3)).toEqual([17, 1, 0]);
  expect(today.miss!.total).toBeCloseTo(-500_000, 3);
  expect(today.miss!.parts.reduce((sum, p) => sum + p.value, 0)).toBeCloseTo(-500_000, 3);
  expect(today.progress.filter((s) => s.done).map((s) => s.step)).toEqual(['plan', 'leads', 'costs', 'people']);
});

test('a firm that cannot recover VAT spends gross', async () => {
  await house.owner.query('update workspace set vat_recoverable = false where id = $1', [w.id]);
  expect(figure(await read(w.as.owner), 'spend')!.fact).toBe(219_600);
  await house.owner.query('update workspace set vat_recoverable = true where id = $1', [w.id]);
});

test('everybody sees their part: sales leads, the head of sales deals too, a contractor nothing', async () => {
  const metrics = async (who: Caller) => (await read(who)).figures.map((f) => [f.metric, f.plan === null ? null : Math.round(f.plan)]);
  expect(await metrics(w.as.sales)).toEqual([
    ['leads', null],
    ['qualified', null],
  ]);
  expect(await metrics(w.as.head_of_sales)).toEqual([
    ['leads', 100],
    ['qualified', 40],
    ['deals', 10],
  ]);
  expect((await metrics(w.as.marketer)).length).toBe(5);
  expect(await read(w.as.head_of_sales)).toMatchObject({ miss: { of: 'deals' }, progress: [], imports: [] });
  expect((await house.call(w.as.contractor, 'GET', `/api/w/${w.id}/today`)).status).toBe(403);
});

test('on the first of a month the one that has just ended is looked at, whole', async () => {
  const key = await w.key(['today.read', 'plan.read', 'money.read']);
  house.clock.now = new Date('2026-01-31T21:30:00Z'); // 1 February in Moscow
  const today = await read(key);
  expect(today.month).toEqual({ from: '2026-01-01', to: '2026-01-31', through: '2026-01-31', share: 1 });
  expect(figure(today, 'leads')).toMatchObject({ fact: 19, toDate: 100, band: 'bad' });
  house.clock.now = new Date('2026-01-15T09:00:00Z');
});

test('a step that leaves no trace is ticked by hand, again and again without harm', async () => {
  const fresh = await house.workspace('Ticks', 'MarkOfTicks');
  for (const step of ['verdicts', 'verdicts', 'people'])
    expect((await house.call(fresh.as.owner, 'PUT', `/api/w/${fresh.id}/today/steps/${step}`)).status).toBe(204);
  const done = (await read(fresh.as.owner, fresh)).progress.filter((s) => s.done).map((s) => s.step);
  expect(done).toEqual(['verdicts', 'people']);
  expect((await house.call(fresh.as.owner, 'PUT', `/api/w/${fresh.id}/today/steps/plan`)).status).toBe(400);
  expect((await read(w.as.owner)).progress.find((s) => s.step === 'verdicts')?.done).toBe(false);
});

test('files with bad rows, questions or a refusal wait here; clean and undone ones do not', async () => {
  const file = (name: string, status: string, bad: number) =>
    house.owner.query(
      `insert into import (workspace_id, id, kind, file_name, file_key, file_size, file_sha256, status, rows_bad) values ($1, $2, 'leads', $3, $4, 1, '', $5, $6)`,
      [w.id, newId(), name, newId(), status, bad],
    );
  await file('clean.csv', 'done', 0);
  await file('bad.csv', 'done', 2);
  await file('asks.csv', 'waiting', 0);
  await file('refused.xlsx', 'refused', 0);
  await file('undone.csv', 'undone', 2);
  await file('running.csv', 'running', 7);
  expect((await read(w.as.owner)).imports.map((i) => [i.fileName, i.badRows]).sort()).toEqual([
    ['asks.csv', 0],
    ['bad.csv', 2],
    ['refused.xlsx', 0],
  ]);
});
