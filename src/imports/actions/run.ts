import { statfs } from 'node:fs/promises';
import { within } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import { freeSpaceFloorBytes } from '../../platform/files.ts';
import type { Deps } from '../../platform/route.ts';
import type { Scope } from '../../platform/scope.ts';
import { insertFaults } from '../queries/faults.ts';
import { advance, type ImportRow, importOf, markStatus, noStep, type Refusal, type Settled } from '../queries/imports.ts';
import { type Batch, batches, sumsOf } from './batches.ts';
import { type Facts, factBatches, sumUp } from './facts.ts';
import { persist, stopIfAsked } from './persist.ts';
import { upsert, writeItems } from './write.ts';

/** A file with more bad rows than this is read the wrong way: it stops, to be undone and mapped anew. */
const badLimit = 100_000;

/** Called after each commit; what it throws ends the run as a crash would. */
export type Watch = (rowsRead: number) => void | Promise<void>;

/**
 * Runs an import from where its last committed batch ended, and again after a lost connection: rows, bad rows and progress of a batch are
 * one transaction, so that a crash at any moment leaves exact totals. Safe to call for an import in any state, and twice at once.
 */
export async function runImport(deps: Deps, scope: Scope, id: string, watch: Watch = () => {}): Promise<void> {
  try {
    await persist(deps, (progressed) =>
      pass(deps, scope, id, async (read) => {
        progressed();
        await watch(read);
      }),
    );
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    await within(deps.db, scope, async (trx) => {
      const { status } = await importOf(trx, scope, id, true);
      if (status === 'running') await markStatus(trx, scope, id, 'failed', deps.clock(), refusal);
    });
  }
}

/** Another run has come further with this import: this one is superfluous. */
class Overtaken extends Error {}

async function pass(deps: Deps, scope: Scope, id: string, watch: Watch): Promise<void> {
  const at = await within(deps.db, scope, (trx) => importOf(trx, scope, id));
  if (at.status !== 'running' || !at.reading) return;
  try {
    await throughFile(deps, scope, at, at.reading, watch);
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error;
    return;
  }
  await deps.files.remove(at.file_key);
}

async function throughFile(deps: Deps, scope: Scope, at: ImportRow, settled: Settled, watch: Watch): Promise<void> {
  const facts: Facts | null = settled.kind === 'costs' ? new Map() : null;
  const from = performance.now();
  let position = at.rows_read;
  let bad = at.rows_bad;
  let writing: Promise<void> = Promise.resolve();
  // While the database writes one batch the next is read.
  try {
    for await (const batch of batches(deps.files.pathOf(at.file_key), settled, at.rows_read)) {
      if (facts) sumUp(facts, batch);
      await writing;
      if (batch.replayed) continue;
      bad += batch.bad.length;
      await mayGoOn(deps, bad);
      const start = position;
      position += batch.read;
      const perSecond = start === at.rows_read ? null : ((start - at.rows_read) * 1000) / (performance.now() - from);
      writing = commit(deps, scope, at.id, settled, batch, start, perSecond).then(() => watch(start + batch.read));
      writing.catch(() => {}); // it is awaited a batch later
    }
    await writing;
    if (facts) await writeFacts(deps, scope, at, settled, facts, position, watch);
  } finally {
    await writing.catch(() => {});
  }
  await within(deps.db, scope, async (trx) => {
    const now = await importOf(trx, scope, at.id, true);
    if (now.status !== 'running' || now.rows_read !== position) throw new Overtaken();
    await markStatus(trx, scope, at.id, 'done', deps.clock());
  });
}

/** One batch: rows, bad rows and progress, or nothing. Costs are only counted here, and written when the whole file is summed up. */
const commit = (deps: Deps, scope: Scope, id: string, settled: Settled, batch: Batch, from: number, perSecond: number | null): Promise<void> =>
  within(deps.db, scope, async (trx) => {
    const now = await importOf(trx, scope, id, true);
    if (now.status !== 'running' || now.rows_read !== from) throw new Overtaken();
    const costs = settled.kind === 'costs';
    const { written, bad } = costs ? { written: noStep, bad: [] } : await writeItems(trx, scope, id, settled, batch.items);
    const refused = new Set(bad.map((row) => row.line));
    const taken = batch.items.filter((item) => !refused.has(item.table.line));
    await insertFaults(trx, scope, id, [...batch.bad, ...bad]);
    const step = { ...noStep, ...counts(written), read: batch.read, repeated: batch.repeated, skipped: batch.skipped, bad: batch.bad.length + bad.length };
    await advance(trx, scope, id, { ...step, sums: sumsOf(taken.flatMap((item) => item.rows)), perSecond }, deps.clock());
  });

async function writeFacts(deps: Deps, scope: Scope, at: ImportRow, settled: Settled, facts: Facts, position: number, watch: Watch): Promise<void> {
  for (const { start, rows } of factBatches(facts, at.facts_written)) {
    stopIfAsked(deps);
    await within(deps.db, scope, async (trx) => {
      const now = await importOf(trx, scope, at.id, true);
      if (now.status !== 'running' || now.facts_written !== start) throw new Overtaken();
      const written = await upsert(trx, scope, at.id, settled, rows);
      await advance(trx, scope, at.id, { ...noStep, ...counts(written), facts: rows.length }, deps.clock());
    });
    await watch(position);
  }
}

const counts = ({ created, updated, unchanged }: { created: number; updated: number; unchanged: number }) => ({ created, updated, unchanged });

async function mayGoOn(deps: Deps, bad: number): Promise<void> {
  stopIfAsked(deps);
  if (bad > badLimit) throw new AppError('conflict', { reason: 'too_many_bad', limit: badLimit });
  const disk = await statfs(deps.config.dataDir);
  if (disk.bavail * disk.bsize < freeSpaceFloorBytes) throw new AppError('unavailable', { reason: 'disk_full' });
}

/** What stops an import for good, until a person acts; anything else is a fault of ours, and the queue tries again. */
function refusalOf(error: unknown): Refusal | null {
  if (error instanceof AppError) {
    const { reason, ...params } = error.details;
    return { code: typeof reason === 'string' ? reason : error.code, params: params as Refusal['params'] };
  }
  const { code, syscall } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' && syscall !== 'connect' ? { code: 'file_missing', params: {} } : null;
}
