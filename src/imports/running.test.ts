import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkRollUps } from '../leads/actions.ts';
import { within } from '../platform/db.ts';
import { type TestApp, testApp } from '../platform/testing/app.ts';
import { factsHash, importer } from '../platform/testing/imports.ts';
import { runImport } from './actions/run.ts';
import { runUndo } from './actions/undo.ts';
import { resumeImports } from './jobs.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

const many = 9_300; // three batches
const leadsFile = (rows: number, from = 1, status = 'Новый') =>
  ['ID лида;Дата создания;Телефон;utm_source;utm_campaign;Статус'].concat(Array.from({ length: rows }, (_, i) => leadLine(from + i, status))).join('\n');
const leadLine = (n: number, status: string) =>
  `${n};${n % 100 === 0 ? 32 : 1 + (n % 28)}.0${1 + (n % 9)}.2026;8 916 ${String(1000000 + n)};src${n % 7};c${n % 11};${status}`;
const costsFile = (days: string[], clicks = 3) =>
  ['Дата;Источник;Кампания;Расход, ₽;Клики'].concat(days.flatMap((d) => ['A', 'B', 'A'].map((c) => `${d};yandex;${c};100,50;${clicks}`))).join('\n');

const count = async (table: string, workspaceId: string): Promise<number> =>
  (await t.owner.query(`select count(*) as n from ${table} where workspace_id = $1`, [workspaceId])).rows[0].n;
const crash = new Error('killed');

test('an import that is killed again and again ends with exact totals and no duplicates', async () => {
  const w = await t.workspace('Kill', 'MarkKill');
  const i = importer(t, w);
  const view = await i.start(await i.upload(leadsFile(many)));
  for (let kill = 0; kill < 2; kill++) {
    await expect(
      runImport(t.deps, w.scope, view.id, () => {
        throw crash;
      }),
    ).rejects.toBe(crash);
    const at = await i.read(view.id);
    expect(at.status).toBe('running');
    expect(at.progress.created).toBe(await count('lead', w.id));
    expect(at.progress.read).toBeGreaterThan(0);
  }
  const done = await i.run(view.id);
  expect(done).toMatchObject({
    status: 'done',
    progress: { read: many, total: many, created: many - 93, updated: 0, unchanged: 0, repeated: 0, skipped: 0, bad: 93 },
  });
  expect(await count('lead', w.id)).toBe(many - 93);
  expect(await count('import_fault', w.id)).toBe(93);
  expect(await within(t.deps.db, w.scope, (trx) => checkRollUps(trx, w.scope))).toEqual({
    result_day: 0,
    result_month: 0,
    rejection_day: 0,
    closing_age: 0,
    cost_month: 0,
  });
});

test('two runs of one import at once do no harm', async () => {
  const w = await t.workspace('Twice', 'MarkTwice');
  const i = importer(t, w);
  const view = await i.start(await i.upload(leadsFile(many)));
  await Promise.all([runImport(t.deps, w.scope, view.id), runImport(t.deps, w.scope, view.id)]);
  expect((await i.read(view.id)).progress).toMatchObject({ read: many, created: many - 93, bad: 93 });
});

test('what a dead process left is put back into the queue', async () => {
  const w = await t.workspace('Dead', 'MarkDead');
  const i = importer(t, w);
  const view = await i.start(await i.upload(leadsFile(10)));
  await t.owner.query('delete from graphile_worker._private_jobs');
  const { default: pg } = await import('pg');
  const pool = new pg.Pool(t.ownerConfig);
  const watch = await resumeImports({ ...t.deps, db: {} as never }, pool);
  watch.stop();
  const { rows } = await pool.query(`select payload ->> 'payload' as payload, key from graphile_worker._private_jobs where key = $1`, [`import ${view.id}`]);
  await pool.end();
  expect(rows).toEqual([{ payload: JSON.stringify({ id: view.id }).replace(':', ' : '), key: `import ${view.id}` }]);
});

test('the same file again changes nothing, whatever its kind', async () => {
  const w = await t.workspace('Again', 'MarkAgain');
  const i = importer(t, w);
  const deals =
    'ID сделки;ID лида;Бюджет, ₽;Этап сделки;Дата создания;Дата закрытия\n1;5;1000;Успешно;01.03.2026;05.03.2026\n2;6;;Проиграна;02.03.2026;\n1;5;1000;Успешно;01.03.2026;05.03.2026';
  const nameless = 'Дата;Канал\n13.02.2026;Выставка\n13.02.2026;Выставка\n14.02.2026;Выставка';
  for (const [content, say, created, repeated] of [
    [leadsFile(40), undefined, 40, 0],
    [`${leadsFile(40)}\n${leadLine(7, 'Отказ')}`, undefined, 0, 1],
    [deals, undefined, 2, 1],
    [nameless, { kind: 'leads' }, 3, 0],
    [costsFile(['01.02.2026', '02.02.2026', '15.02.2026']), { answers: { vat: 'net' } }, 6, 3],
  ] as const) {
    const first = await i.whole(content, say);
    expect(first.progress).toMatchObject({ created, updated: 0, repeated, bad: 0 });
    const before = await factsHash(t, w.id);
    const second = await i.upload(content);
    expect(second.same?.id).toBe(first.id);
    const again = await i.start(second).then(() => i.run(second.id));
    expect(again.progress).toMatchObject({ created: 0, updated: 0, repeated, bad: 0 });
    expect(again.sums).toEqual(first.sums);
    expect(await factsHash(t, w.id)).toBe(before);
  }
});

