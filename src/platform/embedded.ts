import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { databaseAccount, findBinaries } from './embedded/binaries.ts';
import {
  APP,
  APP_PASSWORD,
  type Cluster,
  clusterExists,
  clusterIn,
  createCluster,
  OWNER,
  OWNER_PASSWORD,
  passwordIn,
  prepareHome,
  serverSettings,
} from './embedded/cluster.ts';
import { heartbeatMs, inUse, takeLock } from './embedded/lock.ts';
import { choosePort, findPostmaster, type Launch, launch, type Postmaster, recordedPostmaster, stopPostmaster } from './embedded/postmaster.ts';
import { startError } from './embedded/processes.ts';
import { type Claim, claim, prepareDatabase, serves } from './embedded/roles.ts';

export type { StartError } from './embedded/processes.ts';

/** How to start the database that comes with Otdel. */
export interface EmbeddedOptions {
  /** Data folder: gets `otdel.lock`, two password files, and `postgres/` with the cluster, its log and its socket. */
  readonly dir: string;
  readonly database?: string;
  /** End the server when this process dies for whatever reason (tests; not on Windows). Otherwise it lives on and is taken over. */
  readonly dieWithParent?: boolean;
  /** Server settings over the built-in ones. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly log?: (line: string) => void;
}

/** Ways into a running database: the owner migrates and backs up, the application works under row-level security. */
export interface EmbeddedAccess {
  readonly owner: pg.ClientConfig;
  readonly app: pg.ClientConfig;
}

/** A supervised PostgreSQL: restarted within seconds when it dies, until `stop()`. */
export interface EmbeddedPostgres extends EmbeddedAccess {
  /** Process id of the server; another one after a restart. */
  readonly pid: number;
  /** It was already running, left by an Otdel that died. */
  readonly adopted: boolean;
  /** Calls back with the new process id after each restart. */
  onRestart(listener: (pid: number) => void): void;
  stop(): Promise<void>;
}

const WATCH_MS = 400;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Starts (or takes over) the embedded PostgreSQL and supervises it. Throws a {@link StartError}; a signal while starting leaves nothing behind. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const starting = new AbortController();
  let caught: NodeJS.Signals | undefined;
  const onSignal = (signal: NodeJS.Signals): void => {
    caught ??= signal;
    starting.abort(startError('interrupted', `interrupted by ${signal} while the database was starting`));
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  try {
    return await start(options, starting.signal);
  } catch (error) {
    throw starting.signal.aborted ? starting.signal.reason : error;
  } finally {
    for (const signal of SIGNALS) process.off(signal, onSignal);
    // now that everything is cleaned up the signal does what it would have done without us
    if (caught && process.listenerCount(caught) === 0) process.kill(process.pid, caught);
  }
}

/** Ways into the database of a data folder if its server runs now (started by another process); undefined otherwise. */
export async function connectEmbedded(dir: string, database = 'otdel'): Promise<EmbeddedAccess | undefined> {
  const place = locate({ dir });
  const running = findPostmaster(place.cluster.data);
  if (!running?.ready) return undefined;
  const access = place.access(running, database);
  return (await serves(access.owner, place.cluster.data)) ? access : undefined;
}

interface Place {
  readonly dir: string;
  readonly cluster: Cluster;
  readonly account: Launch['account'];
  access(at: Postmaster, database: string): EmbeddedAccess;
}

function locate(options: Pick<EmbeddedOptions, 'dir' | 'log'>): Place {
  const dir = path.resolve(options.dir);
  const account = databaseAccount();
  const cluster = clusterIn(prepareHome(dir, account, options.log ?? (() => {})), account);
  return {
    dir,
    cluster,
    account,
    access({ host, port }, database) {
      const as = (user: string, file: string): pg.ClientConfig => ({ host, port, user, database, password: passwordIn(dir, file) });
      return { owner: as(OWNER, OWNER_PASSWORD), app: as(APP, APP_PASSWORD) };
    },
  };
}

async function start(options: EmbeddedOptions, signal: AbortSignal): Promise<EmbeddedPostgres> {
  const { database = 'otdel', dieWithParent = false, settings = {}, log = () => {} } = options;
  const place = locate(options);
  const { cluster, dir, account } = place;
  const lock = await takeLock(dir, signal);
  const beating = setInterval(lock.beat, heartbeatMs).unref();
  let server: Postmaster | undefined;
  try {
    const how: Launch = {
      cluster,
      binaries: findBinaries(account, cluster.home),
      account,
      settings: serverSettings(cluster, settings),
      port: await choosePort(),
      dieWithParent,
      log,
    };
    if (!clusterExists(cluster, dir)) {
      log(`making a database in ${cluster.home} (once, some seconds)`);
      await createCluster(cluster, how.binaries, account, passwordIn(dir, OWNER_PASSWORD), signal);
    }
    const orphan = await adopt(place, log, signal);
    server = orphan ?? (await launch(how, signal));
    const access = place.access(server, database);
    const claimed = await claimOrRefuse(dir, access.owner, signal);
    await prepareDatabase(access.owner, database, String(access.app.password));
    if (signal.aborted) {
      await claimed.release();
      throw signal.reason;
    }
    const supervised = supervise(how, server, claimed, access.owner);
    return {
      ...access,
      get pid() {
        return supervised.pid();
      },
      adopted: orphan !== undefined,
      onRestart: supervised.onRestart,
      async stop() {
        await supervised.stop();
        clearInterval(beating);
        lock.release();
      },
    };
  } catch (error) {
    if (server && (error as { code?: string }).code !== 'data_in_use') await stopPostmaster(cluster.data, server.pid);
    clearInterval(beating);
    lock.release();
    throw error;
  }
}

/** Takes over the server left running by an Otdel that was killed. */
async function adopt(place: Place, log: (line: string) => void, signal: AbortSignal): Promise<Postmaster | undefined> {
  const { data } = place.cluster;
  for (let waited = 0; ; waited += 100) {
    const found = findPostmaster(data);
    if (!found) {
      // the folder is shared with another container whose processes we do not see: its socket still answers
      const recorded = recordedPostmaster(data);
      if (recorded && (await serves(place.access(recorded, 'postgres').owner, data))) throw inUse(place.dir, { space: 'another-container' });
      return undefined;
    }
    if (found.ready && (await serves(place.access(found, 'postgres').owner, data))) {
      log(`took over the PostgreSQL that was left running (process ${found.pid})`);
      return found;
    }
    if (waited === 30_000) {
      log(`the PostgreSQL that was left running (process ${found.pid}) does not answer: stopping it`);
      await stopPostmaster(data, found.pid);
    }
    await sleep(100, undefined, { signal });
  }
}

async function claimOrRefuse(dir: string, owner: pg.ClientConfig, signal: AbortSignal): Promise<Claim> {
  for (let waited = 0; ; waited += 100) {
    const claimed = await claim(owner, `otdel ${process.pid} ${os.hostname()}`);
    if (typeof claimed !== 'string') return claimed;
    // the connection of an Otdel killed just now may take a moment to be noticed as dead
    if (waited >= 3000) {
      const [, pid, host] = claimed.split(' ');
      throw inUse(dir, { pid: Number(pid), space: host });
    }
    await sleep(100, undefined, { signal });
  }
}

/** Looks twice a second whether the server lives, and brings it back. */
function supervise(how: Launch, first: Postmaster, claimed: Claim, owner: pg.ClientConfig) {
  const { cluster, log } = how;
  const stopping = new AbortController();
  const listeners: ((pid: number) => void)[] = [];
  let { pid } = first;
  let hold = claimed;
  let busy: Promise<void> | undefined;

  async function revive(): Promise<void> {
    if (!findPostmaster(cluster.data)) {
      log(`PostgreSQL (process ${pid}) ended unexpectedly, starting it again; its log: ${cluster.logFile}`);
      const began = Date.now();
      ({ pid } = await launch(how, stopping.signal));
      log(`PostgreSQL runs again (process ${pid}) after ${Date.now() - began} ms`);
      for (const listener of listeners) listener(pid);
    }
    const again = await claim(owner, `otdel ${process.pid} ${os.hostname()}`);
    if (typeof again !== 'string') hold = again;
  }

  const watch = setInterval(() => {
    if (busy || (hold.held && findPostmaster(cluster.data))) return;
    busy = revive()
      .catch(async (error) => {
        if (stopping.signal.aborted) return;
        log(`PostgreSQL is not back yet, next attempt in 2 s: ${(error as Error).message}`);
        await sleep(2000, undefined, { signal: stopping.signal }).catch(() => {});
      })
      .finally(() => {
        busy = undefined;
      });
  }, WATCH_MS);

  return {
    pid: () => pid,
    onRestart: (listener: (pid: number) => void) => void listeners.push(listener),
    async stop(): Promise<void> {
      clearInterval(watch);
      stopping.abort(startError('interrupted', 'stopped'));
      await busy;
      await hold.release().catch(() => {});
      const running = findPostmaster(cluster.data);
      if (running) await stopPostmaster(cluster.data, running.pid);
    },
  };
}
