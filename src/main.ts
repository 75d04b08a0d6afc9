import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { openAccounts } from './accounts/actions.ts';
import { contracts, mountSlices, tasks } from './app.ts';
import { resumeImports } from './imports/jobs.ts';
import { permissions } from './permissions.ts';
import type { Config } from './platform/config.ts';
import { type Db, isLost, openDb, openPool } from './platform/db.ts';
import { connectEmbedded, startEmbedded } from './platform/embedded.ts';
import { openFiles } from './platform/files.ts';
import { buildHttp } from './platform/http.ts';
import { jobs, startJobs } from './platform/jobs.ts';
import { type Log, openLog } from './platform/log.ts';
import { openMail } from './platform/mail.ts';
import { migrate } from './platform/migrate.ts';
import { openapi } from './platform/openapi.ts';
import { packageRoot, productVersion } from './platform/paths.ts';
import type { Deps } from './platform/route.ts';

type Databases = { owner: pg.ClientConfig; app: pg.ClientConfig; stop: () => Promise<void> };
export type House = { deps: Deps; owner: pg.ClientConfig; pool: pg.Pool; close: () => Promise<void> };

/**
 * Database → migrations → deps, without HTTP and without the queue: what the server and every command of `otdel` stand on.
 * A command joins the server's database when one is running on this data folder and starts its own otherwise.
 */
export async function openHouse(config: Config, log: Log, say: (line: string) => void, join = false): Promise<House> {
  const databases = await openDatabases(config, say, join);
  try {
    await migrate(databases.owner);
    const pool = openPool(databases.app, (message) => log.warn({ event: 'database' }, message));
    const db = openDb(pool);
    const mail = openMail(config.smtp, config.mailFrom, log);
    const files = openFiles(path.join(config.dataDir, 'files'));
    const clock = () => new Date();
    const accounts = openAccounts({ db, config, clock });
    const deps: Deps = { db, config, clock, jobs, mail, files, log, ...accounts };
    return {
      deps,
      owner: databases.owner,
      pool,
      async close() {
        await db.destroy();
        await databases.stop();
      },
    };
  } catch (error) {
    await databases.stop();
    throw error;
  }
}

/** Where the data lives: DATABASE_URL, or the embedded server (joined when another process runs it, if `join`). */
export async function openDatabases(config: Config, say: (line: string) => void, join: boolean): Promise<Databases> {
  if (config.database) {
    const owner = { connectionString: config.database.owner };
    // one address for both: the pool signs in as the owner but works as otdel_app from its first statement on
    const app = config.database.app ? { connectionString: config.database.app } : { ...owner, options: '-c role=otdel_app' };
    return { owner, app, stop: async () => {} };
  }
  const running = join ? await connectEmbedded(config.dataDir) : undefined;
  if (running) return { ...running, stop: async () => {} };
  const embedded = await startEmbedded({ dir: config.dataDir, log: say });
  return { owner: embedded.owner, app: embedded.app, stop: () => embedded.stop() };
}

/** The HTTP application on top of deps; tests use it with `inject`. */
export async function buildApp(deps: Deps, db: () => Db = () => deps.db): Promise<FastifyInstance> {
  const app = await buildHttp(deps.config, deps.log, db, path.join(packageRoot(), 'dist/web'));
  mountSlices(app, deps);
  const document = openapi(contracts, productVersion());
  app.get('/api/openapi.json', async () => document);
  await app.ready();
  return app;
}

/** The server: starts, prints its address, runs until a signal. */
export async function serve(config: Config): Promise<void> {
  const from = performance.now();
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const log = openLog(config.logLevel);
  const house = await openHouse(config, log, say);
  const app = await buildApp(house.deps);
  const queue = openPool({ ...house.owner, max: 4 }, (message) => log.warn({ event: 'queue' }, message));
  // The queue tells its database of a finished job without waiting for an answer: that the database dies just then must not end the server.
  process.on('unhandledRejection', (error) => {
    if (!isLost(error)) throw error;
    log.warn({ event: 'queue' }, `a job could not be given back: ${(error as Error).message}`);
  });
  const runner = await startJobs(queue, house.deps, tasks, new Set(permissions), log);
  const imports = await resumeImports(house.deps, queue);

  const close = async () => {
    await app.close();
    imports.stop();
    await runner.stop().catch(() => {});
    await queue.end();
    await house.close();
  };
  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    say(`${signal}: finishing what was begun`);
    await close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(signal));

  try {
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    const inUse = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    await close();
    throw inUse ? new Error(`port ${config.port} is taken; set PORT to another one`) : error;
  }
  say(`Otdel is ready: ${config.origin} (${Math.round(performance.now() - from)} ms)`);
}
