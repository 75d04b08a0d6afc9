import { sql } from 'kysely';
import { upsertCosts } from '../../channels/actions.ts';
import type { CostRow } from '../../channels/domain/cost-row.ts';
import { upsertDeals, upsertLeads } from '../../leads/actions.ts';
import type { DealRow, LeadRow } from '../../leads/domain/rows.ts';
import type { Trx } from '../../platform/db.ts';
import type { Written } from '../../platform/recordset.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Row } from '../domain/rows.ts';
import type { BadRow } from '../queries/faults.ts';
import type { Settled } from '../queries/imports.ts';
import type { Item } from './batches.ts';
import { badRow } from './quarantine.ts';

/** Writes rows of the kind of the import by the actions every other part of Otdel writes them with. */
export function upsert(trx: Trx, scope: Scope, importId: string, settled: Settled, rows: readonly Row[]): Promise<Written> {
  const { workspaceCurrency: currency, rates, vatRate } = settled;
  if (settled.kind === 'leads') return upsertLeads(trx, scope, rows as readonly LeadRow[], { importId });
  if (settled.kind === 'deals') return upsertDeals(trx, scope, rows as readonly DealRow[], { importId, currency, rates });
  return upsertCosts(trx, scope, rows as readonly CostRow[], { importId, currency, rates, vatRate });
}

/**
 * Writes a batch. When the database refuses a value (which the reading should have caught), the batch is halved until the row is found:
 * that row goes to quarantine and the others go in.
 */
export async function writeItems(
  trx: Trx,
  scope: Scope,
  importId: string,
  settled: Settled,
  items: readonly Item[],
): Promise<{ written: Written; bad: BadRow[] }> {
  const none = { created: 0, updated: 0, unchanged: 0 };
  if (items.length === 0) return { written: none, bad: [] };
  await sql`savepoint rows`.execute(trx);
  try {
    const written = await upsert(
      trx,
      scope,
      importId,
      settled,
      items.flatMap((item) => item.rows),
    );
    await sql`release savepoint rows`.execute(trx);
    return { written, bad: [] };
  } catch (error) {
    if (!isData(error)) throw error;
    await sql`rollback to savepoint rows`.execute(trx);
    const [only] = items;
    if (items.length === 1) return { written: none, bad: [badRow(only!.table, [{ column: null, value: '', code: 'refused', params: {} }])] };
    const middle = items.length >> 1;
    const [first, second] = [
      await writeItems(trx, scope, importId, settled, items.slice(0, middle)),
      await writeItems(trx, scope, importId, settled, items.slice(middle)),
    ];
    const sum = (name: keyof Written) => first.written[name] + second.written[name];
    return { written: { created: sum('created'), updated: sum('updated'), unchanged: sum('unchanged') }, bad: [...first.bad, ...second.bad] };
  }
}

/** Classes 22 (data), 23 (integrity) and 54 (an id too long for an index) of SQLSTATE: the row is at fault, not the database. */
const isData = (error: unknown): boolean => /^(22|23|54)/.test(String((error as { code?: unknown }).code ?? ''));
