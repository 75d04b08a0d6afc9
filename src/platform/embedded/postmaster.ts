import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import type { Cluster } from './cluster.ts';
import { type Account, alive, cleanEnvironment, commandOf, isWindows, processesTitled, signalProcess, startError } from './processes.ts';

/** A running server process of a cluster, as its `postmaster.pid` describes it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly host: string;
  readonly ready: boolean;
}

/** What it takes to start the server of a cluster. */
export interface Launch {
  readonly cluster: Cluster;
  readonly binaries: Binaries;
  readonly account: Account;
  readonly settings: Readonly<Record<string, string>>;
  readonly port: number;
  readonly dieWithParent: boolean;
  readonly log: (line: string) => void;
}

const LOG_LIMIT = 20 * 2 ** 20;

const pidFile = (data: string): string => path.join(data, 'postmaster.pid');

function pidLines(data: string): string[] | undefined {
  try {
    return fs.readFileSync(pidFile(data), 'utf8').split('\n');
  } catch {
    return undefined;
  }
}

/** The server `postmaster.pid` speaks of, dead or alive, here or on another machine. */
export function recordedPostmaster(data: string): Postmaster | undefined {
  const lines = pidLines(data);
  const pid = Number(lines?.[0]);
  if (!lines || !pid) return undefined;
  return { pid, port: Number(lines[3]), host: isWindows ? '127.0.0.1' : (lines[4] ?? ''), ready: lines[7]?.trim() === 'ready' };
}

/** The living server of the cluster, if there is one. A process that only inherited the id of a dead one is not it. */
export function findPostmaster(data: string): Postmaster | undefined {
  const recorded = recordedPostmaster(data);
  if (!recorded || !alive(recorded.pid)) return undefined;
  const command = commandOf(recorded.pid);
  return command === undefined || (command.includes('postgres') && command.includes(data)) ? recorded : undefined;
}

/** Starts the server and waits until it accepts connections, however long recovery takes. Ends it again when aborted. */
export async function launch(how: Launch, signal: AbortSignal): Promise<Postmaster> {
  const { cluster, log } = how;
  for (let attempt = 1; ; attempt++) {
    await endLeftovers(cluster.name, signal);
    disarm(cluster, how.port);
    const ended = await untilReady(how, signal);
    if (typeof ended === 'object') return ended;
    // the memory of a server killed a moment ago may still be in use: seconds later it is not
    const passing = /lock file|shared memory block|Address already in use/.test(ended);
    if (!passing || attempt === 15) throw startError('start_failed', `PostgreSQL did not start:\n${ended}`);
    log(`PostgreSQL's lock is still held, trying again (${attempt})`);
    await sleep(1000, undefined, { signal });
  }
}

/** One attempt: the ready server, or the last lines of its log. */
async function untilReady(how: Launch, signal: AbortSignal): Promise<Postmaster | string> {
  const { cluster, log } = how;
  const child = spawnServer(how);
  let over = '';
  child.once('error', (error) => {
    over = error.message;
  });
  child.once('exit', (code, by) => {
    over ||= `ended with ${code ?? by}`;
  });
  const began = Date.now();
  for (let told = 0; ; ) {
    const found = findPostmaster(cluster.data);
    if (found?.ready) return found;
    if (over) return [over, ...fs.readFileSync(cluster.logFile, 'utf8').trim().split('\n').slice(-8)].join('\n');
    const seconds = Math.floor((Date.now() - began) / 1000);
    if (seconds >= told + 10) {
      told = seconds;
      log(`PostgreSQL is still starting (${seconds} s); after a crash it first reads its log`);
    }
    try {
      await sleep(20, undefined, { signal });
    } catch (error) {
      while (!over) {
        child.kill('SIGINT');
        const started = findPostmaster(cluster.data);
        if (started) await stopPostmaster(cluster.data, started.pid);
        await sleep(20);
      }
      throw error;
    }
  }
}

/** Tests only: when this process is gone its end of the pipe closes, `cat` ends, and the server is told to stop. */
const DIE_WITH_PARENT =
  'exec 3<&0; "$@" <&- & p=$!; trap "kill -INT $p" INT TERM; { cat <&3 >/dev/null; kill -INT $p 2>/dev/null; } & wait $p; wait $p; r=$?; kill $! 2>/dev/null; exit $r';

function spawnServer(how: Launch): ChildProcess {
  const { cluster, binaries, account, settings, dieWithParent } = how;
  const args = ['-D', cluster.data, '-p', String(how.port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  if ((fs.statSync(cluster.logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) fs.renameSync(cluster.logFile, `${cluster.logFile}.1`);
  const output = fs.openSync(cluster.logFile, 'a', 0o600);
  // detached: a Ctrl-C in the terminal must reach only us, or the database would be gone before the last writes are done
  const options = { ...account, env: cleanEnvironment(), cwd: isWindows ? os.tmpdir() : '/', detached: true, windowsHide: true };
  const child =
    dieWithParent && !isWindows
      ? spawn('sh', ['-c', DIE_WITH_PARENT, 'sh', binaries.postgres, ...args], { ...options, stdio: ['pipe', output, output] })
      : spawn(binaries.postgres, args, { ...options, stdio: ['ignore', output, output] });
  fs.closeSync(output);
  child.unref();
  (child.stdin as net.Socket | null)?.unref();
  return child;
}

/** Fast shutdown (open transactions are rolled back), immediate after a minute. On Windows a hard kill: the next start recovers. */
export async function stopPostmaster(data: string, pid: number): Promise<void> {
  const gone = async (seconds: number): Promise<boolean> => {
    for (let i = 0; i < seconds * 50; i++) {
      if (findPostmaster(data)?.pid !== pid && !alive(pid)) return true;
      await sleep(20);
    }
    return false;
  };
  if (!alive(pid)) return;
  signalProcess(pid, isWindows ? 'SIGTERM' : 'SIGINT');
  if (await gone(60)) return;
  signalProcess(pid, 'SIGQUIT');
  if (!(await gone(10))) throw new Error(`PostgreSQL (process ${pid}) does not stop`);
}

/**
 * Processes of a server whose postmaster was killed: most notice at once, one in the middle of a long query does not, and
 * until it is gone no new server may touch the files.
 */
async function endLeftovers(name: string, signal: AbortSignal): Promise<void> {
  const steps: readonly (NodeJS.Signals | undefined)[] = [undefined, 'SIGQUIT', 'SIGKILL'];
  for (const step of steps) {
    for (let i = 0; i < 40; i++) {
      const left = processesTitled(`postgres: ${name}: `);
      if (left.length === 0) return;
      if (step && i === 0) for (const pid of left) signalProcess(pid, step);
      await sleep(50, undefined, { signal });
    }
  }
}

/**
 * A stale `postmaster.pid` may name an id that a stranger or a zombie has, and PostgreSQL would refuse to start for as long. Putting
 * our own id there, which it takes for stale being its parent's, keeps the file's second guard: the check of the shared memory block.
 */
function disarm({ data, socketDir }: Cluster, port: number): void {
  fs.rmSync(path.join(socketDir, `.s.PGSQL.${port}.lock`), { force: true }); // same trouble, and nobody else's: the folder is ours
  const lines = pidLines(data);
  if (!lines) return;
  if (Number(lines[0])) fs.writeFileSync(pidFile(data), [process.pid, ...lines.slice(1)].join('\n'));
  else fs.rmSync(pidFile(data), { force: true });
}

/** The port of the server: on Windows a free one on the loopback; elsewhere it only names the socket. */
export async function choosePort(): Promise<number> {
  if (!isWindows) return 5432;
  const server = net.createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
