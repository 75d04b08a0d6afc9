import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../../platform/db.ts';
import { hidden, recordset } from '../../platform/recordset.ts';
import type { Scope } from '../../platform/scope.ts';

export type Entity = 'deal' | 'lead' | 'cost';

const table = (entity: Entity) => sql.table(entity);
/** What an import may have changed, and undo puts back; what the triggers reckon (outcome, lead_id, cohort_on) follows by itself. */
const restored: Record<Entity, RawBuilder<unknown>> = {
  lead: columns(
    'received_at day source_id name phone email company landing self_reported comment click_ids status external_id judgement judged_on reject_reason',
  ),
  deal: columns('external_id lead_external_id phone email name company product amount_minor margin_minor status opened_on closed_on lost_reason'),
  cost: columns('day source_id platform net_minor vat_minor original_minor original_currency impressions clicks'),
};
function columns(names: string): RawBuilder<unknown> {
  return sql.join(names.split(' ').map((c) => sql`${sql.ref(c)} = b.${sql.ref(c)}`));
}

/**
 * The images of one import's changes form a stack with those of later imports of the same row. Where a later import has changed the
 * row again, its image takes the place of ours and the row stays; otherwise the row gets its image back. Returns rows handled, and
 * the ids of those changed. The rows travel through the application so that the planner sees a set and not "one row" (a loop within a loop).
 */
export async function restoreChanged(trx: Trx, scope: Scope, entity: Entity, importId: string, limit: number): Promise<{ handled: number; ids: string[] }> {
  const { rows } = await sql<{ id: string; before: object; later: string | null }>`
    select c.entity_id as id, c.before, later.import_id as later from import_change c
    left join lateral (
      select x.import_id from import_change x join import y on y.workspace_id = x.workspace_id and y.id = x.import_id
      where x.workspace_id = ${scope.workspaceId} and x.entity = ${entity} and x.entity_id = c.entity_id and ${since} > (
        select coalesce(y.started_at, y.created_at), y.id from import y where y.workspace_id = ${scope.workspaceId} and y.id = ${importId})
      order by ${since} limit 1
    ) later on true
    where c.workspace_id = ${scope.workspaceId} and c.import_id = ${importId} and c.entity = ${entity} limit ${limit}`.execute(trx);
  if (rows.length === 0) return { handled: 0, ids: [] };
  const images = sql`json_to_recordset(${recordset(rows)}) as m (id uuid, before jsonb, later uuid)`;
  const last = rows.filter((r) => r.later === null).map((r) => r.id);
  if (last.length < rows.length) {
    await sql`update import_change x set before = m.before from ${images}
      where x.workspace_id = ${scope.workspaceId} and x.import_id = m.later and x.entity = ${entity} and x.entity_id = m.id`.execute(trx);
  }
  await sql`update ${table(entity)} t set ${restored[entity]}, version = t.version + 1
    from ${images} cross join lateral jsonb_populate_record(null::${table(entity)}, m.before) b
    where m.later is null and t.workspace_id = ${scope.workspaceId} and t.id = m.id`.execute(trx);
  await sql`delete from import_change where workspace_id = ${scope.workspaceId} and import_id = ${importId} and entity = ${entity}
    and entity_id = any(${hidden(
      rows.map((r) => r.id),
      'uuid',
    )})`.execute(trx);
  return { handled: rows.length, ids: last };
}

/** The order in which imports wrote. */
const since = sql`(coalesce(y.started_at, y.created_at), y.id)`;

/** Those of these created rows that later imports changed belong to the first of them from now on, as if it had brought them. Returns their ids. */
export async function handOver(trx: Trx, scope: Scope, entity: Entity, ids: string[]): Promise<string[]> {
  const { rows: heirs } = await sql<{ id: string; heir: string }>`
    select distinct on (x.entity_id) x.entity_id as id, x.import_id as heir from import_change x
    join import y on y.workspace_id = x.workspace_id and y.id = x.import_id
    where x.workspace_id = ${scope.workspaceId} and x.entity = ${entity} and x.entity_id = any(${hidden(ids, 'uuid')})
    order by x.entity_id, ${since}`.execute(trx);
  if (heirs.length > 0) {
    const list = sql`json_to_recordset(${recordset(heirs)}) as h (id uuid, heir uuid)`;
    await sql`delete from import_change x using ${list} where x.workspace_id = ${scope.workspaceId} and x.import_id = h.heir and x.entity = ${entity} and x.entity_id = h.id`.execute(
      trx,
    );
    await sql`update ${table(entity)} t set import_id = h.heir from ${list} where t.workspace_id = ${scope.workspaceId} and t.id = h.id`.execute(trx);
  }
  return heirs.map((h) => h.id);
}

/** Ids of rows the import created. */
export async function createdBy(trx: Trx, scope: Scope, entity: Entity, importId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ${table(entity)} where workspace_id = ${scope.workspaceId} and import_id = ${importId} limit ${limit}`.execute(trx);
  return rows.map((r) => r.id);
}

/** Deals of these leads lose them; returns the deals. */
export async function unlinkDeals(trx: Trx, scope: Scope, leadIds: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update deal set lead_id = null where workspace_id = ${scope.workspaceId} and lead_id = any(${hidden(leadIds, 'uuid')}) returning id`.execute(trx);
  return rows.map((r) => r.id);
}

export const deleteRows = (trx: Trx, scope: Scope, entity: Entity, ids: string[]) =>
  sql`delete from ${table(entity)} where workspace_id = ${scope.workspaceId} and id = any(${hidden(ids, 'uuid')})`.execute(trx);
