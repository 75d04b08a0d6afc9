import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../../platform/db.ts';
import type { Scope } from '../../platform/scope.ts';

export type Entity = 'deal' | 'lead' | 'cost';

const table = (entity: Entity) => sql.table(entity);
/** What an import may have changed, and undo puts back; what the triggers reckon (outcome, lead_id, cohort_on) follows by itself. */
const restored: Record<Entity, RawBuilder<unknown>> = {
  lead: columns('received_at day source_id name phone email company landing self_reported comment click_ids status external_id judgement judged_on reject_reason'),
  deal: columns('external_id lead_external_id phone email name company product amount_minor margin_minor status opened_on closed_on lost_reason'),
  cost: columns('day source_id platform net_minor vat_minor original_minor original_currency impressions clicks'),
};
function columns(names: string): RawBuilder<unknown> {
  return sql.join(names.split(' ').map((c) => sql`${sql.ref(c)} = b.${sql.ref(c)}`));
}

/**
 * The images of one import's changes form a stack with those of later imports of the same row. Where a later import has changed the
 * row again, its image takes the place of ours and the row stays; otherwise the row gets its image back. Returns rows handled, and
 * the ids of those changed.
 */
export async function restoreChanged(trx: Trx, scope: Scope, entity: Entity, importId: string, limit: number): Promise<{ handled: number; ids: string[] }> {
  const { rows } = await sql<{ id: string; later: boolean }>`
    with mine as materialized (
      select c.entity_id, c.before, later.import_id as later_id from import_change c
      join import i on i.workspace_id = c.workspace_id and i.id = c.import_id
      left join lateral (
        select x.import_id from import_change x join import y on y.workspace_id = x.workspace_id and y.id = x.import_id
        where x.workspace_id = c.workspace_id and x.entity = c.entity and x.entity_id = c.entity_id and (coalesce(y.started_at, y.created_at), y.id) > (coalesce(i.started_at, i.created_at), i.id)
        order by coalesce(y.started_at, y.created_at), y.id limit 1
      ) later on true
      where c.workspace_id = ${scope.workspaceId} and c.import_id = ${importId} and c.entity = ${entity} limit ${limit}
    ), passed as (
      update import_change x set before = m.before from mine m
      where x.workspace_id = ${scope.workspaceId} and x.import_id = m.later_id and x.entity = ${entity} and x.entity_id = m.entity_id
    ), put_back as (
      update ${table(entity)} t set ${restored[entity]}, version = t.version + 1
      from mine m cross join lateral jsonb_populate_record(null::${table(entity)}, m.before) b
      where m.later_id is null and t.workspace_id = ${scope.workspaceId} and t.id = m.entity_id
    ), gone as (
      delete from import_change x using mine m
      where x.workspace_id = ${scope.workspaceId} and x.import_id = ${importId} and x.entity = ${entity} and x.entity_id = m.entity_id
    )
    select entity_id as id, later_id is not null as later from mine`.execute(trx);
  return { handled: rows.length, ids: rows.filter((r) => !r.later).map((r) => r.id) };
}

/** Rows this import created and a later one changed belong to that one from now on: as if it had brought them. Returns how many. */
export async function handOver(trx: Trx, scope: Scope, entity: Entity, importId: string, limit: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    with heirs as materialized (
      select distinct on (t.id) t.id, x.import_id from ${table(entity)} t
      join import_change x on x.workspace_id = t.workspace_id and x.entity = ${entity} and x.entity_id = t.id
      join import y on y.workspace_id = x.workspace_id and y.id = x.import_id
      where t.workspace_id = ${scope.workspaceId} and t.import_id = ${importId}
      order by t.id, coalesce(y.started_at, y.created_at), y.id limit ${limit}
    ), gone as (
      delete from import_change x using heirs h where x.workspace_id = ${scope.workspaceId} and x.import_id = h.import_id and x.entity = ${entity} and x.entity_id = h.id
    )
    update ${table(entity)} t set import_id = h.import_id from heirs h where t.workspace_id = ${scope.workspaceId} and t.id = h.id returning t.id`.execute(trx);
  return rows.length;
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
    update deal set lead_id = null where workspace_id = ${scope.workspaceId} and lead_id = any(${leadIds}::uuid[]) returning id`.execute(trx);
  return rows.map((r) => r.id);
}

export const deleteRows = (trx: Trx, scope: Scope, entity: Entity, ids: string[]) =>
  sql`delete from ${table(entity)} where workspace_id = ${scope.workspaceId} and id = any(${ids}::uuid[])`.execute(trx);
