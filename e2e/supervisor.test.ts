import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { alive, commandOf, processSpace, signalProcess } from '../src/platform/embedded/processes.ts';
import { claim } from '../src/platform/embedded/roles.ts';
import { connectEmbedded } from '../src/platform/embedded.ts';

interface Told {
  started?: number;
  adopted?: boolean;
  restarted?: number;
  refused?: string;
  code?: string;
}

vi.setConfig({ testTimeout: 60_000 }); // a busy machine makes a cluster in ten seconds instead of one

let made: string;
let dir: string;
let children: ChildProcess[] = [];
/** Making a cluster takes a second or two: once, and copies of it for the tests that are about something else. */
beforeAll(async () => {
  made = dir = fs.mkdtempSync(path.join(os.tmpdir(), 'otdel-supervisor-'));
  const first = otdel();
  await first.hear('started');
  first.child.kill('SIGTERM');
  await first.ended;
});
afterAll(() => fs.rmSync(made, { recursive: true, force: true }));
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'otdel-supervisor-'));
  children = [];
  execFileSync('cp', ['-a', `${made}/.`, dir]);
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const pid of processesIn(dir)) signalProcess(pid, 'SIGKILL');
  await until(() => processesIn(dir).length === 0);
  fs.rmSync(dir, { recursive: true, force: true });
});

/** Everything that runs because of this folder, by what is on its command line or, for a server process, where it works. */
function processesIn(folder: string): number[] {
  const worksIn = (pid: number): string => {
    try {
      return fs.readlinkSync(`/proc/${pid}/cwd`);
    } catch {
      return '';
    }
  };
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map(Number)
    .filter((pid) => alive(pid) && (commandOf(pid)?.includes(folder) || worksIn(pid).startsWith(folder)));
}

async function until<T>(look: () => T | Promise<T>): Promise<Exclude<T, false | null | undefined>> {
  for (;;) {
    const seen = await look();
    if (seen) return seen as Exclude<T, false | null | undefined>;
    await sleep(20);
  }
}

function otdel() {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'embedded-process.ts'), dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const told: Told[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => told.push(JSON.parse(line)));
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => child.once('close', (code, signal) => resolve(signal ?? code)));
  const hear = <K extends keyof Told>(key: K) => until(() => told.find((event) => event[key] !== undefined)) as Promise<Told & Required<Pick<Told, K>>>;
  return { child, hear, ended };
}

