import fs from 'node:fs';
import { createWorkspace } from '../../src/accounts/actions.ts';
import { insertKey } from '../../src/accounts/queries/keys.ts';
import { insertPerson } from '../../src/accounts/queries/people.ts';
import { tasks } from '../../src/app.ts';
import type { ImportView } from '../../src/imports/contract.ts';
import { buildApp } from '../../src/main.ts';
import { keyPermissions, permissions } from '../../src/permissions.ts';
import { actAs, openPool, within } from '../../src/platform/db.ts';
import { newId } from '../../src/platform/ids.ts';
import { startJobs } from '../../src/platform/jobs.ts';
import type { Scope } from '../../src/platform/scope.ts';
import { hashOf, newSecret } from '../../src/platform/secrets.ts';
import type { Bench } from '../verify.ts';

/** Leads and won deals by origin, as the data say; '' is the origin nobody wrote down. */
const byOrigin: Record<string, [leads: number, won: number]> = {
  organic_search: [1263, 118],
  paid_search: [786, 83],
  social: [617, 32],
  unknown: [593, 78],
  email: [275, 6],
  direct_traffic: [266, 29],
  referral: [148, 6],
  other: [91, 1],
  display: [72, 2],
  other_publicities: [36, 2],
  '': [24, 5],
};
const files = ['mql_until_2018-02.csv', 'closed_deals_until_2018-02.csv'] as const;

/** A marketing funnel in two files, by the command line and through the server, with its queue. */
export async function verifyOlist(bench: Bench): Promise<void> {
  bench.title('leads_olist, as otdel import does');
  const scope = await bench.workspace('BRL');
  for (const file of files) {
    const done = await bench.importFile(scope, bench.data('leads_olist', file));
    bench.expect(`${file}: bad rows`, 0, done.rows_bad);
  }
  await figures(bench, scope);

  bench.title('leads_olist, as the interface does: uploaded over HTTP, run by the queue');
  await figures(bench, await throughServer(bench));
}

async function figures({ ask, expect }: Bench, { workspaceId }: Scope): Promise<void> {
  const rows = await ask<{ origin: string; leads: number; won: number }>(
    `select coalesce(s.channel_name, '') as origin, sum(r.leads)::int as leads, sum(r.lead_won)::int as won
     from result_day r left join source s on s.workspace_id = r.workspace_id and s.id = r.source_id
     where r.workspace_id = $1 and r.basis = 'cohort' group by 1`,
    [workspaceId],
  );
  const got = new Map(rows.map((row) => [row.origin, [row.leads, row.won]]));
  for (const [origin, figures] of Object.entries(byOrigin)) expect(`${origin || '(empty)'}: leads, won`, figures, got.get(origin) ?? null);
  expect('origins', Object.keys(byOrigin).length, got.size);
  const sum = (n: 0 | 1) => [...got.values()].reduce((all, row) => all + row[n]!, 0);
  expect('leads', 4171, sum(0));
  expect('won', 362, sum(1));
  expect('conversion, %', 8.679, Number(((sum(1) / sum(0)) * 100).toFixed(3)));
  const [days] = await ask<{ median: number; mean: number; quick: number }>(
    `select percentile_cont(0.5) within group (order by outcome_on - day) as median, round(avg(outcome_on - day), 4)::float8 as mean,
       (count(*) filter (where outcome_on - day <= 30))::int as quick
     from lead where workspace_id = $1 and outcome = 'won'`,
    [workspaceId],
  );
  expect('days to close: median, mean, up to 30', [22, 71.4972, 200], [days!.median, days!.mean, days!.quick]);
}

async function throughServer({ house, data, expect }: Bench): Promise<Scope> {
  const { deps } = house;
  const app = await buildApp(deps);
  const pool = openPool(house.owner, () => {});
  const runner = await startJobs(pool, deps, tasks, new Set(permissions), deps.log);
  const secret = `otdel_${newSecret()}`;
  const scope = await deps.db.transaction().execute(async (trx) => {
    const id = newId();
    await insertPerson(trx, { id, name: 'Verify', email: 'verify@example.com', language: 'en' });
    await actAs(trx, id);
    const made = await createWorkspace(trx, deps, id, { name: 'Over HTTP', currency: 'BRL', timeZone: 'Europe/Moscow', country: 'RU', mode: 'leads' });
    const key = { id: newId(), name: 'verify', prefix: secret.slice(0, 12), key_hash: hashOf(secret), permissions: [...keyPermissions], created_by: id };
    await insertKey(trx, made, { ...key, created_at: deps.clock() });
    return made;
  });
  const base = `/api/w/${scope.workspaceId}/imports`;
  const ask = async (method: 'GET' | 'POST', url: string, payload?: object | Buffer, headers: Record<string, string> = {}): Promise<ImportView> =>
    (await app.inject({ method, url, ...(payload ? { payload } : {}), headers: { authorization: `Bearer ${secret}`, ...headers } })).json();
  try {
    for (const file of files) {
      const boundary = 'verify';
      const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file}"\r\n\r\n`;
      const body = Buffer.concat([Buffer.from(head), fs.readFileSync(data('leads_olist', file)), Buffer.from(`\r\n--${boundary}--\r\n`)]);
      const view = await ask('POST', base, body, { 'content-type': `multipart/form-data; boundary=${boundary}` });
      await ask('POST', `${base}/${view.id}/start`, { version: view.version });
      let done = view;
      for (const until = Date.now() + 120_000; done.status !== 'done' && done.status !== 'failed' && Date.now() < until; ) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        done = await ask('GET', `${base}/${view.id}`);
      }
      expect(`${file}: status, bad rows`, ['done', 0], [done.status, done.progress.bad]);
    }
    const again = await within(deps.db, scope, (trx) =>
      trx
        .selectFrom('import')
        .select(({ fn }) => fn.countAll().as('n'))
        .where('workspace_id', '=', scope.workspaceId)
        .executeTakeFirstOrThrow(),
    );
    expect('imports in the history', files.length, again.n);
  } finally {
    await runner.stop();
    await pool.end();
    await app.close();
  }
  return scope;
}
