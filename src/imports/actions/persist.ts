import { setTimeout as sleep } from 'node:timers/promises';
import { isLost } from '../../platform/db.ts';
import type { Deps } from '../../platform/route.ts';

/** How long a run waits for a database that is away before it leaves the rest to the queue, ms. */
const patience = 10 * 60_000;

const stopping = new WeakSet<object>();
/** Makes runs under way end after their current batch: the server is about to stop. They go on when it starts again. */
export const stopImports = (deps: Deps): void => void stopping.add(deps.db);

/** The server is stopping: the job fails now and is taken over at the next start. */
class Stopped extends Error {}
export function stopIfAsked(deps: Deps): void {
  if (stopping.has(deps.db)) throw new Stopped('the server is stopping');
}

/** Runs the work again whenever the connection to the database is lost, until it is done; each sign of progress renews the patience. */
export async function persist(deps: Deps, work: (progressed: () => void) => Promise<void>): Promise<void> {
  let since = performance.now();
  for (let pause = 250; ; pause = Math.min(pause * 2, 5_000)) {
    try {
      return await work(() => {
        since = performance.now();
        pause = 250;
      });
    } catch (error) {
      if (!isLost(error) || performance.now() - since > patience) throw error;
      deps.log.warn({ event: 'import_waits', reason: (error as Error).message });
      await sleep(pause);
      stopIfAsked(deps);
    }
  }
}
