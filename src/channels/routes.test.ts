import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { upsertDeals, upsertLeads } from '../leads/actions.ts';
import type { DealRow, LeadRow } from '../leads/domain/rows.ts';
import { within } from '../platform/db.ts';
import { type Caller, jobScope, type TestApp, type TestWorkspace, testApp } from '../platform/testing/app.ts';
import { costRow, dealRow, leadRow } from '../platform/testing/facts.ts';
import { upsertCosts } from './actions.ts';
import type { ChannelReport, Channel as ChannelRow, ChannelVerdicts, DrillMetric, listChannelRows, ThresholdSetting } from './contract.ts';
import type { CostRow } from './domain/cost-row.ts';

let t: TestApp;
let w: TestWorkspace;
beforeAll(async () => {
  t = await testApp();
  w = t.a;
  await seed(w);
});
afterAll(() => t.close());

const lead = (fields: Parameters<typeof leadRow>[0]) => leadRow({ externalId: fields.key, name: `=${fields.key}`, ...fields });
const date = (n: number) => new Date(Date.UTC(2025, 9, 1 + n)).toISOString().slice(0, 10);

/** Ninety days of a good, a bad, a tiny and a free channel, leads of unknown origin, deals without leads, without amounts, with and without margins. */
async function seed({ id }: { id: string }): Promise<void> {
  const good = { source: 'yandex', medium: 'cpc', campaign: 'good' };
  const bad = { source: 'vk', medium: 'cpc', campaign: 'bad' };
  const tiny = { source: 'google', medium: 'cpc', campaign: 'tiny' };
  const leads: LeadRow[] = [];
  const deals: DealRow[] = [];
  const costs: CostRow[] = [];
  for (let n = 0; n < 90; n++) {
    const on = `${date(n)}T09:00:00Z`;
    const judged = (i: number) =>
      i % 3 === 0
        ? { judgement: 'qualified' as const }
        : i % 3 === 1
          ? { judgement: 'rejected' as const, rejectReason: 'price' }
          : i % 11 === 2
            ? { judgement: 'invalid' as const, rejectReason: 'spam' }
            : {};
    for (let i = 0; i < 2; i++) leads.push(lead({ key: `g${n}-${i}`, createdAt: on, ...good, campaign: i ? 'good 2' : 'good', ...judged(n + i) }));
    if (n % 2 === 0)
      leads.push(lead({ key: `b${n}`, createdAt: on, ...bad, ...(n % 20 === 0 ? judged(0) : { judgement: 'rejected' as const, rejectReason: 'region' }) }));
    if (n % 40 === 0) leads.push(lead({ key: `t${n}`, createdAt: on, ...tiny }));
    if (n % 3 === 0)
      leads.push(lead({ key: `o${n}`, createdAt: on, source: 'yandex', medium: 'organic', ...judged(n / 3) }), lead({ key: `u${n}`, createdAt: on }));
    costs.push(
      costRow({ key: `cg${n}`, day: date(n), ...good, amountMinor: 300_000, impressions: 1000, clicks: 20 }),
      costRow({ key: `cb${n}`, day: date(n), ...bad, amountMinor: 400_000, clicks: 30 }),
    );
    if (n % 10 === 0)
      costs.push(costRow({ key: `ct${n}`, day: date(n), ...tiny, amountMinor: 50_000 }), costRow({ key: `cu${n}`, day: date(n), amountMinor: 7_000 }));
    if (n % 3 === 0)
      deals.push(
        dealRow({
          key: `d${n}`,
          leadExternalId: `g${n}-0`,
          closedAt: date(n + 12),
          amountMinor: n % 9 ? 5_000_033 : null,
          marginMinor: n % 2 ? 2_000_000 : null,
        }),
      );
    if (n % 30 === 0)
      deals.push(
        dealRow({ key: `e${n}`, leadExternalId: `g${n}-0`, closedAt: date(n + 20), amountMinor: 100_001 }),
        dealRow({ key: `f${n}`, closedAt: date(n), amountMinor: 250_000 }),
      );
    if (n % 7 === 0) deals.push(dealRow({ key: `l${n}`, leadExternalId: `g${n}-1`, closedAt: date(n + 5), status: 'lost' }));
  }
  await within(t.deps.db, jobScope(id), async (trx) => {
    await upsertLeads(trx, jobScope(id), leads);
    await upsertDeals(trx, jobScope(id), deals, { currency: 'RUB' });
    await upsertCosts(trx, jobScope(id), costs, { currency: 'RUB', vatRate: 22 });
  });
}

