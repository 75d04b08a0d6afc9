import type { CostRow } from '../../channels/domain/cost-row.ts';
import { AppError } from '../../platform/errors.ts';
import { addCosts } from '../domain/rows.ts';
import type { Batch } from './batches.ts';

/** Costs of a file by key, in the order in which the keys come up: the same after a restart. */
export type Facts = Map<string, CostRow>;

/** About 300 MB of memory at most. Three years of days for 350 campaigns; a report by keyword is summed up to far less. */
const factLimit = 400_000;
const factBatch = 2_500;

/**
 * Adds the costs of a batch to those of the file: rows of one day and source are one fact, wherever in the file they stand. Written
 * apart, they would replace one another when the file comes again. Moves rows that were added to another to `repeated`.
 */
export function sumUp(facts: Facts, batch: Batch): void {
  for (const { rows } of batch.items) {
    let added = 0;
    for (const row of rows as CostRow[]) {
      const same = facts.get(row.key);
      if (same) added++;
      // A copy of its own: cells are slices of the text they were read from and would keep all of it in memory.
      facts.set(row.key, same ? addCosts(same, row) : (JSON.parse(JSON.stringify(row)) as CostRow));
    }
    if (added === rows.length) batch.repeated++;
  }
  if (facts.size > factLimit) throw new AppError('conflict', { reason: 'too_many_facts', limit: factLimit });
}

/** The facts behind the first `from`, in batches for one transaction each. */
export function* factBatches(facts: Facts, from: number): Generator<{ start: number; rows: CostRow[] }> {
  const all = [...facts.values()];
  for (let start = from; start < all.length; start += factBatch) yield { start, rows: all.slice(start, start + factBatch) };
}
