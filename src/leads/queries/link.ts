import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../../platform/db.ts';
import { hidden, recordset } from '../../platform/recordset.ts';
import type { Scope } from '../../platform/scope.ts';

/**
 * Gives each of these deals its lead, by the one rule: the lead whose external id the deal names; else the latest lead of the same
 * phone that came not after the deal was opened (closed, when no opening day is known); else likewise by e-mail; else none. The link
 * is a function of the leads and deals there are, whatever the order of the files: it is reckoned anew whenever either side changes.
 */
export async function linkDeals(trx: Trx, scope: Scope, dealIds: string[]): Promise<void> {
  if (dealIds.length === 0) return;
  const latest = (where: RawBuilder<unknown>) =>
    sql`(select l.id from lead l where l.workspace_id = ${scope.workspaceId} and ${where} order by l.received_at desc, l.id desc limit 1)`;
  const known = sql`l.day <= coalesce(d.opened_on, d.closed_on, l.day)`;
  const { rows } = await sql<{ id: string; was: string | null; lead: string | null }>`
    select d.id, d.lead_id as was, coalesce(
      case when d.lead_external_id is not null then ${latest(sql`l.external_id = d.lead_external_id`)} end,
      case when d.phone is not null then ${latest(sql`l.phone = d.phone and ${known}`)} end,
      case when d.email is not null then ${latest(sql`l.email = d.email and ${known}`)} end) as lead
    from deal d where d.workspace_id = ${scope.workspaceId} and d.id = any(${hidden(dealIds, 'uuid')})`.execute(trx);
  const changed = rows.filter((r) => r.was !== r.lead);
  if (changed.length === 0) return;
  const leads = await sql<{ id: string; day: string; source: string | null }>`
    select id, day, source_id as source from lead where workspace_id = ${scope.workspaceId} and id = any(${hidden(
      changed.flatMap((r) => r.lead ?? []),
      'uuid',
    )})`.execute(trx);
  const place = new Map(leads.rows.map((l) => [l.id, l]));
  const links = changed.map(({ id, lead }) => ({ id, lead, ...(lead === null ? {} : { day: place.get(lead)!.day, source: place.get(lead)!.source }) }));
  await sql`update deal d set lead_id = w.lead, source_id = w.source, cohort_on = coalesce(w.day, d.cohort_on)
    from json_to_recordset(${recordset(links)}) as w (id uuid, lead uuid, day date, source uuid)
    where d.workspace_id = ${scope.workspaceId} and d.id = w.id`.execute(trx);
}

/** Deals whose lead may be, or may have been, one of these leads. */
export async function dealsAbout(trx: Trx, scope: Scope, leadIds: string[]): Promise<string[]> {
  if (leadIds.length === 0) return [];
  const of = (column: string, name: string) => sql`
    select d.id from deal d where d.workspace_id = ${scope.workspaceId} and ${sql.ref(`d.${column}`)} = any(array(select ${sql.ref(name)} from touched where ${sql.ref(name)} is not null))`;
  const { rows } = await sql<{ id: string }>`
    with touched as materialized (select id, external_id, phone, email from lead where workspace_id = ${scope.workspaceId} and id = any(${hidden(leadIds, 'uuid')}))
    ${of('lead_id', 'id')} union ${of('lead_external_id', 'external_id')} union ${of('phone', 'phone')} union ${of('email', 'email')}`.execute(trx);
  return rows.map((r) => r.id);
}