async function get<T>(caller: Caller, path: string, id = w.id): Promise<T> {
  const answer = await t.call(caller, 'GET', `/api/w/${id}${path}`);
  expect({ path, status: answer.status, text: answer.status === 200 ? '' : answer.text }).toEqual({ path, status: 200, text: '' });
  return answer.body as T;
}
type Rows = z.output<(typeof listChannelRows)['response']>;
const owner = () => w.as.owner;
const period = 'from=2025-10-20&to=2025-12-18';

test.each(['cohort', 'cash'])('every number of the table (%s) equals the rows behind it', { timeout: 60_000 }, async (basis) => {
  for (const vat of [true, false]) {
    await t.owner.query('update workspace set vat_recoverable = $2 where id = $1', [w.id, vat]);
    const report = await get<ChannelReport>(owner(), `/channels/report?${period}&basis=${basis}`);
    const lines = [...report.rows.map((r) => ({ id: r.id as string | null, figures: r.now.figures })), { id: null, figures: report.total.now.figures }];
    expect(lines.length).toBeGreaterThan(10);
    for (const { id, figures } of lines) {
      const cells: Record<DrillMetric, number | null> = { ...figures, revenue: figures.revenueMinor, margin: figures.marginMinor, cost: figures.costMinor };
      for (const metric of [
        'leads',
        'valid',
        'judged',
        'qualified',
        'deals',
        'priced',
        'customers',
        'revenue',
        'margin',
        'cost',
        'impressions',
        'clicks',
      ] as const) {
        const { sum } = await get<Rows>(
          owner(),
          `/channels/rows?${period}&basis=${basis}&metric=${metric}&limit=1${id === null ? '' : `&row=${encodeURIComponent(id)}`}`,
        );
        expect({ id, metric, sum }).toEqual({ id, metric, sum: cells[metric] ?? 0 });
      }
    }
  }
  await t.owner.query('update workspace set vat_recoverable = true where id = $1', [w.id]);
});

