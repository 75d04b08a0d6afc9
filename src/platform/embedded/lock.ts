import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processSpace, startError, startOf } from './processes.ts';

/** One Otdel per data folder: `otdel.lock` names the process that has it. */
export interface InstanceLock {
  /** To be called at least every {@link heartbeatMs}: tells processes that cannot see our id (another container, another host) that we live. */
  beat(): void;
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly started: string;
  readonly space: string;
  readonly since: string;
}

export const heartbeatMs = 4000;

/** Takes the lock, over a dead holder if need be. Throws `data_in_use` with the holder's process id. */
export async function takeLock(dir: string, signal: AbortSignal): Promise<InstanceLock> {
  const file = path.join(dir, 'otdel.lock');
  const mine: Holder = { pid: process.pid, started: startOf(process.pid) ?? '', space: processSpace(), since: new Date().toISOString() };
  const text = JSON.stringify(mine);
  while (!create(file, text)) {
    const found = read(file);
    if (found === undefined) continue; // given up between the two calls
    const holder = parse(found);
    if (holder ? await lives(holder, file, signal) : await changes(file, 1000, signal)) throw inUse(dir, holder);
    discard(file, found);
  }
  return {
    beat() {
      try {
        fs.utimesSync(file, new Date(), new Date());
      } catch {
        create(file, text); // somebody removed it by hand
      }
    },
    release() {
      if (read(file) === text) fs.rmSync(file, { force: true });
    },
  };
}

/** The refusal shown to the operator. */
export function inUse(dir: string, holder: Partial<Holder> | undefined): Error {
  const who = holder?.pid ? `process ${holder.pid}` : 'another process';
  const host = holder?.space?.split(' ')[0];
  const where = host && host !== os.hostname() ? ` on ${host}` : '';
  const since = holder?.since ? ` since ${holder.since}` : '';
  return startError('data_in_use', `Otdel already runs on ${dir}: ${who}${where}${since}. Stop it first, or set OTDEL_DATA to another folder.`);
}

/** In our process space the kernel knows; elsewhere only a beating heart tells. */
async function lives(holder: Holder, file: string, signal: AbortSignal): Promise<boolean> {
  if (holder.space === processSpace()) return startOf(holder.pid) === holder.started;
  return changes(file, 3 * heartbeatMs, signal);
}

/** Is the file touched within the time? Compared with itself, so that clocks of two machines need not agree. */
async function changes(file: string, withinMs: number, signal: AbortSignal): Promise<boolean> {
  const stamp = (): number | undefined => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  const first = stamp();
  for (let waited = 0; waited < withinMs && first !== undefined; waited += 100) {
    await sleep(100, undefined, { signal });
    const now = stamp();
    if (now === undefined) return false;
    if (now !== first) return true;
  }
  return false;
}

function create(file: string, text: string): boolean {
  try {
    fs.writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes the stale lock, and only it: of two starters one may already have put its own there. */
function discard(file: string, stale: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    fs.renameSync(file, aside);
  } catch {
    return; // the other starter was first
  }
  if (read(aside) !== stale && !fs.existsSync(file)) fs.renameSync(aside, file);
  else fs.rmSync(aside, { force: true });
}

function read(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function parse(text: string): Holder | undefined {
  try {
    const value = JSON.parse(text);
    return typeof value?.pid === 'number' && typeof value.started === 'string' && typeof value.space === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
