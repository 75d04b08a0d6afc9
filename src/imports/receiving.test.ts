import { afterAll, beforeAll, expect, test } from 'vitest';
import { xlsxFile } from '../platform/tables/write.ts';
import { type TestApp, testApp } from '../platform/testing/app.ts';
import { importer, uploadTo } from '../platform/testing/imports.ts';

let t: TestApp;
let i: ReturnType<typeof importer>;
beforeAll(async () => {
  t = await testApp();
  i = importer(t, t.a);
});
afterAll(() => t.close());

const russian = 'Дата обращения;ФИО;Телефон;Канал\n13.02.2026;Ёжикова Анна;8 916 123-45-67;Яндекс\n14.02.2026;Щукин Пётр;8 916 123-45-68;Яндекс\n';
const cp1251 = (text: string): Buffer =>
  Buffer.from([...text].map((c) => (c === 'Ё' ? 0xa8 : c === 'ё' ? 0xb8 : c >= 'А' && c <= 'я' ? c.charCodeAt(0) - 0x350 : c.charCodeAt(0))));

test('the same list in any encoding and delimiter is read alike', async () => {
  const texts = [
    Buffer.from(russian),
    Buffer.from(`\ufeff${russian}`),
    cp1251(russian),
    Buffer.from(`\ufeff${russian}`, 'utf16le'),
    Buffer.from(russian.replaceAll(';', '\t').replaceAll('\n', '\r\n')),
    Buffer.from(russian.replaceAll(';', ',')),
    await xlsxFile(
      russian
        .trim()
        .split('\n')
        .map((row) => row.split(';')),
      'Лист',
    ),
  ];
  for (const content of texts) {
    const view = await i.upload(content);
    expect(view).toMatchObject({ kind: 'leads', ready: true, refusal: null, progress: { total: 2 }, sampled: { rows: 2, bad: 0 } });
    expect(view.columns.map((c) => c.field)).toEqual(['createdAt', 'name', 'phone', 'channel']);
    expect(view.preview[0]!.cells.map((c) => c.read ?? c.text)).toEqual(['2026-02-12T21:00:00.000Z', 'Ёжикова Анна', '+79161234567', 'Яндекс']);
  }
});

test('a start is refused until every question is answered, and the answers are remembered for the next file with this header', async () => {
  const file = (day: string) => `when;tel;spent on them\n${day}/04/2026;8 916 123-45-67;x\n04/05/2026;8 916 123-45-68;y\n`;
  const view = await i.upload(file('03'));
  expect(view).toMatchObject({ remembered: false, ready: false });
  const refused = await i.call('POST', `/${view.id}/start`, { version: view.version });
  expect(refused).toMatchObject({ status: 409, body: { code: 'conflict', details: { reason: 'questions_open' } } });
  const mapped = await i.change(view, { kind: 'leads', columns: ['createdAt', 'phone', 'comment'] });
  expect(mapped.questions.filter((q) => q.required).map((q) => [q.code, q.options])).toEqual([['date_order', ['dmy', 'mdy']]]);
  const answered = await i.change(mapped, { answers: { dateOrder: 'mdy' } });
  expect(answered).toMatchObject({ ready: true });
  expect(answered.preview[0]!.cells[0]!.read).toBe('2026-03-03T21:00:00.000Z');
  expect((await i.call('PATCH', `/${view.id}`, { version: view.version, kind: 'deals' })).status).toBe(409);
  await i.start(answered);
  expect((await i.run(view.id)).progress.created).toBe(2);

  const next = await i.upload(file('05'));
  expect(next).toMatchObject({ remembered: true, ready: true, kind: 'leads', answers: { dateOrder: 'mdy' } });
  expect(next.columns.map((c) => c.field)).toEqual(['createdAt', 'phone', 'comment']);
  const b = await uploadTo(t, `/api/w/${t.b.id}/imports`, t.b.as.marketer, 'file.csv', file('05'));
  expect(b.body).toMatchObject({ remembered: false, ready: false });
});

test('money of another currency waits for its rate and is kept in both', async () => {
  const view = await i.upload('Day,Campaign,Currency code,Cost,Impr.\n2026-02-13,A,USD,10.50,100\n2026-02-13,B,EUR,1.00,100\n2026-02-14,A,JPY,300,5\n');
  expect(view).toMatchObject({ kind: 'costs', format: 'google_ads', ready: false });
  expect(view.questions.find((q) => q.code === 'rate')).toMatchObject({ values: ['EUR', 'JPY', 'USD'], required: true });
  const half = await i.change(view, { answers: { rates: { USD: 90, EUR: 100 } } });
  expect(half.ready).toBe(false);
  await i.start(await i.change(half, { answers: { rates: { USD: 90, EUR: 100, JPY: 0.6 } } }));
  expect((await i.run(view.id)).sums.sort((a, b) => a.currency.localeCompare(b.currency))).toEqual([
    { currency: 'EUR', minor: 100 },
    { currency: 'JPY', minor: 300 },
    { currency: 'USD', minor: 1050 },
  ]);
  const { rows } = await t.owner.query(
    `select net_minor, original_minor, original_currency from cost where workspace_id = $1 and import_id = $2 order by original_currency`,
    [t.a.id, view.id],
  );
  expect(rows.map((r) => [r.net_minor, r.original_minor, r.original_currency])).toEqual([
    [10_000, 100, 'EUR'],
    [18_000, 300, 'JPY'],
    [94_500, 1050, 'USD'],
  ]);
});

