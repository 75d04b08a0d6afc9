import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const isWindows = process.platform === 'win32';
export const isRoot = !isWindows && process.getuid?.() === 0;

/** The account a child process runs under; empty = ours. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/** A failure to start that the operator can understand and mend: print the message, not the stack. */
export interface StartError extends Error {
  readonly code: 'data_in_use' | 'interrupted' | 'no_binaries' | 'unsuitable_data' | 'start_failed';
}

/** Builds a {@link StartError}. */
export function startError(code: StartError['code'], message: string): StartError {
  return Object.assign(new Error(message), { code });
}

/** Does a process with this id run? A zombie does not: where nobody reaps (a container), `kill(pid, 0)` says yes for ever. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return !/^[ZX]/.test(kernelStat(pid)?.[0] ?? '');
}

/** The moment a process started, in the kernel's own words; the same id with another start is another process. */
export function startOf(pid: number): string | undefined {
  if (!alive(pid)) return undefined;
  if (process.platform === 'linux') return kernelStat(pid)?.[19];
  if (isWindows) return 'unknown';
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() || undefined;
}

/** Fields of /proc/<pid>/stat from the state on; the name before them stands in brackets and may itself hold spaces and brackets. */
function kernelStat(pid: number): string[] | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** Where process ids mean something: this machine, since this boot, in this container. */
export function processSpace(): string {
  const read = (get: () => string): string => {
    try {
      return get().trim();
    } catch {
      return '';
    }
  };
  return [os.hostname(), read(() => fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')), read(() => fs.readlinkSync('/proc/self/ns/pid'))].join(' ');
}

/** The command line (or the title it gave itself) of a process; undefined when that cannot be known. */
export function commandOf(pid: number): string | undefined {
  if (isWindows) return undefined;
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return process.platform === 'linux' ? '' : spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim();
  }
}

/** Ids of the processes whose command line starts with the given words. */
export function processesTitled(start: string): number[] {
  if (isWindows) return [];
  if (process.platform === 'linux')
    return fs
      .readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => commandOf(pid)?.startsWith(start));
  const lines = spawnSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' }).stdout?.split('\n') ?? [];
  return lines.map((line) => /^\s*(\d+)\s+(.*)$/.exec(line)).flatMap((found) => (found?.[2]?.startsWith(start) ? [Number(found[1])] : []));
}

/** Sends a signal to a process that may just have ended. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Environment of the database's processes: none of the operator's PG* and LC_* settings (Windows needs its own). */
export function cleanEnvironment(): NodeJS.ProcessEnv | undefined {
  // PG_GRANDPARENT_PID: with a shell between us and the server, our id in a stale postmaster.pid still counts as stale
  return isWindows ? undefined : { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', TZ: 'UTC', PG_GRANDPARENT_PID: String(process.pid) };
}

/** Runs a command to its end; an abort ends it together with everything it started. Rejects with its output when it fails. */
export function runToEnd(command: string, args: readonly string[], account: Account, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...account,
      env: cleanEnvironment(),
      cwd: isWindows ? os.tmpdir() : '/',
      detached: !isWindows, // a group of its own, to be ended as a whole, and out of reach of the terminal's Ctrl-C
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => {
        output += data;
      });
    const end = async (): Promise<void> => {
      const target = isWindows ? child.pid! : -child.pid!;
      signalProcess(target, 'SIGTERM');
      await sleep(3000, undefined, { ref: false });
      if (child.exitCode === null && child.signalCode === null) signalProcess(target, 'SIGKILL');
    };
    const abort = (): void => void end();
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    child.once('error', reject);
    child.once('close', (code, by) => {
      signal.removeEventListener('abort', abort);
      if (signal.aborted) reject(signal.reason);
      else if (code === 0) resolve();
      else reject(startError('start_failed', `${path.basename(command)} ended with ${code ?? by}: ${output.trim()}`));
    });
  });
}
