import type { Trx } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import type { Scope } from '../../platform/scope.ts';
import { importOf, markRunning, markStatus, removeImportRow, type Said, settle } from '../queries/imports.ts';
import { remember } from '../queries/mapping.ts';
import { understandAgain, waitingImport } from './receive.ts';

/** Settles how a file is read and marks the import as running; what makes it run (a job, a command) comes after. Goes on with one that failed. */
export async function beginImport(trx: Trx, scope: Scope, id: string, version: number, now: Date): Promise<void> {
  const before = await importOf(trx, scope, id, true);
  if (before.version !== version) throw new AppError('stale', { version: before.version });
  if (before.status === 'failed') return void (await markRunning(trx, scope, id, now));
  const at = await waitingImport(trx, scope, id, version);
  const found = await understandAgain(trx, scope, at);
  if (!found.ready || !found.settled) {
    const open = found.questions.filter((one) => one.required).map((one) => one.code);
    throw new AppError('conflict', found.refusal ? { reason: found.refusal.code } : { reason: 'questions_open', questions: open });
  }
  await settle(trx, scope, id, { ...found.settled, sheet: at.recognition?.sheet ?? null });
  if (at.signature !== null)
    await rememberReading(
      trx,
      scope,
      at.signature,
      at.said,
      found.columns.map((column) => column.field),
    );
  await markRunning(trx, scope, id, now);
}

/** The next file with this header is read the same way. Rates of exchange change, so they are asked again. */
async function rememberReading(trx: Trx, scope: Scope, signature: string, said: Said, columns: Said['columns']): Promise<void> {
  const { rates: _, ...answers } = said.answers ?? {};
  if (said.kind === undefined && said.columns === undefined && Object.keys(answers).length === 0) return;
  await remember(trx, scope, signature, { kind: said.kind, columns: said.columns && columns, answers });
}

/** Marks an import to be taken back; one under way stops after its current batch. */
export async function beginUndo(trx: Trx, scope: Scope, id: string, now: Date): Promise<void> {
  const { status } = await importOf(trx, scope, id, true);
  if (status !== 'done' && status !== 'failed' && status !== 'running') throw new AppError('conflict', { reason: 'nothing_to_undo' });
  await markStatus(trx, scope, id, 'undoing', now);
}

/** Forgets a file that was not imported; returns the name it is stored under. */
export async function forget(trx: Trx, scope: Scope, id: string): Promise<string> {
  const { file_key: key } = await waitingImport(trx, scope, id, null);
  await removeImportRow(trx, scope, id);
  return key;
}
