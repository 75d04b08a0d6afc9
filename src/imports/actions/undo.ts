import { removeImported } from '../../leads/actions.ts';
import { within } from '../../platform/db.ts';
import type { Deps } from '../../platform/route.ts';
import type { Scope } from '../../platform/scope.ts';
import { removeFaults } from '../queries/faults.ts';
import { importOf, markStatus, touch } from '../queries/imports.ts';
import { persist, stopIfAsked } from './persist.ts';
import type { Watch } from './run.ts';

const undoRows = 2_000;

/** Takes an import back batch by batch, from wherever an earlier run of it ended. `watch` gets the rows handled by this run. */
export async function runUndo(deps: Deps, scope: Scope, id: string, watch: Watch = () => {}): Promise<void> {
  let handled = 0;
  await persist(deps, async (progressed) => {
    for (;;) {
      stopIfAsked(deps);
      const rows = await within(deps.db, scope, async (trx) => {
        const at = await importOf(trx, scope, id, true);
        if (at.status !== 'undoing') return null;
        const removed = await removeImported(trx, scope, id, undoRows);
        if (removed > 0) await touch(trx, scope, id, deps.clock());
        else {
          await removeFaults(trx, scope, id);
          await markStatus(trx, scope, id, 'undone', deps.clock());
        }
        return removed;
      });
      if (rows === null) return;
      progressed();
      handled += rows;
      await watch(handled);
    }
  });
  const { file_key: key } = await within(deps.db, scope, (trx) => importOf(trx, scope, id));
  await deps.files.remove(key);
}
