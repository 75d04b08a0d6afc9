import type { Trx } from '../../platform/db.ts';
import type { Scope } from '../../platform/scope.ts';

/** What the workspace knows and a file does not say. `vatRate` in percent. */
export type Around = { timeZone: string; country: string; currency: string; vatRate: number };

export async function surroundings(trx: Trx, scope: Scope): Promise<Around> {
  const row = await trx
    .selectFrom('workspace')
    .select(['time_zone', 'country', 'currency', 'vat_rate'])
    .where('id', '=', scope.workspaceId)
    .executeTakeFirstOrThrow();
  return { timeZone: row.time_zone, country: row.country, currency: row.currency, vatRate: row.vat_rate };
}
