import { sql } from 'kysely';
import type { Trx } from '../../platform/db.ts';
import { recordset, type Written } from '../../platform/recordset.ts';
import type { Scope } from '../../platform/scope.ts';

export type DealFact = {
  id: string;
  key: string;
  externalId: string | null;
  leadExternalId: string | null;
  phone: string | null;
  email: string | null;
  name: string | null;
  company: string | null;
  product: string | null;
  amountMinor: number | null;
  marginMinor: number | null;
  status: string;
  openedAt: string | null;
  closedAt: string | null;
  lostReason: string | null;
};

/** Writes deals by key and says which were touched; what a file leaves empty is kept. A deal that is open again loses its closing day. */
export async function writeDeals(trx: Trx, scope: Scope, facts: DealFact[], importId: string | null): Promise<Written & { touched: string[] }> {
  const rows = recordset(facts);
  const {
    rows: [found],
  } = await sql<{ known: string[]; changed: string[] }>`
    with zone as (select time_zone from workspace where id = ${scope.workspaceId}),
    incoming as materialized (select r.*, o.day as opened_on, c.day as closed_on from ${columns(rows)}),
    merged as materialized (
      select d.id, d.key, d as was, to_jsonb(d) as before, coalesce(i."externalId", d.external_id) as external_id, coalesce(i."leadExternalId", d.lead_external_id) as lead_external_id,
        coalesce(i.phone, d.phone) as phone, coalesce(i.email, d.email) as email, coalesce(i.name, d.name) as name, coalesce(i.company, d.company) as company,
        coalesce(i.product, d.product) as product, coalesce(i."amountMinor", d.amount_minor) as amount_minor, coalesce(i."marginMinor", d.margin_minor) as margin_minor, i.status,
        coalesce(i.opened_on, d.opened_on) as opened_on, case when i.status <> 'open' then coalesce(i.closed_on, d.closed_on) else i.closed_on end as closed_on,
        case when i.status = 'lost' then coalesce(i."lostReason", d.lost_reason) end as lost_reason
      from incoming i cross join lateral (select * from deal d where d.workspace_id = ${scope.workspaceId} and d.key = i.key limit 1) d
    ), changed as (
      select * from merged m
      where ((m.was).external_id, (m.was).lead_external_id, (m.was).phone, (m.was).email, (m.was).name, (m.was).company, (m.was).product, (m.was).amount_minor, (m.was).margin_minor,
          (m.was).status, (m.was).opened_on, (m.was).closed_on, (m.was).lost_reason)
        is distinct from (m.external_id, m.lead_external_id, m.phone, m.email, m.name, m.company, m.product, m.amount_minor, m.margin_minor, m.status, m.opened_on, m.closed_on, m.lost_reason)
    ), kept as (
      insert into import_change (workspace_id, import_id, entity, entity_id, before)
      select ${scope.workspaceId}, ${importId}::uuid, 'deal', id, before from changed
      where ${importId}::uuid is not null and (was).import_id is distinct from ${importId}::uuid
      on conflict do nothing
    ), updated as (
      update deal d set external_id = n.external_id, lead_external_id = n.lead_external_id, phone = n.phone, email = n.email, name = n.name, company = n.company, product = n.product,
        amount_minor = n.amount_minor, margin_minor = n.margin_minor, status = n.status, opened_on = n.opened_on, closed_on = n.closed_on, lost_reason = n.lost_reason, version = d.version + 1
      from changed n where d.workspace_id = ${scope.workspaceId} and d.id = n.id returning d.id
    )
    select array(select key from merged) as known, array(select id from updated) as changed`.execute(trx);
  const { changed } = found!;
  const known = new Set(found!.known);
  const fresh = facts.filter((f) => !known.has(f.key));
  if (fresh.length > 0) {
    const text = fresh.length === facts.length ? rows : recordset(fresh);
    // cohort_on is given by deal_follow(); the column only may not be left out
    await sql`
      with zone as (select time_zone from workspace where id = ${scope.workspaceId})
      insert into deal (workspace_id, id, key, cohort_on, external_id, lead_external_id, phone, email, name, company, product, amount_minor, margin_minor, status, opened_on, closed_on, lost_reason, import_id)
      select ${scope.workspaceId}, r.id, r.key, current_date, r."externalId", r."leadExternalId", r.phone, r.email, r.name, r.company, r.product, r."amountMinor", r."marginMinor", r.status,
        o.day, c.day, case when r.status = 'lost' then r."lostReason" end, ${importId}::uuid
      from ${columns(text)}`.execute(trx);
  }
  return { created: fresh.length, updated: changed.length, unchanged: known.size - changed.length, touched: [...changed, ...fresh.map((f) => f.id)] };
}

const columns = (rows: string) => sql`
  json_to_recordset(${rows}) as r (id uuid, key text, "externalId" text, "leadExternalId" text, phone text, email text, name text, company text, product text,
    "amountMinor" bigint, "marginMinor" bigint, status text, "openedAt" text, "closedAt" text, "lostReason" text)
  cross join lateral (select ${day(sql`r."openedAt"`)} as day) o
  cross join lateral (select ${day(sql`r."closedAt"`)} as day) c`;

/** The day of a moment in the workspace; what is written without a zone is its wall clock already. */
const day = (text: ReturnType<typeof sql>) => sql`case when ${text} ~ 'T.*(Z|[+-][0-9]{2}(:?[0-9]{2})?)$'
  then (${text}::timestamptz at time zone (select time_zone from zone))::date else ${text}::timestamp::date end`;