test('costs of one day and source are one fact wherever in the file they stand; a later export replaces them, undo brings them back', async () => {
  const w = await t.workspace('Costs', 'MarkCosts');
  const i = importer(t, w);
  const net = { answers: { vat: 'net' } };
  const first = await i.whole(costsFile(['01.02.2026', '15.02.2026']), net);
  expect(first).toMatchObject({ sums: [{ currency: 'RUB', minor: 60300 }], progress: { created: 4, repeated: 2 } });
  const state = await factsHash(t, w.id);
  const second = await i.whole(costsFile(['15.02.2026', '16.02.2026'], 4), net);
  expect(second.progress).toMatchObject({ created: 2, updated: 2, repeated: 2 });
  const undone = await i.undo(second.id);
  expect(undone.status).toBe('undone');
  expect(await factsHash(t, w.id)).toBe(state);
  // killed when the rows were counted, and again when the facts were written
  const facts = await i.start(await i.upload(costsFile(Array.from({ length: 28 }, (_, d) => `${d + 1}.03.2026`))));
  for (let calls = 1; calls <= 2; calls++) {
    let left = 1;
    await expect(
      runImport(t.deps, w.scope, facts.id, () => {
        if (--left === 0) throw crash;
      }),
    ).rejects.toBe(crash);
  }
  expect(await count('cost', w.id)).toBe(4 + 56);
  expect((await i.run(facts.id)).progress).toMatchObject({ read: 84, created: 56, repeated: 28 });
  const { rows } = await t.owner.query(`select sum(net_minor) as net, sum(clicks) as clicks from cost where workspace_id = $1 and day >= '2026-03-01'`, [w.id]);
  expect(rows).toEqual([{ net: 844200, clicks: 252 }]);
});

test('an undo restores the state before, also of imports that overlap, in any order, killed in the middle', async () => {
  for (const order of [
    [0, 1],
    [1, 0],
  ]) {
    const w = await t.workspace('Undo', `MarkUndo${order[0]}`);
    const i = importer(t, w);
    const empty = await factsHash(t, w.id);
    const first = await i.whole(leadsFile(5_000));
    const middle = await factsHash(t, w.id);
    const second = await i.whole(leadsFile(5_000, 2_500, 'Квалифицирован'));
    expect(second.progress).toMatchObject({ created: 2475, updated: 2475 });
    const ids = [first.id, second.id];
    await t.call(w.as.marketer, 'POST', `${i.base}/${ids[order[0]!]}/undo`);
    await expect(
      runUndo(t.deps, w.scope, ids[order[0]!]!, () => {
        throw crash;
      }),
    ).rejects.toBe(crash);
    await runUndo(t.deps, w.scope, ids[order[0]!]!);
    if (order[0] === 1) expect(await factsHash(t, w.id)).toBe(middle);
    await i.undo(ids[order[1]!]!);
    expect(await factsHash(t, w.id)).toBe(empty);
    expect(await count('lead', w.id)).toBe(0);
    expect(await count('import_change', w.id)).toBe(0);
    expect((await i.call('POST', `/${first.id}/undo`)).status).toBe(409);
  }
});

test('an import under way can be taken back; one that is already back is not run again', async () => {
  const w = await t.workspace('Stop', 'MarkStop');
  const i = importer(t, w);
  const view = await i.start(await i.upload(leadsFile(many)));
  let asked = false;
  await runImport(t.deps, w.scope, view.id, async () => {
    if (!asked) expect((await i.call('POST', `/${view.id}/undo`)).status).toBe(200);
    asked = true;
  });
  expect((await i.read(view.id)).status).toBe('undoing');
  await runUndo(t.deps, w.scope, view.id);
  expect(await count('lead', w.id)).toBe(0);
  expect((await i.run(view.id)).status).toBe('undone');
});

test('a lost connection is waited out', async () => {
  const w = await t.workspace('Lost', 'MarkLost');
  const i = importer(t, w);
  const view = await i.start(await i.upload(leadsFile(many)));
  let cut = false;
  const done = await i.run(view.id, async () => {
    if (cut) return;
    cut = true;
    await t.owner.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()');
  });
  expect(done).toMatchObject({ status: 'done', progress: { read: many, created: many - 93, bad: 93 } });
});

test('no other workspace sees or touches an import', async () => {
  const a = importer(t, t.a);
  const view = await a.whole(leadsFile(100));
  const stranger = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown) =>
    t.call(t.b.as.owner, method, `/api/w/${t.b.id}/imports/${view.id}${path}`, body);
  for (const answer of [
    await stranger('GET', ''),
    await stranger('PATCH', '', { version: view.version }),
    await stranger('POST', '/start', { version: view.version }),
    await stranger('POST', '/undo'),
    await stranger('DELETE', ''),
    await stranger('GET', '/faults'),
    await stranger('PATCH', '/faults/101', { cells: ['x'] }),
    await stranger('DELETE', '/faults'),
    await stranger('GET', '/faults/download'),
  ])
    expect([answer.status, answer.text.includes('7916')]).toEqual([404, false]);
  expect((await t.call(t.a.as.sales, 'GET', `${a.base}/${view.id}`)).status).toBe(403);
  expect((await t.call(t.b.as.owner, 'GET', `/api/w/${t.b.id}/imports`)).body).toEqual({ rows: [], nextCursor: null });
});
