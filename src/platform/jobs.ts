import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, type Runner, run } from 'graphile-worker';
import { sql } from 'kysely';
import type pg from 'pg';
import type { z } from 'zod';
import type { Permission } from '../permissions.ts';
import { type Db, isLost } from './db.ts';
import type { Log } from './log.ts';
import { mintScope, type Scope } from './scope.ts';

/** A background task: its payload names the workspace (and the person who asked), from which the runner mints the Scope. */
export type Task<D = unknown> = { name: string; payload: z.ZodType; run: (deps: D, scope: Scope, payload: never) => Promise<void> };

/** Declares a task with a typed payload. `run` must be safe to run again from the start: a killed job is. */
export const task = <D, P extends z.ZodType>(name: string, payload: P, run: (deps: D, scope: Scope, payload: z.output<P>) => Promise<void>): Task<D> => ({
  name,
  payload,
  run: run as never,
});

export type AddOptions = { key?: string; runAt?: Date; maxAttempts?: number };
export type Jobs = {
  /** Enqueues inside the transaction of the write: the job exists exactly when the write does. */
  add: (trx: Db, scope: Scope, task: string, payload: Record<string, unknown>, options?: AddOptions) => Promise<void>;
};

export const jobs: Jobs = {
  async add(trx, scope, name, payload, options = {}) {
    const envelope = JSON.stringify({ workspaceId: scope.workspaceId, personId: scope.personId, payload });
    await sql`select enqueue(${name}, ${envelope}::json, ${options.key ?? null}, ${options.runAt ?? null}, ${options.maxAttempts ?? null})`.execute(trx);
  },
};

/** Starts the worker on the owner's pool (the queue's tables are closed to the application's role); tasks themselves use deps. `can`: what a job may do. */
export async function startJobs<D>(pool: pg.Pool, deps: D, tasks: Task<D>[], can: ReadonlySet<Permission>, log: Log, concurrency = 2): Promise<Runner> {
  const runner = await run({
    pgPool: pool,
    concurrency,
    noHandleSignals: true,
    pollInterval: 1000,
    taskList: Object.fromEntries(
      tasks.map((t) => [
        t.name,
        async (raw: unknown) => {
          const { workspaceId, personId, payload } = raw as { workspaceId: string; personId: string | null; payload: unknown };
          const scope = mintScope({ workspaceId, personId, role: null, actor: 'job', can });
          const from = performance.now();
          try {
            await t.run(deps, scope, t.payload.parse(payload) as never);
          } catch (error) {
            if (isLost(error)) await answers(pool); // the queue hears of a failure only when its database is there
            throw error;
          }
          log.info({ event: 'job_done', task: t.name, workspaceId, ms: Math.round(performance.now() - from) });
        },
      ]),
    ),
    logger: quiet(log),
  });
  runner.events.on('job:error', ({ job, error }) =>
    log.error({ event: 'job_failed', task: job.task_identifier, attempt: job.attempts, reason: error instanceof Error ? error.message : 'unknown' }),
  );
  return runner;
}

async function answers(pool: pg.Pool): Promise<void> {
  for (;;) {
    try {
      await pool.query('select 1');
      return;
    } catch (error) {
      if (!isLost(error)) throw error;
      await sleep(500);
    }
  }
}

function quiet(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.error({ event: 'queue' }, message);
    else if (level === 'warning') log.warn({ event: 'queue' }, message);
  });
}
