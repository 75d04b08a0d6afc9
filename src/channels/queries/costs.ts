import { sql } from 'kysely';
import type { Trx } from '../../platform/db.ts';
import { recordset, type Written } from '../../platform/recordset.ts';
import type { Scope } from '../../platform/scope.ts';

export type CostFact = {
  id: string;
  key: string;
  day: string;
  sourceId: string | null;
  platform: string | null;
  netMinor: number;
  vatMinor: number;
  originalMinor: number | null;
  originalCurrency: string | null;
  impressions: number | null;
  clicks: number | null;
};

/**
 * Writes costs by key. A fact of another import is replaced; one that this same import has written already is added to, because a
 * file may spread one (day, source) over rows that land in different batches. The state before the import is kept for undo.
 */
export async function writeCosts(trx: Trx, scope: Scope, facts: CostFact[], importId: string | null): Promise<Written> {
  const { rows } = await sql<Written>`
    with incoming as materialized (
      select * from json_to_recordset(${recordset(facts)}) as r (id uuid, key text, day date, "sourceId" uuid, platform text, "netMinor" bigint, "vatMinor" bigint,
        "originalMinor" bigint, "originalCurrency" text, impressions bigint, clicks bigint)
    ), existing as materialized (
      select c.id, i.key, to_jsonb(c) as before, i.day, i."sourceId" as source_id, i.platform, own.mine,
        i."netMinor" + case when own.mine then c.net_minor else 0 end as net_minor,
        i."vatMinor" + case when own.mine then c.vat_minor else 0 end as vat_minor,
        case when own.mine then i."originalMinor" + coalesce(c.original_minor, 0) else i."originalMinor" end as original_minor,
        i."originalCurrency"::char(3) as original_currency,
        case when own.mine then coalesce(i.impressions + c.impressions, i.impressions, c.impressions) else i.impressions end as impressions,
        case when own.mine then coalesce(i.clicks + c.clicks, i.clicks, c.clicks) else i.clicks end as clicks,
        c as was
      from incoming i cross join lateral (select * from cost c where c.workspace_id = ${scope.workspaceId} and c.key = i.key limit 1) c
      cross join lateral (select coalesce(c.import_id = ${importId}::uuid, false) or exists (
        select from import_change x where x.workspace_id = ${scope.workspaceId} and x.import_id = ${importId}::uuid and x.entity = 'cost' and x.entity_id = c.id) as mine) own
    ), changed as (
      select * from existing e
      where ((e.was).day, (e.was).source_id, (e.was).platform, (e.was).net_minor, (e.was).vat_minor, (e.was).original_minor, (e.was).original_currency, (e.was).impressions, (e.was).clicks)
        is distinct from (e.day, e.source_id, e.platform, e.net_minor, e.vat_minor, e.original_minor, e.original_currency, e.impressions, e.clicks)
    ), kept as (
      insert into import_change (workspace_id, import_id, entity, entity_id, before)
      select ${scope.workspaceId}, ${importId}::uuid, 'cost', id, before from changed where ${importId}::uuid is not null and not mine
      on conflict do nothing
    ), updated as (
      update cost c set day = n.day, source_id = n.source_id, platform = n.platform, net_minor = n.net_minor, vat_minor = n.vat_minor, original_minor = n.original_minor,
        original_currency = n.original_currency, impressions = n.impressions, clicks = n.clicks, version = c.version + 1
      from changed n where c.workspace_id = ${scope.workspaceId} and c.id = n.id returning 1
    ), created as (
      insert into cost (workspace_id, id, key, day, source_id, platform, net_minor, vat_minor, original_minor, original_currency, impressions, clicks, import_id)
      select ${scope.workspaceId}, i.*, ${importId}::uuid from incoming i where i.key not in (select e.key from existing e) returning 1
    )
    select (select count(*) from created) as created, (select count(*) from updated) as updated,
      (select count(*) from existing) - (select count(*) from updated) as unchanged`.execute(trx);
  return rows[0]!;
}
