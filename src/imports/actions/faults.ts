import { Readable } from 'node:stream';
import { type Db, type Trx, within } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import type { Scope } from '../../platform/scope.ts';
import { csvPieces, type Value } from '../../platform/tables/write.ts';
import { faultWords } from '../domain/fault-words.ts';
import { rowReader } from '../domain/rows.ts';
import { type BadRow, badRows, type Fault, isInQuarantine, replaceFault, resolveFaults, usedKeys } from '../queries/faults.ts';
import { advance, type ImportRow, importOf, noStep, type Settled } from '../queries/imports.ts';
import { sumsOf, withoutRate } from './batches.ts';
import { digest } from './digest.ts';
import { badRow, faultsOf, ownColumns } from './quarantine.ts';
import { writeItems } from './write.ts';

/** An import whose bad rows may be worked on: it stands still and was not taken back. */
export async function importWithFaults(trx: Trx, scope: Scope, id: string): Promise<ImportRow & { reading: Settled }> {
  const at = await importOf(trx, scope, id, true);
  if ((at.status !== 'done' && at.status !== 'failed') || !at.reading) throw new AppError('conflict', { reason: 'not_finished' });
  return { ...at, reading: at.reading };
}

/** Reads a corrected row as the file is read: a good one goes in, in this import (answer null); a bad one stays, with what is wrong now. */
export async function correctRow(trx: Trx, scope: Scope, id: string, line: number, cells: string[], now: Date): Promise<BadRow | null> {
  const { reading } = await importWithFaults(trx, scope, id);
  if (!(await isInQuarantine(trx, scope, id, line))) throw new AppError('not_found');
  const row = { line, cells };
  const result = rowReader(reading, digest)(row);
  if ('skipped' in result) {
    await leaveOut(trx, scope, id, line, now);
    return null;
  }
  const still = async (faults: Fault[]) => {
    await replaceFault(trx, scope, id, badRow(row, faults));
    return badRow(row, faults);
  };
  if ('bad' in result) return still(faultsOf(result.bad, reading));
  const noRate = withoutRate(result.ok, reading);
  if (noRate) return still([noRate]);
  const rows = reading.kind === 'costs' ? result.ok : await numbered(trx, scope, reading, result.ok);
  const { written, bad } = await writeItems(trx, scope, id, reading, [{ table: row, rows }]);
  if (bad[0]) return still(bad[0].faults);
  await resolveFaults(trx, scope, id, line, now);
  await advance(trx, scope, id, { ...noStep, ...written, bad: -1, sums: sumsOf(rows) }, now);
  return null;
}

/** Rows without a contact that say the same on one day: more of them in one file are a test, not leads. */
const mostAlike = 10_000;

/** A row about nobody in particular is one more of its likes: read alone it has the key of the first of them. */
async function numbered<R extends { key: string }>(trx: Trx, scope: Scope, reading: Settled, rows: R[]): Promise<R[]> {
  const [row] = rows as (R & { externalId?: string | null; phone?: string | null; email?: string | null; leadExternalId?: string | null })[];
  if (!row || row.externalId != null || row.phone != null || row.email != null || row.leadExternalId != null) return rows;
  const keys = Array.from({ length: mostAlike }, (_, i) => (i === 0 ? row.key : `${row.key}.${i}`));
  const used = new Set(await usedKeys(trx, scope, reading.kind === 'leads' ? 'lead' : 'deal', keys));
  return [{ ...row, key: keys.find((key) => !used.has(key)) ?? keys[0]! }];
}

/** Leaves one row, or all that are still bad (line null), out for good. */
export async function leaveOut(trx: Trx, scope: Scope, id: string, line: number | null, now: Date): Promise<number> {
  await importWithFaults(trx, scope, id);
  const rows = await resolveFaults(trx, scope, id, line, now);
  if (rows === 0 && line !== null) throw new AppError('not_found');
  await advance(trx, scope, id, { ...noStep, bad: -rows, skipped: rows }, now);
  return rows;
}

const page = 500;

/**
 * The bad rows as a CSV: the columns of the file, then the line and the reason in words. It is read in transactions of its own, because
 * it is sent after that of the request; uploaded again, it is recognised as the file it came from.
 */
export function faultsFile(db: Db, scope: Scope, at: ImportRow & { reading: Settled }, language: 'ru' | 'en'): Readable {
  const { header } = at.reading;
  async function* rows(): AsyncGenerator<Value[]> {
    yield [...header, ...ownColumns[language]];
    for (let after = 0; ; ) {
      const batch = await within(db, scope, (trx) => badRows(trx, scope, at.id, after, page));
      for (const { line, cells, faults } of batch) {
        const own = [...header.map((_, i) => cells[i] ?? ''), line, faults.map((fault) => inWords(fault, header, language)).join('; ')];
        yield [...own, ...cells.slice(header.length)];
      }
      if (batch.length < page) return;
      after = batch.at(-1)!.line;
    }
  }
  return Readable.from(csvPieces(rows(), language));
}

function inWords({ column, code, params }: Fault, header: readonly string[], language: 'ru' | 'en'): string {
  const words: Record<string, string> = faultWords[language];
  const text = (words[code] ?? code).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));
  return column === null ? text : `${header[column] ?? ''}: ${text}`;
}
