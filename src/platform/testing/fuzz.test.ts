import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AnyEndpoint, Failure, ofWorkspace, routeOf } from '../endpoint.ts';
import { newId } from '../ids.ts';
import { type Answer, type TestApp, type TestWorkspace, testApp } from './app.ts';
import { junk, misshapen, shaped } from './arbitrary.ts';
import { importer, uploadTo } from './imports.ts';
import { endpointTable, natural } from './matrix.ts';
import { fill, type Named } from './rows.ts';

// safety.md, fuzz: requests made from the contracts. Whatever arrives, the answer is one the contract knows: no 5xx, nothing that hangs, no stack, no SQL.
// Writing comes before reading, so that what the fuzz has left in the tables is read back, and reported on, by every other endpoint.

/** Requests in the right shape and requests in a wrong one, for each endpoint. */
const N = 24;
const SEED = 20260115;
/** Longer than this is a hang (safety.md); the demo company is generated once. */
const HANG_MS = 2_000;
const slow = new Set(['createDemo']);
/** Signs that the inside of the server shows. */
const inside = /\bat .+\.(ts|js):\d+|node_modules|\bselect\b .+ \bfrom\b|insert into|violates|\bpg_|syntax error|duplicate key|ZodError|TypeError|RangeError/i;

type World = { w: TestWorkspace; ids: Named; rows: string[] };
let t: TestApp;
let made = 0;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

/** A workspace with a row everywhere, and imports in every state a path can meet. */
async function world(): Promise<World> {
  const mark = `Fuzz${++made}`;
  const w = await t.workspace(mark, mark);
  const named = new Map(await fill(t, w));
  const files = importer(t, w);
  const done = await files.whole('Дата;Имя;Телефон;Источник;Статус\n05.01.2026;Анна;+7 916 000-00-01;yandex;новый\n31.02.2026;Пётр;1;;\n', {
    answers: { dateOrder: 'dmy' },
  });
  const waiting = await files.upload('date,utm_source,cost\n2026-01-05,google,10\n2026-01-06,google,20.5\n');
  named.set('imports/:id', waiting.id);
  const rows = [...new Set([...named.values(), done.id, waiting.id, w.as.sales.id])].filter((id) => id.length === 36);
  return { w, ids: named, rows };
}

const order = ['PUT', 'PATCH', 'POST', 'GET', 'DELETE'];
const table = endpointTable().sort((a, b) => order.indexOf(a.e.method) - order.indexOf(b.e.method));

const segment = fc.oneof(
  fc.constantFrom(
    '%00',
    '%',
    '%ED%A0%80',
    '%FF',
    '..',
    '%2e%2e%2f',
    'null',
    '[object%20Object]',
    '0',
    '-1',
    '1e9',
    '9999999999999999',
    '9223372036854775808',
    'x'.repeat(199),
  ),
  fc.constantFrom('2026-02-30', '0000-01-01', '0001-01-01', '275760-09-13', newId().toUpperCase(), `${newId()}'--`),
);

/** The path with rows that exist, rows that do not, or no rows at all in it. */
const pathOf = (e: AnyEndpoint, { w, ids, rows }: World, wild: boolean): fc.Arbitrary<string> =>
  fc
    .tuple(
      ...routeOf(e)
        .split('/')
        .map((part, i, parts) => {
          const key = `${parts[i - 1]}/${part}`;
          if (part === ':workspaceId')
            return wild ? fc.oneof({ weight: 9, arbitrary: fc.constant(w.id) }, { weight: 1, arbitrary: segment }) : fc.constant(w.id);
          if (!part.startsWith(':')) return fc.constant(part);
          const own = fc.constantFrom(natural[key] ?? ids.get(key) ?? newId());
          return fc.oneof({ weight: 3, arbitrary: own }, { weight: 1, arbitrary: wild ? segment : fc.constantFrom(...rows) });
        }),
    )
    .map((parts) => parts.join('/'));

