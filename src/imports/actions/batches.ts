import { setImmediate as breathe } from 'node:timers/promises';
import type { TableRow } from '../../platform/tables/cell.ts';
import { openTable } from '../../platform/tables/open.ts';
import { columnOf } from '../domain/reading.ts';
import { type Row, rowReader } from '../domain/rows.ts';
import type { BadRow } from '../queries/faults.ts';
import type { Settled } from '../queries/imports.ts';
import { digest } from './digest.ts';
import { badRow, faultsOf } from './quarantine.ts';
import { seenKeys } from './seen.ts';

/** A row as it goes in, with the line it was read from: a period of costs gives several. */
export type Item = { table: TableRow; rows: Row[] };
/** Consecutive rows of a file. Of a `replayed` batch everything is stored already: it is read again for what later rows depend on. */
export type Batch = { replayed: boolean; read: number; items: Item[]; bad: BadRow[]; skipped: number; repeated: number };

/** Some 0.3 s of the database: short enough for others who write, long enough that the transaction costs nothing. */
const batchRows = 4_000;
/** Rows between two pauses in which requests are served: about 10 ms. */
const sliceRows = 400;

/**
 * The rows of a file, normalised, from the first one on: which rows repeat another and how rows alike are numbered depends on all rows
 * before. `from` rows are stored already. Of leads and deals of one key the first is taken, so that the same file always says the same.
 */
export async function* batches(path: string, settled: Settled, from: number): AsyncGenerator<Batch> {
  const table = await openTable(path, { sheet: settled.sheet ?? undefined });
  const read = rowReader(settled, digest);
  const known = settled.kind === 'costs' ? null : seenKeys();
  let position = 0;
  let batch = emptyBatch(position < from);
  for await (const rows of table.rows) {
    for (const row of rows) {
      if (row.line <= settled.headerLine) continue;
      position++;
      batch.read++;
      const result = read(row);
      const noRate = 'ok' in result ? withoutRate(result.ok, settled) : null;
      if ('skipped' in result) batch.skipped++;
      else if ('bad' in result) batch.bad.push(badRow(row, faultsOf(result.bad, settled)));
      else if (noRate) batch.bad.push(badRow(row, [noRate]));
      else if (known?.(result.ok[0]!.key)) batch.repeated++;
      else batch.items.push({ table: row, rows: result.ok });
      if (batch.read === batchRows || position === from) {
        yield batch;
        batch = emptyBatch(position < from);
      }
      if (position % sliceRows === 0) await breathe();
    }
  }
  if (batch.read > 0) yield batch;
}

const emptyBatch = (replayed: boolean): Batch => ({ replayed, read: 0, items: [], bad: [], skipped: 0, repeated: 0 });

/** Rows further down may bring a currency nobody has given a rate for. */
export function withoutRate(rows: readonly Row[], settled: Settled): BadRow['faults'][number] | null {
  for (const row of rows) {
    if (!('currency' in row) || row.currency === null || row.currency === settled.workspaceCurrency || settled.rates[row.currency] !== undefined) continue;
    return {
      column: columnOf(settled.columns, 'currency') ?? columnOf(settled.columns, 'amount'),
      value: row.currency,
      code: 'no_rate',
      params: { currency: row.currency },
    };
  }
  return null;
}

/** Money of rows as the file has it, by currency. */
export function sumsOf(rows: Iterable<Row>): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const row of rows) if ('currency' in row && row.currency !== null) sums[row.currency] = (sums[row.currency] ?? 0) + (row.amountMinor ?? 0);
  return sums;
}
