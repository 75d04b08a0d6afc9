import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobScope, type TestApp, testApp } from '../../platform/testing/app.ts';
import { eraseWorkspaceTask } from '../jobs.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());
const at = (path: string, id = t.a.id) => `/api/w/${id}${path}`;
const patch = (body: unknown, who = t.a.as.owner) => t.call(who, 'PATCH', at('/settings'), body);

describe('settings', () => {
  test('are changed by version; who comes second gets the current ones, and of twenty at once one succeeds', async () => {
    const first = await patch({ version: 1, name: 'Альфа', grossMargin: 0.42, targetCacMinor: 1_500_000 });
    expect(first.body).toMatchObject({ name: 'Альфа', grossMargin: 0.42, targetCacMinor: 1_500_000, version: 2 });
    const late = await patch({ version: 1, name: 'Бета' });
    expect([late.status, late.body]).toMatchObject([409, { code: 'stale', details: { current: { name: 'Альфа', version: 2 } } }]);
    const race = await Promise.all(Array.from({ length: 20 }, (_, i) => patch({ version: 2, name: `Альфа ${i}` })));
    expect(race.map((a) => a.status).sort()).toEqual([200, ...Array(19).fill(409)]);
    const winner = race.find((a) => a.status === 200)!.body as { name: string };
    expect((await t.call(t.a.as.sales, 'GET', at('/settings'))).body).toMatchObject({ name: winner.name, version: 3 });
  });

  test('what was changed, from what to what, is in the book', async () => {
    await patch({ version: 3, name: 'Альфа', requiredRomi: 0.5 });
    const { entries } = (await t.call(t.a.as.owner, 'GET', at('/audit?limit=1'))).body as { entries: unknown[] };
    expect(entries).toMatchObject([
      {
        action: 'updateSettings',
        actor: 'person',
        personId: t.a.as.owner.id,
        entity: 'workspace',
        before: { requiredRomi: 0 },
        after: { name: 'Альфа', requiredRomi: 0.5 },
      },
    ]);
  });

  test.each([
    [{ cycleMedianDays: 80 }, 'cycleP90Days'],
    [{ vatRate: 101 }, 'vatRate'],
    [{ grossMargin: 0 }, 'grossMargin'],
    [{ targetCacMinor: 0.5 }, 'targetCacMinor'],
    [{ timeZone: '+03:00' }, 'timeZone'],
    [{ currency: 'rub' }, 'currency'],
    [{ name: ' ' }, 'name'],
  ])('%j is refused, and the field named', async (body, field) => {
    const answer = await patch({ version: 4, ...body });
    expect([answer.status, answer.body]).toMatchObject([400, { code: 'invalid', details: { issues: [{ path: field }] } }]);
  });

  test('unknown fields are not written: the demo mark and the id are not for the outside', async () => {
    const answer = await patch({ version: 4, demo: true, id: t.b.id, removed_at: '2020-01-01' });
    expect(answer.body).toMatchObject({ demo: false, id: t.a.id });
  });

  test('currency and time zone are free until there are facts in them', async () => {
    const now = (await t.call(t.a.as.owner, 'GET', at('/settings'))).body as { version: number };
    const moved = (await patch({ version: now.version, currency: 'KZT', timeZone: 'Asia/Almaty' })).body as { version: number };
    await t.owner.query(`insert into cost (workspace_id, id, day, net_minor, key) values ($1, gen_random_uuid(), '2026-01-01', 100, 'k')`, [t.a.id]);
    expect((await patch({ version: moved.version, currency: 'RUB' })).body).toMatchObject({ code: 'conflict', details: { reason: 'has_data' } });
    expect((await patch({ version: moved.version, timeZone: 'Europe/Moscow' })).status).toBe(409);
    expect((await patch({ version: moved.version, currency: 'KZT', name: 'Альфа' })).body).toMatchObject({ hasData: true });
  });
});

describe('calendar', () => {
  type Calendar = {
    basis: string;
    source: string | null;
    workingDays: number;
    days: { day: string; kind: string; usual: string; own: boolean; holiday: string | null; note: string }[];
  };
  const year = async (id: string, who = t.b.as.contractor) => (await t.call(who, 'GET', at('/calendar?year=2026', id))).body as Calendar;

  test('is the production calendar until the workspace says otherwise, and again when it no longer does', async () => {
    const usual = await year(t.b.id);
    expect([usual.basis, usual.workingDays, usual.days.length]).toEqual(['decree', 247, 365]);
    expect((await t.call(t.b.as.head, 'PUT', at('/calendar/2026-01-05', t.b.id), { kind: 'working', note: 'Инвентаризация' })).status).toBe(204);
    const own = await year(t.b.id);
    expect(own.workingDays).toBe(248);
    expect(own.days.find((d) => d.day === '2026-01-05')).toEqual({
      day: '2026-01-05',
      kind: 'working',
      usual: 'off',
      holiday: 'new_year',
      own: true,
      note: 'Инвентаризация',
    });
    expect((await t.call(t.b.as.head, 'DELETE', at('/calendar/2026-01-05', t.b.id))).status).toBe(204);
    expect(await year(t.b.id)).toEqual(usual);
  });

  test('what is no day and no kind is refused', async () => {
    for (const [day, kind] of [
      ['2026-02-30', 'off'],
      ['yesterday', 'off'],
      ['2026-02-03', 'holiday'],
    ]) {
      expect((await t.call(t.b.as.head, 'PUT', at(`/calendar/${day}`, t.b.id), { kind })).status, `${day} ${kind}`).toBe(400);
    }
    expect((await t.call(t.b.as.head, 'GET', at('/calendar?year=soon', t.b.id))).status).toBe(400);
  });
});

