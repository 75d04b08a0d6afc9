import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../platform/testing/app.ts';
import { importer } from '../platform/testing/imports.ts';
import type { FaultRow, ImportView } from './contract.ts';

let t: TestApp;
let i: ReturnType<typeof importer>;
beforeAll(async () => {
  t = await testApp();
  i = importer(t, t.a);
});
afterAll(() => t.close());

const file = [
  'ID лида;Дата создания;Телефон;E-mail;Канал',
  'a;13.02.2026;8 916 123-45-01;one@example.com;Яндекс',
  'b;32.02.2026;12;two@example.com;Яндекс',
  '"c";13.02.2026;8 916 123-45-03;"not',
  'a mail";Яндекс',
  'd;;8 916 123-45-04;;Яндекс',
  'e;14.02.2026;8 916 123-45-05;;Яндекс;лишнее',
].join('\n');
type Page = { header: string[]; rows: FaultRow[]; total: number; nextAfter: number | null };
const page = async (view: ImportView, query = '') => (await i.call('GET', `/${view.id}/faults${query}`)).body as Page;

test('bad rows say line, column and value; a corrected one goes in, the counters move', async () => {
  const done = await i.whole(file);
  expect(done.progress).toMatchObject({ read: 5, created: 1, bad: 4 });
  const { rows, header, total } = await page(done);
  expect(total).toBe(4);
  expect(rows.map((row) => [row.line, row.faults.map((f) => [f.column === null ? null : header[f.column], f.code])])).toEqual([
    [
      3,
      [
        ['Дата создания', 'date'],
        ['Телефон', 'phone'],
      ],
    ],
    [4, [['E-mail', 'email']]],
    [6, [['Дата создания', 'missing']]],
    [7, [[null, 'too_many_cells']]],
  ]);
  expect((await page(done, '?limit=2')).nextAfter).toBe(4);
  expect((await page(done, '?limit=2&after=4')).rows.map((row) => row.line)).toEqual([6, 7]);

  const still = await i.call('PATCH', `/${done.id}/faults/3`, { cells: ['b', '28.02.2026', '12', 'two@example.com', 'Яндекс'] });
  expect(still.body).toMatchObject({ row: { line: 3, faults: [{ column: 2, code: 'phone' }] }, progress: { created: 1, bad: 4 } });
  const good = await i.call('PATCH', `/${done.id}/faults/3`, { cells: ['b', '28.02.2026', '8 916 123-45-02', 'two@example.com', 'Яндекс'] });
  expect(good.body).toMatchObject({ row: null, progress: { created: 2, bad: 3, read: 5 } });
  expect((await i.call('PATCH', `/${done.id}/faults/3`, { cells: ['b'] })).status).toBe(404);
  expect((await i.call('DELETE', `/${done.id}/faults/4`)).status).toBe(204);
  expect((await i.read(done.id)).progress).toMatchObject({ bad: 2, skipped: 1 });
  expect((await i.call('DELETE', `/${done.id}/faults`)).status).toBe(204);
  expect((await i.read(done.id)).progress).toMatchObject({ created: 2, bad: 0, skipped: 3 });
  const { rows: leads } = await t.owner.query(`select external_id, import_id from lead where workspace_id = $1 order by external_id`, [t.a.id]);
  expect(leads).toEqual([
    { external_id: 'a', import_id: done.id },
    { external_id: 'b', import_id: done.id },
  ]);
  expect((await i.undo(done.id)).status).toBe('undone');
  expect((await i.call('DELETE', `/${done.id}/faults`)).status).toBe(409);
});

