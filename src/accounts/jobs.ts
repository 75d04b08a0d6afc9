import { z } from 'zod';
import { within } from '../platform/db.ts';
import { type Task, task } from '../platform/jobs.ts';
import type { Deps } from '../platform/route.ts';
import { eraseFacts, eraseWorkspace, isRemoved, uploadsOf } from './queries/workspaces.ts';

/** Erases a workspace that was removed. In steps of their own: a workspace may hold a million leads, and a killed job begins again. */
export const eraseWorkspaceTask = task<Deps, z.ZodObject>('accounts.erase', z.object({}), async (deps, scope) => {
  const removed = await within(deps.db, scope, (trx) => isRemoved(trx, scope));
  if (!removed) return;
  for (const { file_key } of await within(deps.db, scope, (trx) => uploadsOf(trx, scope))) await deps.files.remove(file_key);
  for (const table of ['deal', 'lead'] as const) {
    while ((await within(deps.db, scope, (trx) => eraseFacts(trx, scope, table, 5_000))) > 0);
  }
  await within(deps.db, scope, (trx) => eraseWorkspace(trx, scope));
});

export const accountTasks: Task<Deps>[] = [eraseWorkspaceTask];