describe('audit', () => {
  type Page = { entries: { number: number; action: string; personName: string | null }[]; more: boolean; actions: string[]; people: { name: string }[] };
  const page = async (query: string) => (await t.call(t.b.as.owner, 'GET', at(`/audit?${query}`, t.b.id))).body as Page;

  test('is read page by page, by person and by action, with names', async () => {
    for (let i = 1; i <= 5; i++) await t.call(t.b.as.head, 'PUT', at(`/calendar/2026-03-0${i}`, t.b.id), { kind: 'off' });
    const first = await page('limit=3');
    expect([first.entries.length, first.more, first.entries[0]!.personName]).toEqual([3, true, t.b.as.head.name]);
    const rest = await page(`limit=200&before=${first.entries[2]!.number}`);
    expect(rest.more).toBe(false);
    expect([...first.entries, ...rest.entries].map((e) => e.number)).toEqual([...first.entries, ...rest.entries].map((_, i, all) => all.length - i));
    expect((await page(`person=${t.b.as.owner.id}`)).entries.map((e) => e.action)).toEqual(['createWorkspace']);
    expect((await page('action=setCalendarDay')).entries.every((e) => e.action === 'setCalendarDay')).toBe(true);
    expect([first.actions.includes('setCalendarDay'), first.people.map((p) => p.name)]).toEqual([true, [t.b.as.head.name, t.b.as.owner.name]]);
  });

  test('the chain is whole, also after writers at the same moment, and names the first entry that was tampered with', async () => {
    await Promise.all(Array.from({ length: 15 }, (_, i) => t.call(t.b.as.owner, 'PUT', at(`/calendar/2026-04-${10 + i}`, t.b.id), { kind: 'off' })));
    const verify = async () => (await t.call(t.b.as.owner, 'GET', at('/audit/verify', t.b.id))).body as { entries: number; brokenAt: number | null };
    const whole = await verify();
    expect(whole.brokenAt).toBeNull();
    const tampered = async (change: string, undo: string) => {
      await t.owner.query(change, [t.b.id]);
      const { brokenAt } = await verify();
      await t.owner.query(undo, [t.b.id]);
      return brokenAt;
    };
    expect(
      await tampered(
        `update audit_entry set action = 'x' where workspace_id = $1 and number = 4`,
        `update audit_entry set action = 'setCalendarDay' where workspace_id = $1 and number = 4`,
      ),
    ).toBe(4);
    // a value moved to the next column reads the same when written one after the other
    expect(
      await tampered(
        `update audit_entry set entity = null, entity_id = entity || entity_id where workspace_id = $1 and number = 5`,
        `update audit_entry set entity = 'calendar_day', entity_id = substr(entity_id, 13) where workspace_id = $1 and number = 5`,
      ),
    ).toBe(5);
    await t.owner.query('delete from audit_entry where workspace_id = $1 and number = 7', [t.b.id]);
    expect((await verify()).brokenAt).toBe(8);
  });
});

test('a workspace is removed by its owner who repeats its name: out of reach at once, erased with its files by the job, the others untouched', async () => {
  const w = await t.workspace('Omega', 'MarkOfO');
  const rowsOf = async (id: string) => {
    const { rows } = await t.owner.query(
      `select table_name as name from information_schema.columns where column_name = 'workspace_id' and table_schema = 'public'`,
    );
    let total = 0;
    for (const { name } of rows) total += (await t.owner.query(`select count(*)::int as n from ${name} where workspace_id = $1`, [id])).rows[0].n as number;
    return total;
  };
  const key = await w.key(['workspace.read']);
  await t.owner.query(
    `with lead as (insert into lead (workspace_id, id, received_at, day, key) select $1, gen_random_uuid(), now(), '2026-01-01', 'k' || i from generate_series(1, 20) i returning id)
     insert into deal (workspace_id, id, lead_id, cohort_on, status, amount_minor, closed_on, key) select $1, gen_random_uuid(), id, '2026-01-01', 'won', 100, '2026-01-05', 'k' || id from lead`,
    [w.id],
  );
  const saved = await t.deps.files.take(import.meta.filename);
  await t.owner.query(`insert into import (workspace_id, id, file_name, file_key, file_size, file_sha256) values ($1, gen_random_uuid(), 'a.csv', $2, 1, '')`, [
    w.id,
    saved.key,
  ]);

  const remove = (who: typeof w.as.owner, name: string) => t.call(who, 'POST', at('/remove', w.id), { name });
  expect([(await remove(w.as.head, w.name)).status, (await remove(w.as.owner, 'Omega')).status]).toEqual([403, 400]);
  await eraseWorkspaceTask.run(t.deps, jobScope(w.id), {} as never);
  expect(await rowsOf(w.id), 'the job erases nothing that was not removed').toBeGreaterThan(40);

  const others = await rowsOf(t.b.id);
  expect((await remove(w.as.owner, w.name)).status).toBe(204);
  for (const caller of [w.as.owner, key]) expect([401, 404]).toContain((await t.call(caller, 'GET', at('/settings', w.id))).status);
  expect((await t.call(w.as.owner, 'GET', '/api/session')).body).toMatchObject({ workspaces: [] });
  expect((await t.owner.query(`select count(*)::int as n from graphile_worker.jobs where task_identifier = $1`, [eraseWorkspaceTask.name])).rows).toEqual([
    { n: 1 },
  ]);

  await eraseWorkspaceTask.run(t.deps, jobScope(w.id), {} as never);
  await eraseWorkspaceTask.run(t.deps, jobScope(w.id), {} as never); // a killed job is run again
  expect([await rowsOf(w.id), await rowsOf(t.b.id)]).toEqual([0, others]);
  await expect(import('node:fs').then((fs) => fs.promises.access(saved.path))).rejects.toThrow(/ENOENT/);
});
