import { sql } from 'kysely';
import type { Trx } from '../../platform/db.ts';
import type { Scope } from '../../platform/scope.ts';

/**
 * Gives each of these deals its lead, by the one rule: the lead whose external id the deal names; else the latest lead of the same
 * phone that came not after the deal was opened (closed, when no opening day is known); else likewise by e-mail; else none. The link
 * is a function of the leads and deals there are, whatever the order of the files: it is reckoned anew whenever either side changes.
 */
export const linkDeals = (trx: Trx, scope: Scope, dealIds: string[]) =>
  dealIds.length === 0
    ? null
    : sql`
      update deal d set lead_id = w.lead_id from (
        select d.id, coalesce(x.id, p.id, e.id) as lead_id
        from deal d
        left join lateral (
          select l.id from lead l where l.workspace_id = ${scope.workspaceId} and l.external_id = d.lead_external_id order by l.received_at desc, l.id desc limit 1
        ) x on d.lead_external_id is not null
        left join lateral (
          select l.id from lead l where l.workspace_id = ${scope.workspaceId} and l.phone = d.phone and l.day <= coalesce(d.opened_on, d.closed_on, l.day)
          order by l.received_at desc, l.id desc limit 1
        ) p on x.id is null and d.phone is not null
        left join lateral (
          select l.id from lead l where l.workspace_id = ${scope.workspaceId} and l.email = d.email and l.day <= coalesce(d.opened_on, d.closed_on, l.day)
          order by l.received_at desc, l.id desc limit 1
        ) e on x.id is null and p.id is null and d.email is not null
        where d.workspace_id = ${scope.workspaceId} and d.id = any(${dealIds}::uuid[])
      ) w
      where d.workspace_id = ${scope.workspaceId} and d.id = w.id and d.lead_id is distinct from w.lead_id`.execute(trx);

/** Deals whose lead may be, or may have been, one of these leads. */
export async function dealsAbout(trx: Trx, scope: Scope, leadIds: string[]): Promise<string[]> {
  if (leadIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    with touched as materialized (select id, external_id, phone, email from lead where workspace_id = ${scope.workspaceId} and id = any(${leadIds}::uuid[]))
    select d.id from touched t join deal d on d.workspace_id = ${scope.workspaceId} and d.lead_id = t.id
    union select d.id from touched t join deal d on d.workspace_id = ${scope.workspaceId} and d.lead_external_id = t.external_id
    union select d.id from touched t join deal d on d.workspace_id = ${scope.workspaceId} and d.phone = t.phone
    union select d.id from touched t join deal d on d.workspace_id = ${scope.workspaceId} and d.email = t.email`.execute(trx);
  return rows.map((r) => r.id);
}