test('a file that holds nothing to take is refused with the reason, and another kind can be said', async () => {
  for (const [content, code] of [
    ['Campaign,Cost,Currency code\nA,10,RUB\nB,20,RUB\n', 'no_period'],
    ['Week,Campaign,Cost,Currency code\n2026-W07,A,10,RUB\n', 'long_periods'],
    ['Дата;Канал;Телефон\n', 'no_rows'],
  ]) {
    const view = await i.upload(content!);
    expect([view.status, view.refusal?.code, view.ready]).toEqual(['refused', code, false]);
    expect((await i.call('POST', `/${view.id}/start`, { version: view.version })).body).toMatchObject({ details: { reason: code } });
  }
  const refused = await i.upload('Campaign,Cost,Currency code\nA,10,RUB\n');
  const deals = await i.change(refused, { kind: 'deals', columns: ['name', 'amount', 'currency'] });
  expect(deals).toMatchObject({ status: 'waiting', kind: 'deals', refusal: null });
  expect((await i.call('DELETE', `/${refused.id}`)).status).toBe(204);
  expect((await i.call('GET', `/${refused.id}`)).status).toBe(404);
});

test('what is no table is refused at the door and leaves nothing behind', async () => {
  const before = (await i.call('GET', '')).body;
  for (const [content, reason] of [
    [Buffer.from('%PDF-1.7 …'), 'binary'],
    [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), 'old_excel'],
    [Buffer.from('PK\x03\x04 not a workbook at all'), 'xlsx_broken'],
    [Buffer.from(Array.from({ length: 4000 }, (_, n) => n % 7)), 'binary'],
  ] as const) {
    const answer = await uploadTo(t, i.base, t.a.as.marketer, 'x.csv', content);
    expect([answer.status, answer.body]).toMatchObject([422, { code: 'unreadable_file', details: { reason } }]);
  }
  expect((await i.call('GET', '')).body).toEqual(before);
});

test('hostile text stays text: formulas, NUL, half a surrogate, a cell of a megabyte', async () => {
  const head = 'ID лида;Дата создания;Имя;Комментарий';
  const rows = [
    `h1;13.02.2026;=HYPERLINK("http://x");@SUM(1)`,
    `h2;13.02.2026;A\0B;nul`,
    `h3;13.02.2026;big;${'x'.repeat(1_000_000)}`,
    `h4;13.02.2026;"an open quote;and more`,
    `h5;13.02.2026;') drop table lead --;<img src=x onerror=alert(1)>`,
  ];
  const done = await i.whole([head, ...rows].join('\n'));
  expect(done.progress).toMatchObject({ read: 5, created: 3, bad: 2 });
  const { rows: names } = await t.owner.query(`select name from lead where workspace_id = $1 and import_id = $2 order by external_id`, [t.a.id, done.id]);
  expect(names.map((r) => r.name)).toEqual(['=HYPERLINK("http://x")', 'AB', "') drop table lead --"]);
  const { body } = await i.call('GET', `/${done.id}/faults`);
  expect((body as { rows: { line: number; faults: { code: string }[] }[] }).rows.map((r) => [r.line, r.faults[0]!.code])).toEqual([
    [4, 'cell_too_long'],
    [5, 'broken_quotes'],
  ]);
  const file = await i.call('GET', `/${done.id}/faults/download?language=ru`);
  expect(file.text).not.toMatch(/(^|[;\n])[=@]/);
});

test('of a workbook the sheet can be chosen', async () => {
  const { default: write } = await import('write-excel-file/node');
  const sheet = (rows: string[][]) => rows.map((row) => row.map((value) => ({ value, type: String })));
  const one = [
    ['Дата', 'Канал', 'Телефон'],
    ['13.02.2026', 'A', '8 916 123-45-67'],
  ];
  const two = [
    ['Сделка', 'Бюджет, ₽', 'Этап сделки'],
    ['Кровля', '1000', 'Успешно'],
  ];
  const book = await write([
    { data: sheet(one), sheet: 'Лиды' },
    { data: sheet(two), sheet: 'Сделки' },
  ] as never).toBuffer();
  const view = await i.upload(book, 'book.xlsx');
  expect(view).toMatchObject({ sheets: ['Лиды', 'Сделки'], sheet: 'Лиды', kind: 'leads' });
  const other = await i.change(view, { sheet: 'Сделки' });
  expect(other).toMatchObject({ sheet: 'Сделки', kind: 'deals' });
  await i.start(other);
  expect(await i.run(view.id)).toMatchObject({ kind: 'deals', progress: { created: 1 } });
});
