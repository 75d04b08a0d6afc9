import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { channelReport } from '../src/channels/actions/report.ts';
import { judgeChannels } from '../src/channels/actions/verdicts.ts';
import { resolveSources } from '../src/channels/actions.ts';
import { rebuildRollUps } from '../src/leads/actions.ts';
import { openHouse } from '../src/main.ts';
import { permissions } from '../src/permissions.ts';
import { readConfig } from '../src/platform/config.ts';
import { within } from '../src/platform/db.ts';
import { newId } from '../src/platform/ids.ts';
import { openLog } from '../src/platform/log.ts';
import { mintScope, type Scope } from '../src/platform/scope.ts';

const CAMPAIGNS = 200;
const DAYS = 730;
const FIRST = '2024-12-01';
const LAST = '2026-11-30';
const RUNS = 40;

/** The channel table and the verdicts over `leads` leads and two years of daily costs of 200 campaigns; the baseline is the bare sum over the same leads. */
export async function benchReport(leads: number, say: (line: string) => void): Promise<void> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'otdel-bench-'));
  const house = await openHouse(readConfig({ OTDEL_DATA: path.join(dir, 'data') }), openLog('warn'), () => {});
  const { db } = house.deps;
  const owner = new pg.Client(house.owner);
  await owner.connect();
  try {
    const workspaceId = newId();
    await owner.query(`insert into workspace (id, name, currency, time_zone, country) values ($1, 'Bench', 'RUB', 'Europe/Moscow', 'RU')`, [workspaceId]);
    const scope = mintScope({ workspaceId, personId: null, role: null, actor: 'command', can: new Set(permissions) });
    await within(db, scope, (trx) => resolveSources(trx, scope, campaigns()));
    await fill(owner, scope, leads);
    await within(db, scope, (trx) => rebuildRollUps(trx, scope));
    await owner.query('vacuum analyze lead, deal, cost, result_day, result_month, cost_month, rejection_day, closing_age, source, channel');

    const bare = await times(() =>
      within(db, scope, (trx) =>
        sql`select source_id, count(*), count(*) filter (where judgement = 'qualified') from lead where workspace_id = ${workspaceId} group by 1`.execute(trx),
      ),
    );
    const year = await times(() => within(db, scope, (trx) => channelReport(trx, scope, { from: '2025-12-01', to: LAST, basis: 'cohort' })));
    const compared = await times(() =>
      within(db, scope, (trx) => channelReport(trx, scope, { from: '2025-12-01', to: LAST, compareFrom: FIRST, compareTo: '2025-11-30', basis: 'cash' })),
    );
    const quarter = await times(() => within(db, scope, (trx) => judgeChannels(trx, scope, '2026-09-01', LAST, new Date(`${LAST}T12:00:00Z`))));
    const judgedYear = await times(() => within(db, scope, (trx) => judgeChannels(trx, scope, '2025-12-01', LAST, new Date(`${LAST}T12:00:00Z`))));
    const line = (name: string, t: Times) =>
      say(`  ${name}: p50 ${t.p50.toFixed(0)} ms, p95 ${t.p95.toFixed(0)} ms, ${(bare.p50 / t.p50).toFixed(1)} times as fast as the bare sum`);
    say(`${leads.toLocaleString('en')} leads, ${CAMPAIGNS} campaigns, ${DAYS} days of daily costs, ${RUNS} runs each:`);
    say(`  bare SQL sum of the leads by source: p50 ${bare.p50.toFixed(0)} ms, p95 ${bare.p95.toFixed(0)} ms`);
    line('channel table of a year', year);
    line('channel table of a year with the year before, cash basis', compared);
    line(`verdicts of a quarter, ${CAMPAIGNS} campaigns`, quarter);
    line(`verdicts of a year, ${CAMPAIGNS} campaigns`, judgedYear);
  } finally {
    await owner.end();
    await house.close();
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

const campaigns = () =>
  Array.from({ length: CAMPAIGNS }, (_, i) => ({
    channel: null,
    source: ['yandex', 'google', 'vk', 'avito', 'telegram', '2gis', 'mytarget', 'partner'][i % 8]!,
    medium: 'cpc',
    campaign: `campaign ${i}`,
    content: null,
    term: null,
  }));

/** Facts straight into the tables, the roll-ups by a recount afterwards: how they are written is the other bench's matter. */
async function fill(owner: pg.Client, { workspaceId }: Scope, leads: number): Promise<void> {
  await owner.query('begin');
  await owner.query('alter table lead disable trigger user');
  await owner.query('alter table deal disable trigger user');
  await owner.query(
    `insert into lead (workspace_id, id, received_at, day, source_id, name, phone, email, judgement, judged_on, reject_reason, first_won_on, key)
     select $1, gen_random_uuid(), d + interval '12 hours', d, s.id, 'Name ' || i, '+7900' || lpad(i::text, 7, '0'), 'm' || i || '@example.com',
       j, case when j <> 'unjudged' then d end, case when j = 'rejected' then (array['price', 'region', 'no_need', 'no_budget'])[1 + i % 4] end,
       case when i % 12 = 0 then d + (i % 60)::int end, 'k' || i
     from generate_series(1, $2) i
     cross join lateral (select date '${FIRST}' + (i % ${DAYS})::int as d, (array['unjudged', 'qualified', 'rejected'])[1 + (i * 7) % 3] as j) x
     join (select id, row_number() over (order by key) - 1 as n from source where workspace_id = $1) s on s.n = (i * 31 + i / ${DAYS}) % ${CAMPAIGNS}`,
    [workspaceId, leads],
  );
  await owner.query(
    `insert into deal (workspace_id, id, lead_id, source_id, cohort_on, amount_minor, status, opened_on, closed_on, key)
     select workspace_id, gen_random_uuid(), id, source_id, day, 5000000 + abs(hashtext(key)) % 1000 * 1000, 'won', day, first_won_on, key
     from lead where workspace_id = $1 and first_won_on is not null`,
    [workspaceId],
  );
  await owner.query(
    `insert into cost (workspace_id, id, day, source_id, platform, net_minor, vat_minor, impressions, clicks, key)
     select $1, gen_random_uuid(), date '${FIRST}' + d, s.id, 'bench', 100000 + d * 37 % 5000, 22000, 1000, 30, s.id || ' ' || d
     from generate_series(0, ${DAYS - 1}) d cross join source s where s.workspace_id = $1`,
    [workspaceId],
  );
  await owner.query('alter table lead enable trigger user');
  await owner.query('alter table deal enable trigger user');
  await owner.query('commit');
}

type Times = { p50: number; p95: number };
async function times(run: () => Promise<unknown>): Promise<Times> {
  const found: number[] = [];
  for (let i = -3; i < RUNS; i++) {
    const from = performance.now();
    await run();
    if (i >= 0) found.push(performance.now() - from);
  }
  found.sort((a, b) => a - b);
  return { p50: found[Math.floor(RUNS * 0.5)]!, p95: found[Math.floor(RUNS * 0.95)]! };
}

if (process.argv[1] === import.meta.filename) await benchReport(Number(process.argv[2] ?? 1_000_000), (line) => process.stdout.write(`${line}\n`));