test('levels add up, unattributed is always a row, ratios come from sums', async () => {
  const { rows, total } = await get<ChannelReport>(owner(), `/channels/report?${period}&compareFrom=2025-10-01&compareTo=2025-10-19`);
  const sum = (level: string, pick: (f: (typeof rows)[number]['now']['figures']) => number | null) =>
    rows.filter((r) => r.level === level || r.level === 'unattributed').reduce((s, r) => s + (pick(r.now.figures) ?? 0), 0);
  for (const level of ['channel', 'tool', 'campaign']) {
    expect(sum(level, (f) => f.leads)).toBe(total.now.figures.leads);
    expect(sum(level, (f) => f.revenueMinor)).toBe(total.now.figures.revenueMinor);
    expect(sum(level, (f) => f.costMinor)).toBe(total.now.figures.costMinor);
  }
  expect(rows.at(-1)).toMatchObject({ id: 'unattributed', level: 'unattributed', now: { figures: { costMinor: 42_000 } } });
  expect(rows.every((r) => r.before !== null) && total.before).toBeTruthy();
  const { figures: f, ratios } = total.now;
  expect(ratios.cpl).toBeCloseTo(f.costMinor! / f.leads!);
  expect(ratios.romi_margin).toBeCloseTo((f.marginMinor! - f.costMinor!) / f.costMinor!);
  const organic = rows.find((r) => r.code === 'organic_search')!;
  expect([organic.now.figures.costMinor, organic.now.figures.impressions, organic.now.ratios.cpl, organic.now.figures.visits]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

test('what a workspace has no data of is null, never 0', async () => {
  const b = t.b;
  const at = jobScope(b.id);
  const empty = await get<ChannelReport>(b.as.owner, `/channels/report?${period}`, b.id);
  expect(empty).toMatchObject({ dataFrom: null, dataTo: null });
  expect(empty.rows.map((r) => r.id)).toEqual(['unattributed']);
  expect(Object.values(empty.total.now.figures).every((v) => v === null)).toBe(true);
  await within(t.deps.db, at, async (trx) => {
    await upsertLeads(trx, at, [lead({ key: 'x', channel: 'Content Syndication ', createdAt: '2025-11-01' })]);
    await upsertDeals(trx, at, [dealRow({ key: 'y', leadExternalId: 'x', closedAt: '2025-11-03' })], { currency: 'RUB' });
    await upsertCosts(trx, at, [costRow({ key: 'z', day: '2025-11-01', channel: 'paid-content-syndication', amountMinor: 100 })], {
      currency: 'RUB',
      vatRate: 22,
    });
  });
  const { rows } = await get<ChannelReport>(b.as.owner, `/channels/report?${period}`, b.id);
  const [spent, led] = [rows.find((r) => r.name === 'paid-content-syndication')!, rows.find((r) => r.name === 'Content Syndication')!];
  expect(led.now.figures).toMatchObject({ leads: 1, judged: null, qualified: null, deals: 1, priced: 0, revenueMinor: null, costMinor: null });
  expect(spent.now.figures).toMatchObject({ leads: 0, qualified: null, deals: 0, revenueMinor: 0, costMinor: 100 });

  // the two are one: said once, it holds for files to come, and can be taken back exactly
  const before = await get<ChannelRow[]>(b.as.owner, '/channels', b.id);
  const [suggestion] = await get<{ fromId: string; intoId: string }[]>(b.as.owner, '/channels/suggestions', b.id);
  expect([suggestion!.fromId, suggestion!.intoId].sort()).toEqual([spent.channelId, led.channelId].sort());
  const post = (path: string, body: unknown) => t.call(b.as.owner, 'POST', `/api/w/${b.id}${path}`, body);
  const merged = await post('/channels/merge', { fromId: spent.channelId, intoId: led.channelId });
  expect(merged.body).toMatchObject({ id: led.channelId, sources: 2, aliases: [{ key: 'paid content syndication', name: 'paid-content-syndication' }] });
  await within(t.deps.db, at, (trx) =>
    upsertCosts(trx, at, [costRow({ key: 'z2', day: '2025-11-02', channel: 'Paid Content Syndication', amountMinor: 50 })], { currency: 'RUB', vatRate: 22 }),
  );
  const one = (await get<ChannelReport>(b.as.owner, `/channels/report?${period}`, b.id)).rows.filter((r) => r.level === 'channel');
  expect(one.map((r) => [r.name, r.now.figures.leads, r.now.figures.costMinor])).toEqual([['Content Syndication', 1, 150]]);
  expect((await post('/channels/merge', { fromId: spent.channelId, intoId: led.channelId })).status).toBe(404);
  expect((await post('/channels/split', { key: 'paid content syndication' })).status).toBe(200);
  const after = await get<ChannelRow[]>(b.as.owner, '/channels', b.id);
  expect(after.map(({ sources: _, version: __, ...c }) => c)).toEqual(before.map(({ sources: _, version: __, ...c }) => c));
  expect((await post('/channels/split', { key: 'paid content syndication' })).status).toBe(404);
  const change = (body: unknown) => t.call(b.as.owner, 'PATCH', `/api/w/${b.id}/channels/${led.channelId}`, body);
  expect((await change({ version: 1, name: 'Partners', brand: true })).body).toMatchObject({ name: 'Partners', brand: true, version: 2 });
  expect((await change({ version: 1, name: 'Late' })).status).toBe(409);
});

test('who may not see money gets counts and nothing else', async () => {
  const head = w.as.head_of_sales;
  const { money, rows, total } = await get<ChannelReport>(head, `/channels/report?${period}`);
  expect(money).toBe(false);
  for (const { now } of [...rows, total]) {
    expect([
      now.figures.costMinor,
      now.figures.revenueMinor,
      now.figures.marginMinor,
      now.ratios.cpl,
      now.ratios.romi_margin,
      now.ratios.average_check,
    ]).toEqual(Array(6).fill(null));
  }
  expect(total.now.figures.qualified).toBeGreaterThan(0);
  const deals = await get<Rows>(head, `/channels/rows?${period}&metric=deals`);
  expect(deals.count).toBeGreaterThan(5);
  expect(deals.rows.every((r) => r.kind === 'deal' && r.amountMinor === null && r.marginMinor === null)).toBe(true);
  for (const metric of ['cost', 'revenue', 'margin'])
    expect((await t.call(head, 'GET', `/api/w/${w.id}/channels/rows?${period}&metric=${metric}`)).status).toBe(403);
  expect((await t.call(head, 'GET', `/api/w/${w.id}/channels/verdicts?${period}`)).status).toBe(403);
  const file = await t.call(head, 'GET', `/api/w/${w.id}/channels/export?${period}&format=csv`);
  expect(file.text).toContain('Leads');
  expect(file.text).not.toContain('Cost');
  const blind = await w.key(['channels.read']);
  const leads = await get<Rows>(blind, `/channels/rows?${period}&metric=leads`);
  expect(leads.rows.every((r) => r.kind === 'lead' && r.name === null && r.company === null)).toBe(true);
});

test('pages of the rows behind a number neither repeat nor miss', async () => {
  const seen: string[] = [];
  let cursor = '';
  for (;;) {
    const page = await get<Rows>(owner(), `/channels/rows?${period}&metric=leads&limit=37${cursor && `&cursor=${cursor}`}`);
    seen.push(...page.rows.map((r) => r.id));
    if (!page.nextCursor) {
      expect(seen.length).toBe(page.count);
      break;
    }
    cursor = page.nextCursor;
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect((await t.call(owner(), 'GET', `/api/w/${w.id}/channels/rows?${period}&metric=leads&row=nothing`)).status).toBe(404);
});

test('verdicts: the good channel stays or grows, the bad one goes, the tiny one waits', async () => {
  const query = 'from=2025-10-01&to=2025-12-31';
  const { verdicts, first, company } = await get<ChannelVerdicts>(owner(), `/channels/verdicts?${query}`);
  const { rows } = await get<ChannelReport>(owner(), `/channels/report?${query}`);
  expect(verdicts.map((v) => v.id).sort()).toEqual(
    rows
      .filter((r) => r.level !== 'unattributed')
      .map((r) => r.id)
      .sort(),
  );
  const of = (campaign: string) => verdicts.find((v) => v.id === rows.find((r) => r.name === campaign && r.level === 'campaign')!.id)!;
  expect(['keep', 'strengthen']).toContain(of('good').verdict);
  expect(['drop', 'fix']).toContain(of('bad').verdict);
  expect(of('bad').reasons.length).toBeGreaterThan(0);
  expect(of('tiny')).toMatchObject({ verdict: 'not_enough_data' });
  const social = rows.find((r) => r.code === 'paid_social')!.id;
  expect(first).toContain(social);
  expect(first.filter((id) => id.startsWith(`${social}/`))).toEqual([]);
  expect(company.spendMinor).toBe((await get<ChannelReport>(owner(), `/channels/report?${query}`)).total.now.figures.costMinor);
});

test('thresholds are settings: changed, refused when stale, put back', async () => {
  const put = (body: unknown, as: Caller = owner()) => t.call(as, 'PUT', `/api/w/${w.id}/channels/thresholds`, body);
  const start = await get<z.output<typeof ThresholdSetting>>(owner(), '/channels/thresholds');
  expect(start).toMatchObject({ version: 0, values: start.defaults });
  const strict = { ...start.values, hintEvents: 100_000 };
  expect((await put({ version: 0, values: strict })).body).toMatchObject({ version: 1, values: { hintEvents: 100_000 } });
  expect((await put({ version: 0, values: strict })).status).toBe(409);
  const { verdicts } = await get<ChannelVerdicts>(owner(), '/channels/verdicts?from=2025-10-01&to=2025-12-31');
  expect(verdicts.filter((v) => v.verdict === 'strengthen')).toEqual([]);
  expect((await put({ version: 1, values: null })).body).toMatchObject({ version: 2, values: start.defaults });
  expect((await put({ version: 2, values: { ...strict, minMaturity: 7 } })).status).toBe(400);
  expect((await put({ version: 2, values: null }, w.as.head_of_sales)).status).toBe(403);
});

test('the file holds the table, and no text in it is a formula', async () => {
  const at = jobScope(w.id);
  await within(t.deps.db, at, (trx) => upsertLeads(trx, at, [lead({ key: 'evil', channel: '=cmd|calc', createdAt: '2025-11-02' })]));
  const csv = await t.call(owner(), 'GET', `/api/w/${w.id}/channels/export?${period}&format=csv&language=ru`);
  expect(csv.text).toContain(`'=cmd|calc`);
  expect(csv.text).toContain('Расходы, RUB, без НДС');
  expect(csv.text.trim().split('\r\n').length).toBe((await get<ChannelReport>(owner(), `/channels/report?${period}`)).rows.length + 2);
  const xlsx = await t.app.inject({ url: `/api/w/${w.id}/channels/export?${period}&format=xlsx`, headers: owner().headers });
  expect(xlsx.rawPayload.subarray(0, 2).toString()).toBe('PK');
  await within(t.deps.db, at, (trx) => sql`delete from lead where workspace_id = ${w.id} and key = 'evil'`.execute(trx));
});
