import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHANNELS } from '../../demo/channels.ts';
import { eraseWorkspaceTask } from '../accounts/jobs.ts';
import { newId } from '../platform/ids.ts';
import { type Caller, jobScope, type TestApp, testApp } from '../platform/testing/app.ts';

let house: TestApp;
beforeAll(async () => {
  house = await testApp();
  house.clock.now = new Date('2026-06-20T09:00:00.000Z');
});
afterAll(() => house.close());

type Made = { workspaceId: string; created: boolean };
const make = async (who: Caller) => (await house.call(who, 'POST', '/api/demo')).body as Made;
const demosOf = async (who: Caller) =>
  (
    await house.owner.query<{ id: string }>(`select w.id from workspace w join member m on m.workspace_id = w.id where m.person_id = $1 and w.demo`, [who.id])
  ).rows.map((r) => r.id);

/** Rows of every table with a workspace, by table. */
async function countsOf(workspaceId: string): Promise<Record<string, number>> {
  const { rows: tables } = await house.owner.query<{ name: string; key: string }>(`
    select table_name as name, case table_name when 'workspace' then 'id' else 'workspace_id' end as key from information_schema.columns
    where table_schema = 'public' and (column_name = 'workspace_id' or (table_name = 'workspace' and column_name = 'id')) order by 1`);
  const counts: Record<string, number> = {};
  for (const { name, key } of tables) {
    const { rows } = await house.owner.query<{ n: number }>(`select count(*)::int as n from ${name} where ${key} = $1`, [workspaceId]);
    counts[name] = rows[0]!.n;
  }
  return counts;
}

