import { afterAll, beforeAll, expect, test } from 'vitest';
import { within } from '../platform/db.ts';
import { type TestApp, testApp } from '../platform/testing/app.ts';
import { upsertDeals, upsertLeads } from './actions.ts';
import type { DealRow, LeadRow } from './domain/rows.ts';

let t: TestApp;
const lead = (n: number, change: Partial<LeadRow> = {}): LeadRow => ({
  key: `l${n}`,
  externalId: `crm-${n}`,
  createdAt: `2026-03-${String((n % 28) + 1).padStart(2, '0')}T09:00:00.000Z`,
  name: `Имя ${n}`,
  phone: `+7901000${String(n).padStart(4, '0')}`,
  email: `p${n}@example.com`,
  company: null,
  channel: n % 3 === 0 ? null : 'Директ',
  source: null,
  medium: null,
  campaign: null,
  content: null,
  term: null,
  landing: null,
  selfReported: null,
  status: null,
  judgement: 'unjudged',
  rejectReason: null,
  comment: null,
  clickIds: null,
  ...change,
});
const deal: DealRow = {
  key: 'd',
  externalId: 'd',
  leadExternalId: 'crm-7',
  phone: null,
  email: null,
  name: 'Кровля',
  amountMinor: 1_000_00,
  currency: null,
  marginMinor: null,
  status: 'won',
  openedAt: '2026-03-09T00:00:00.000Z',
  closedAt: '2026-03-20T00:00:00.000Z',
  lostReason: null,
  product: null,
  company: null,
};

beforeAll(async () => {
  t = await testApp();
  await within(t.deps.db, t.a.scope, async (trx) => {
    const odd = lead(500, { name: '=1+1', company: 'ООО «100%_Кровля»', judgement: 'rejected', rejectReason: 'no_budget', email: 'Odd@example.com' });
    await upsertLeads(trx, t.a.scope, [...Array.from({ length: 250 }, (_, i) => lead(i)), odd]);
    await upsertDeals(trx, t.a.scope, [deal], { currency: 'RUB' });
  });
});
afterAll(() => t.close());

type Page = { rows: { id: string; name: string | null; phone: string | null; day: string }[]; nextCursor: string | null };
const get = async (path: string, as = t.a.as.marketer) =>
  (await t.call(as, 'GET', `/api/w/${t.a.id}${path}`)) as { status: number; body: unknown; text: string };
const page = async (query: string, as = t.a.as.marketer) => (await get(`/leads?${query}`, as)).body as Page;

test('pages joined together are every lead once, newest first', async () => {
  const seen: Page['rows'] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const next: Page = await page(`limit=40${cursor ? `&cursor=${cursor}` : ''}`);
    seen.push(...next.rows);
    cursor = next.nextCursor;
  }
  expect(new Set(seen.map((r) => r.id)).size).toBe(251);
  expect(seen.map((r) => r.day)).toEqual(
    seen
      .map((r) => r.day)
      .sort()
      .reverse(),
  );
});

test('a cursor of somebody else’s making is refused', async () => {
  expect((await get('/leads?cursor=eyJ4IjoxfQ')).status).toBe(400);
  expect((await get('/leads?cursor=%00%ff')).status).toBe(400);
});

test('search finds a phone however it is written, a part of a name, a company with wildcards in it', async () => {
  for (const text of ['+7 (901) 000-00-42', '8 901 000 0042', '9010000042', '000-00-42']) {
    expect((await page(`search=${encodeURIComponent(text)}`)).rows.map((r) => r.phone)).toEqual(['+79010000042']);
  }
  expect((await page(`search=${encodeURIComponent('имя 249')}`)).rows).toHaveLength(1);
  expect((await page(`search=${encodeURIComponent('100%_')}`)).rows).toHaveLength(1);
  expect((await page(`search=${encodeURIComponent('10__%')}`)).rows).toHaveLength(0);
});

test('filters narrow the list', async () => {
  expect((await page('judgement=rejected&limit=500')).rows).toHaveLength(1);
  expect((await page('outcome=won&limit=500')).rows).toHaveLength(1);
  expect((await page('unattributed=true&limit=500')).rows).toHaveLength(84);
  expect((await page('from=2026-03-05&to=2026-03-05&limit=500')).rows.every((r) => r.day === '2026-03-05')).toBe(true);
});

test('a key without contacts gets none by list, card, search or export', async () => {
  const key = await t.a.key(['leads.read']);
  const { rows } = await page('limit=5', key);
  expect(rows.map((r) => [r.name, r.phone])).toEqual(rows.map(() => [null, null]));
  expect((await get(`/leads/${rows[0]!.id}`, key)).text).not.toMatch(/example\.com|\+7901|Имя/);
  expect((await get('/leads?search=9010000042', key)).status).toBe(403);
  expect((await get('/leads/export?format=csv', key)).text).not.toMatch(/example\.com|\+7901|Имя/);
  expect((await get('/deals', key)).text).not.toMatch(/Кровля|100000/);
});

test('the card shows the deals of the lead and where it came from', async () => {
  const { rows } = await page(`search=${encodeURIComponent('+79010000007')}`);
  const { body } = await get(`/leads/${rows[0]!.id}`);
  expect(body).toMatchObject({ externalId: 'crm-7', source: { channel: 'Директ' }, outcome: 'won', deals: [{ amountMinor: 100_000, status: 'won' }] });
  expect((await t.call(t.b.as.owner, 'GET', `/api/w/${t.b.id}/leads/${rows[0]!.id}`)).status).toBe(404);
});

test('an export is safe to open and holds every row', async () => {
  const { text } = await get('/leads/export?format=csv&language=ru');
  expect(text.trim().split('\r\n')).toHaveLength(252);
  expect(text).not.toMatch(/(^|;)"?[=+@]/m);
});
