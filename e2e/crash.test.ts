import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type ImportView, listFaults, readImport, startImport, uploadImport } from '../src/imports/contract.ts';
import { connectEmbedded } from '../src/platform/embedded.ts';
import type { Output } from '../src/platform/endpoint.ts';
import { firstOwner, type Owner } from './client.ts';
import { type File, manyCosts, manyLeads } from './files.ts';
import { otdel, type Product, startProduct } from './product.ts';

vi.setConfig({ testTimeout: 180_000 });

let product: Product;
let owner: Owner;
beforeAll(async () => {
  product = await startProduct({ env: { OTDEL_LOG: 'error' } });
  owner = await firstOwner(product.origin, 'en');
});
afterAll(() => product?.stop());

type Blow = 'app' | 'database' | 'both' | 'sigterm';

/** The same blows at the same moments every time: mulberry32. */
function seeded(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Only processes of this product are hit: the one we started, and the server of its own data folder. */
async function strike(blow: Blow): Promise<void> {
  const database = product.databasePid();
  if (blow !== 'app' && blow !== 'sigterm') process.kill(database!, 'SIGKILL');
  if (blow === 'database') return;
  expect(await product.end(blow === 'sigterm' ? 'SIGTERM' : 'SIGKILL')).toBe(blow === 'sigterm' ? 0 : 'SIGKILL');
  await product.restart();
}

/** The import as it is now; null while there is nobody to ask. */
const look = (id: string): Promise<ImportView | null> => owner.call(readImport, { workspaceId: owner.workspaceId, params: { id } }).catch(() => null);

async function when(id: string, enough: (now: ImportView) => boolean): Promise<ImportView> {
  for (;;) {
    const now = await look(id);
    if (product.over()) throw new Error(`the product ended by itself:\n${product.lines.slice(-20).join('\n')}`);
    if (now?.status === 'failed' || now?.status === 'refused') throw new Error(`the import stopped: ${JSON.stringify(now.refusal)}`);
    if (now && enough(now)) return now;
    await sleep(100); // the server takes 1,200 requests a minute of one address
  }
}

/** Uploads, answers, starts, and strikes at the given parts of the file; the import as it is at the end. */
async function importUnder(blows: readonly [part: number, Blow][], file: File, seed: number): Promise<ImportView> {
  const { workspaceId } = owner;
  const random = seeded(seed);
  const { id, version, ready } = await owner.upload(uploadImport, workspaceId, file.name, file.content);
  expect(ready).toBe(true);
  await owner.call(startImport, { workspaceId, params: { id }, body: { version } });
  const total = file.content.toString().split('\n').length - 2;
  for (const [part, blow] of blows) {
    const now = await when(id, ({ progress }) => progress.read >= part * total);
    expect(now.status, `the import was over before the blow at ${part}: give it more rows`).toBe('running');
    await sleep(random() * 60);
    await strike(blow);
  }
  return when(id, ({ status }) => status === 'done');
}

/** All bad rows the quarantine holds, by line, and the codes. */
async function quarantine(id: string): Promise<{ lines: number[]; codes: string[]; total: number }> {
  const rows: { line: number; faults: { code: string }[] }[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const page: Output<typeof listFaults> = await owner.call(listFaults, { workspaceId: owner.workspaceId, params: { id }, query: { after, limit: 500 } });
    rows.push(...page.rows);
    after = page.nextAfter;
    if (after === null) expect(page.total).toBe(rows.length);
  }
  return { lines: rows.map((row) => row.line), codes: [...new Set(rows.flatMap((row) => row.faults.map((f) => f.code)))], total: rows.length };
}

/** A look into the database behind the product's back. */
async function behind<T>(sql: string): Promise<T> {
  const access = await connectEmbedded(product.data);
  const db = new pg.Client(access!.owner);
  await db.connect();
  try {
    return (await db.query(sql, [owner.workspaceId])).rows[0] as T;
  } finally {
    await db.end();
  }
}

async function doctorFindsNothing(): Promise<void> {
  const { code, out } = await otdel(product.data, ['doctor']);
  expect(out).not.toContain('✗');
  expect(code).toBe(0);
}

test('leads: killed again and again, stopped politely, without its database, the import comes to exact totals', async () => {
  const file = manyLeads(30_000);
  const blows: [number, Blow][] = [
    [0.05, 'app'],
    [0.25, 'database'],
    [0.4, 'app'],
    [0.55, 'sigterm'],
    [0.7, 'both'],
    [0.85, 'app'],
  ];
  const { id, progress } = await importUnder(blows, file, 7);
  expect(progress).toMatchObject({ read: 30_000, created: 29_700, updated: 0, unchanged: 0, repeated: 0, skipped: 0, bad: 300 });
  expect(await quarantine(id)).toEqual({ lines: file.bad, codes: ['date'], total: 300 });
  expect(await behind(`select count(*)::int as leads, count(distinct external_id)::int as different from lead where workspace_id = $1`)).toEqual({
    leads: 29_700,
    different: 29_700,
  });
  await doctorFindsNothing();
});

test('costs: the sum is exact to the kopeck however often the import is killed', async () => {
  const file = manyCosts(20_000);
  const { id, progress, sums } = await importUnder(
    [
      [0.2, 'app'],
      [0.6, 'database'],
      [1, 'app'],
    ],
    file,
    11,
  );
  expect(progress).toMatchObject({ read: 20_000, created: 19_800, updated: 0, unchanged: 0, repeated: 0, skipped: 0, bad: 200 });
  expect(sums).toEqual([{ currency: 'USD', minor: file.sumMinor }]);
  expect((await quarantine(id)).lines).toEqual(file.bad);
  await doctorFindsNothing();
});