describe('the demo company', () => {
  let annas = '';

  test('is a whole company: fourteen months, a plan for this month, settings, and the person is its owner', { timeout: 60_000 }, async () => {
    const who = await house.person('Анна', 'anna@demo.test');
    const made = await make(who);
    annas = made.workspaceId;
    expect(made.created).toBe(true);
    const counts = await countsOf(made.workspaceId);
    expect(counts).toMatchObject({ workspace: 1, member: 1, plan_version: 1, channel: expect.any(Number) });
    expect(counts.lead).toBeGreaterThan(5_500);
    expect(counts.deal).toBeGreaterThan(1_500);
    expect(counts.cost).toBeGreaterThan(4_000);
    expect(counts.channel).toBeGreaterThanOrEqual(12);
    const { rows } = await house.owner.query('select name, demo, currency, cycle_p90_days, required_romi from workspace where id = $1', [made.workspaceId]);
    expect(rows[0]).toMatchObject({ demo: true, currency: 'RUB', cycle_p90_days: 75, required_romi: 0.5, name: expect.stringContaining('демо') });

    // what the generator knows of its channels is what the product finds out
    const period = 'from=2026-03-23&to=2026-06-20';
    const { verdicts } = (await house.call(who, 'GET', `/api/w/${made.workspaceId}/channels/verdicts?${period}`)).body as {
      verdicts: { id: string; verdict: string }[];
    };
    const report = (await house.call(who, 'GET', `/api/w/${made.workspaceId}/channels/report?${period}`)).body as {
      rows: { id: string; level: string; name: string; brand: boolean }[];
    };
    const verdictOf = (key: string) => {
      const row = report.rows.find((r) => r.level === 'channel' && r.name === CHANNELS.find((c) => c.key === key)?.name.ru);
      return verdicts.find((v) => v.id === row?.id)?.verdict;
    };
    expect({ social: verdictOf('social'), maps: verdictOf('maps'), brand: verdictOf('brand'), search: verdictOf('search') }).toEqual({
      social: 'drop',
      maps: 'strengthen',
      brand: 'keep',
      search: 'keep', // cheap on average, saturated at the margin
    });

    const today = (await house.call(who, 'GET', `/api/w/${made.workspaceId}/today`)).body as {
      hasPlan: boolean;
      figures: { metric: string; fact: number; pace: number }[];
    };
    expect(today.hasPlan).toBe(true);
    for (const { fact, pace } of today.figures) {
      expect(fact).toBeGreaterThan(0);
      expect(pace).toBeGreaterThan(0.4);
      expect(pace).toBeLessThan(2.5);
    }
  });

  test('asked for twice at once it is one; asked for again it is the same', { timeout: 60_000 }, async () => {
    const who = await house.person('Борис', 'boris@demo.test');
    const [one, two] = await Promise.all([make(who), make(who)]);
    expect(one.workspaceId).toBe(two.workspaceId);
    expect([one.created, two.created].sort()).toEqual([false, true]);
    expect(await make(who)).toEqual({ workspaceId: one.workspaceId, created: false });
    expect(await demosOf(who)).toEqual([one.workspaceId]);
  });

  test('speaks the language of the person', { timeout: 60_000 }, async () => {
    const who = await house.person('Carol', 'carol@demo.test');
    await house.owner.query(`update person set language = 'en' where id = $1`, [who.id]);
    const { workspaceId } = await make(who);
    const { rows } = await house.owner.query<{ name: string; currency: string; cyrillic: number }>(
      `select name, currency, (select count(*)::int from lead where workspace_id = w.id and name ~ '[а-я]') as cyrillic from workspace w where id = $1`,
      [workspaceId],
    );
    expect(rows[0]).toMatchObject({ currency: 'GBP', cyrillic: 0, name: expect.stringContaining('demo') });
  });

  test('goes without a trace, with its files, and nothing of anybody else goes with it', { timeout: 60_000 }, async () => {
    const who = await house.person('Дарья', 'darya@demo.test');
    const { workspaceId } = await make(who);
    const file = await house.deps.files.take(new URL(import.meta.url).pathname);
    await house.owner.query(
      `insert into import (workspace_id, id, kind, file_name, file_key, file_size, file_sha256, status) values ($1, $2, 'leads', 'a.csv', $3, 1, '', 'done')`,
      [workspaceId, newId(), file.key],
    );
    const others = async () => [await countsOf(annas), await countsOf(house.a.id), (await house.owner.query('select count(*)::int from person')).rows[0]];
    const before = await others();

    expect((await house.call(who, 'DELETE', `/api/w/${workspaceId}/demo`)).status).toBe(204);
    expect((await house.call(who, 'GET', `/api/w/${workspaceId}/today`)).status).toBe(404); // out of reach at once
    await eraseWorkspaceTask.run(house.deps, jobScope(workspaceId), {} as never);

    expect(new Set(Object.values(await countsOf(workspaceId)))).toEqual(new Set([0]));
    expect(fs.existsSync(file.path)).toBe(false);
    expect(await others()).toEqual(before);
    expect((await make(who)).created).toBe(true);
  });

  test('a real company is never removed this way, not even by its owner', async () => {
    const real = await house.workspace('Real', 'MarkOfReal');
    const before = await countsOf(real.id);
    const answer = await house.call(real.as.owner, 'DELETE', `/api/w/${real.id}/demo`);
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ details: { reason: 'not_demo' } });
    expect(await countsOf(real.id)).toEqual(before);
  });

  test('a crash in the middle leaves nothing behind', { timeout: 60_000 }, async () => {
    const who = await house.person('Жанна', 'zhanna@demo.test');
    const { total } = (await house.owner.query('select count(*)::int as total from lead')).rows[0];
    // the connection dies at the very last write of the loading
    await house.owner.query(`create function crash() returns trigger language plpgsql security definer as
      $$ begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(5); return new; end $$`);
    await house.owner.query('create trigger crash before insert on plan_version execute function crash()');
    const failed = await house.call(who, 'POST', '/api/demo');
    await house.owner.query('drop trigger crash on plan_version');
    expect(failed.status).toBe(503);
    expect(await demosOf(who)).toEqual([]);
    expect((await house.owner.query('select count(*)::int as total from lead')).rows[0].total).toBe(total);
  });
});