/** Runs a query in a connection of its own. */
async function ask(question: string, as: 'owner' | 'app' = 'owner'): Promise<unknown[]> {
  const access = await connectEmbedded(dir);
  if (!access) throw new Error('the database does not run');
  const client = new pg.Client(access[as]);
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query({ text: question, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end().catch(() => {});
  }
}

/** For the tests that are about the very first start. */
function forgetEverything(): void {
  fs.rmSync(dir, { recursive: true });
  fs.mkdirSync(dir);
}

test('a fresh start: durable, on a socket only, the application unprivileged, nothing left after the stop', async () => {
  forgetEverything();
  const first = otdel();
  expect((await first.hear('started')).adopted).toBe(false);
  const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses', 'jit'];
  expect(await ask(`select current_setting(n) from unnest(array['${names.join("','")}']) n`)).toEqual(['on', 'on', 'on', '', 'off']);
  expect(await ask('select current_user, rolsuper, rolbypassrls from pg_roles where rolname = current_user', 'app')).toEqual(['otdel_app', false, false]);
  for (const file of ['owner-password', 'app-password', 'otdel.lock']) expect(fs.statSync(path.join(dir, file)).mode & 0o077, file).toBe(0);
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect(processesIn(dir)).toEqual([]);
  expect(fs.existsSync(path.join(dir, 'otdel.lock'))).toBe(false);
});

test('the database of a killed Otdel lives on and is taken over', async () => {
  const first = otdel();
  const { started } = await first.hear('started');
  await ask('create table kept as select 42 as n');
  first.child.kill('SIGKILL');
  await first.ended;
  expect(alive(started)).toBe(true);
  const second = otdel();
  expect(await second.hear('started')).toMatchObject({ started, adopted: true });
  expect(await ask('select n from kept')).toEqual([42]);
});

test('a killed PostgreSQL is started again, though one of its processes is deep in a query; what was committed is there', async () => {
  const first = otdel();
  const { started } = await first.hear('started');
  await ask('create table kept as select 42 as n');
  const busy = ask('select count(*) from generate_series(1, 1000000000) a').catch(() => 'broken off');
  await until(async () => (await ask(`select 1 from pg_stat_activity where query like '%generate_series%' and pid <> pg_backend_pid()`)).length);
  process.kill(started, 'SIGKILL');
  const { restarted } = await first.hear('restarted');
  expect(restarted).not.toBe(started);
  expect(await busy).toBe('broken off');
  expect(await ask('select n from kept')).toEqual([42]);
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect(processesIn(dir)).toEqual([]);
});

test('an adopted PostgreSQL is watched like an own one', async () => {
  const first = otdel();
  const { started } = await first.hear('started');
  first.child.kill('SIGKILL');
  await first.ended;
  const second = otdel();
  await second.hear('started');
  process.kill(started, 'SIGKILL');
  expect((await second.hear('restarted')).restarted).not.toBe(started);
});

test('a second Otdel on the same data is refused, naming the first by process id', async () => {
  const first = otdel();
  await first.hear('started');
  const second = otdel();
  const { refused, code } = await second.hear('refused');
  expect(code).toBe('data_in_use');
  expect(refused).toContain(`process ${first.child.pid} `);
  expect(await second.ended).toBe(0);
  expect(await ask('select 1')).toEqual([1]);
});

test('two starts at once: one of them gets the data', async () => {
  const both = [otdel(), otdel()];
  const outcome = await Promise.all(both.map((one) => Promise.race([one.hear('started').then(() => 'started'), one.hear('code').then(({ code }) => code)])));
  expect(outcome.sort()).toEqual(['data_in_use', 'started']);
});

test('a lock whose process id belongs to somebody else by now is taken over', async () => {
  const lock = { pid: process.pid, started: '1', space: processSpace(), since: '2020-01-01T00:00:00Z' };
  fs.writeFileSync(path.join(dir, 'otdel.lock'), JSON.stringify(lock));
  expect((await otdel().hear('started')).adopted).toBe(false);
});

test('a lock from another machine holds while its heart beats', async () => {
  const file = path.join(dir, 'otdel.lock');
  fs.writeFileSync(file, JSON.stringify({ pid: 1, started: '1', space: 'elsewhere boot ns', since: '2020-01-01T00:00:00Z' }));
  const beating = setInterval(() => fs.utimesSync(file, new Date(), new Date()), 500);
  try {
    expect((await otdel().hear('refused')).refused).toContain('process 1 on elsewhere');
  } finally {
    clearInterval(beating);
  }
});

test('whoever holds the database itself is respected, whatever the lock file says', async () => {
  const first = otdel();
  const { started } = await first.hear('started');
  first.child.kill('SIGKILL');
  await first.ended;
  const access = await connectEmbedded(dir);
  const held = await until(async () => {
    const taken = await claim(access!.owner, 'otdel 4711 elsewhere');
    return typeof taken !== 'string' && taken;
  });
  expect((await otdel().hear('refused')).refused).toContain('process 4711 on elsewhere');
  expect(alive(started)).toBe(true);
  await held.release();
});

test('a stale postmaster.pid that names a living stranger does not stand in the way', async () => {
  const first = otdel();
  const { started } = await first.hear('started');
  const files = ['postgres/data/postmaster.pid', 'postgres/.s.PGSQL.5432.lock'].map((name) => path.join(dir, name));
  const left = files.map((file) => fs.readFileSync(file, 'utf8').replace(String(started), String(process.pid)));
  first.child.kill('SIGTERM');
  await first.ended;
  for (const [i, file] of files.entries()) fs.writeFileSync(file, left[i]!);
  expect((await otdel().hear('started')).adopted).toBe(false);
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s while the cluster is being made leaves no process and no half-made cluster', async (signal) => {
  forgetEverything();
  const first = otdel();
  await until(() => fs.existsSync(path.join(dir, 'postgres')) && fs.readdirSync(path.join(dir, 'postgres')).some((name) => name.startsWith('data.new-')));
  first.child.kill(signal);
  expect(await first.ended).toBe(signal);
  expect(processesIn(dir)).toEqual([]);
  expect(fs.readdirSync(path.join(dir, 'postgres'))).toEqual([]);
  expect(fs.existsSync(path.join(dir, 'otdel.lock'))).toBe(false);
});