/** As a browser writes it, lists as repetitions; what no browser would write goes along as it is. */
function search(query: unknown): string {
  if (typeof query !== 'object' || query === null) return query === undefined ? '' : `?${encode(String(query))}`;
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    (Array.isArray(value) ? value.slice(0, 20) : [value]).map(
      (v) => `${encode(key)}=${encode(typeof v === 'object' ? JSON.stringify(v)?.slice(0, 2_000) : String(v))}`,
    ),
  );
  return pairs.length ? `?${pairs.join('&')}` : '';
}
const encode = (text: unknown): string => encodeURIComponent(String(text).toWellFormed());

let sender = 0;
/** Each request from an address of its own, or the limit of requests would answer instead. */
const address = () => `10.${(++sender >> 16) & 255}.${(sender >> 8) & 255}.${sender & 255}`;

async function ask(e: AnyEndpoint, as: World['w']['as']['owner'], url: string, body: unknown): Promise<Answer> {
  const remoteAddress = address();
  if (!e.upload) {
    if (e.method === 'GET' || body === undefined) return t.call(as, e.method, url, undefined, { remoteAddress });
    return t.call(as, e.method, url, undefined, { payload: JSON.stringify(body), remoteAddress, headers: { 'content-type': 'application/json' } });
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
  return uploadTo(t, url, as, text.slice(0, 40).replace(/[\r\n"]/g, '') || 'f', text);
}

/** What is wrong with an answer; null = nothing. */
function wrong(e: AnyEndpoint, answer: Answer, ms: number, name: string): string | null {
  if (answer.status >= 500) return `${answer.status}`;
  if (ms > HANG_MS && !slow.has(name)) return `${Math.round(ms)} ms`;
  if (answer.status >= 400) {
    if (inside.test(answer.text)) return 'shows the inside';
    return Failure.safeParse(answer.body).success ? null : `${answer.status} is not a failure of the contract`;
  }
  if (e.download) return null;
  const parsed = e.response.safeParse(answer.body ?? undefined);
  return parsed.success ? null : `does not answer its schema: ${parsed.error.issues[0]?.path.join('.')}`;
}

test(`${N} requests in shape and ${N} out of shape for every endpoint: only answers of the contract`, async () => {
  const found = new Map<string, string>();
  const seen = { asked: 0, taken: new Set<string>() };
  let at = await world();
  for (const { name, e } of table) {
    for (const wild of [false, true]) {
      const make = wild ? misshapen : shaped;
      const body = e.upload ? junk : fc.option(make(e.body, at.rows), { freq: 20, nil: undefined });
      const requests = fc.sample(fc.tuple(pathOf(e, at, wild), make(e.query, at.rows), body), { numRuns: N, seed: SEED });
      for (const [path, query, sent] of requests) {
        const began = performance.now();
        const answer = await ask(e, at.w.as.owner, path + search(query), sent);
        const fault = wrong(e, answer, performance.now() - began, name);
        seen.asked++;
        if (answer.status < 300) seen.taken.add(name);
        if (fault)
          found.set(
            `${name}: ${fault}`,
            `${e.method} ${(path + search(query)).slice(0, 400)} ${JSON.stringify(sent)?.slice(0, 400)} → ${answer.text.slice(0, 200)}`,
          );
      }
    }
    // who has signed out, left, or removed the company goes on in another
    const alive = await t.call(at.w.as.owner, 'GET', ofWorkspace(e) ? `/api/w/${at.w.id}/keys` : '/api/sessions', undefined, { remoteAddress: address() });
    if (alive.status !== 200) at = await world();
  }
  expect(Object.fromEntries(found)).toEqual({});
  expect(seen.asked).toBe(table.length * N * 2);
  // a fuzz that never gets past the door proves little
  expect(seen.taken.size).toBeGreaterThan(table.length * 0.6);
}, 180_000);
