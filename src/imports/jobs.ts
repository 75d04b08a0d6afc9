import type pg from 'pg';
import { z } from 'zod';
import { type Task, task } from '../platform/jobs.ts';
import type { Deps } from '../platform/route.ts';
import { stopImports } from './actions/persist.ts';
import { runImport } from './actions/run.ts';
import { runUndo } from './actions/undo.ts';
import { takeOver } from './queries/takeover.ts';

const Payload = z.object({ id: z.uuid() });

export const runTask = task<Deps, typeof Payload>('imports.run', Payload, (deps, scope, { id }) => runImport(deps, scope, id));
export const undoTask = task<Deps, typeof Payload>('imports.undo', Payload, (deps, scope, { id }) => runUndo(deps, scope, id));
export const importTasks: Task<Deps>[] = [runTask, undoTask];

/** One job an import: a later one takes the place of an earlier one. */
export const jobKey = (id: string): string => `import ${id}`;

/** A batch takes a second at worst, waiting for others included; who has shown nothing for a minute is dead. */
const idleSeconds = 60;
const everyMs = 30_000;

/**
 * Takes over the imports a dead process left behind: all of them now, then those that stand still. `owner` is a pool of the database's
 * owner. The answer stops the watch and ends imports under way after their current batch, for a quick shutdown.
 */
export async function resumeImports(deps: Deps, owner: pg.Pool): Promise<{ stop: () => void }> {
  const look = async (seconds: number) => {
    const count = await takeOver(owner, seconds);
    if (count > 0) deps.log.info({ event: 'imports_taken_over', count });
  };
  await look(0);
  const timer = setInterval(() => void look(idleSeconds).catch((error: Error) => deps.log.warn({ event: 'imports_watch', reason: error.message })), everyMs);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      stopImports(deps);
    },
  };
}