test('the list of bad rows is downloaded, fixed and uploaded: recognised as the file it came from', async () => {
  const header = 'когда;кто;тел';
  const body = '03/04/2026;Анна;8 916 000-00-01\n04/05/2026;Пётр;нет\n05/06/2026;-Олег;и тут нет\n';
  const say = { kind: 'leads', columns: ['createdAt', 'name', 'phone'], answers: { dateOrder: 'dmy' } };
  const done = await i.whole(`${header}\n${body}`, say, 'свои.csv');
  expect(done.progress).toMatchObject({ created: 1, bad: 2 });
  const file = await i.call('GET', `/${done.id}/faults/download?language=ru`);
  expect(file.headers['content-disposition']).toContain(encodeURIComponent('свои строки с ошибками.csv'));
  expect(file.text.split('\r\n')).toEqual([
    '\ufeffкогда;кто;тел;Otdel: строка;Otdel: что не так',
    '04/05/2026;Пётр;нет;3;тел: это не телефонный номер',
    "05/06/2026;'-Олег;и тут нет;4;тел: это не телефонный номер",
    '',
  ]);
  const again = await i.upload(file.text.replace('нет', '8 916 000-00-02').replace('и тут нет', '8 916 000-00-03'));
  expect(again).toMatchObject({ remembered: true, ready: true, kind: 'leads' });
  expect(again.columns.map((c) => c.field)).toEqual(['createdAt', 'name', 'phone', null, null]);
  await i.start(again);
  expect((await i.run(again.id)).progress).toMatchObject({ created: 2, bad: 0 });
  const { rows } = await t.owner.query(`select name from lead where workspace_id = $1 and import_id = $2 order by phone`, [t.a.id, again.id]);
  expect(rows.map((r) => r.name)).toEqual(['Пётр', '-Олег']);
  const english = await i.call('GET', `/${done.id}/faults/download`);
  expect(english.text).toContain('Otdel: line,Otdel: what is wrong');
});

test('a corrected row about nobody in particular is one more lead, a corrected cost is added to its day', async () => {
  const leads = await i.whole('Дата;Канал\n13.03.2026;Выставка\n32.03.2026;Выставка\n', { kind: 'leads' });
  const cells = ['13.03.2026', 'Выставка'];
  expect((await i.call('PATCH', `/${leads.id}/faults/3`, { cells })).body).toMatchObject({ row: null, progress: { created: 2, unchanged: 0 } });
  const costs = await i.whole('Дата;Источник;Расход, ₽\n13.03.2026;vk;100\n32.03.2026;vk;50\n', { answers: { vat: 'net' } });
  expect((await i.call('PATCH', `/${costs.id}/faults/3`, { cells: ['13.03.2026', 'vk', '50'] })).body).toMatchObject({
    row: null,
    progress: { updated: 1, bad: 0 },
  });
  expect((await i.read(costs.id)).sums).toEqual([{ currency: 'RUB', minor: 15_000 }]);
  const { rows } = await t.owner.query(`select net_minor from cost where workspace_id = $1`, [t.a.id]);
  expect(rows).toEqual([{ net_minor: 15_000 }]);
  await i.undo(costs.id);
  expect((await t.owner.query(`select net_minor from cost where workspace_id = $1`, [t.a.id])).rows).toEqual([]);
});

test('a row only the database refuses spoils no other', async () => {
  const long = randomBytes(6_000).toString('base64'); // more than an index can hold, and nothing to compress
  const rows = Array.from({ length: 40 }, (_, n) => `${n === 17 ? long : `x${n}`};13.04.2026;Яндекс`);
  const done = await i.whole(['ID лида;Дата создания;Канал', ...rows].join('\n'));
  expect(done).toMatchObject({ status: 'done', progress: { read: 40, created: 39, bad: 1 } });
  expect((await page(done)).rows.map((row) => [row.line, row.faults[0]!.code])).toEqual([[19, 'refused']]);
});

test('amounts no business has are bad rows, before a conversion and after it: reports, lists and the undo go on', async () => {
  const deals = (amount: string) =>
    `ID;Дата создания;Статус;Сумма;Валюта\nx1;13.02.2026;Выиграна;${amount};RUB\nx2;14.02.2026;Выиграна;100000;USD\nx3;15.02.2026;Выиграна;500;RUB\n`;
  const say = { kind: 'deals', answers: { rates: { USD: 1e9 } } };
  const done = await i.whole(deals('90071992547409,91'), say, 'deals.csv');
  expect(done.progress).toMatchObject({ read: 3, created: 1, bad: 2 });
  expect((await page(done)).rows.map((row) => row.faults.map((f) => f.code))).toEqual([['number_too_large'], ['refused']]);
  const costs = await i.whole(
    'date;utm_source;cost\n2026-02-05;y;90071992547409.91\n2026-02-06;y;90071992547409.91\n2026-02-07;y;10\n',
    { answers: { currency: 'RUB' } },
    'c.csv',
  );
  expect(costs.progress).toMatchObject({ read: 3, created: 1, bad: 2 });
  const report = await t.call(t.a.as.owner, 'GET', `/api/w/${t.a.id}/channels/report?from=2026-01-01&to=2026-12-31`);
  expect(report.body).toMatchObject({ total: { now: { figures: { costMinor: 1_000, revenueMinor: 50_000 } } } });
  expect((await i.call('GET', '')).status).toBe(200);
});
