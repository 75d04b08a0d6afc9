import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import type { Scope } from '../../platform/scope.ts';

export type AuditRow = {
  actor: Scope['actor'];
  person_id: string | null;
  action: string;
  entity: string | null;
  entity_id: string | null;
  before: unknown;
  after: unknown;
  at: Date;
};
/** Number and hashes are put in by the trigger audit_chain. */
export const insertAudit = (db: Db, scope: Scope, row: AuditRow) =>
  db
    .insertInto('audit_entry')
    .values({
      workspace_id: scope.workspaceId,
      ...row,
      number: 0,
      before: row.before === undefined ? null : JSON.stringify(row.before),
      after: row.after === undefined ? null : JSON.stringify(row.after),
      previous_hash: '',
      hash: '',
    })
    .execute();

export function auditOf(
  db: Db,
  scope: Scope,
  filter: { before?: number | undefined; limit: number; person?: string | undefined; action?: string | undefined },
) {
  return db
    .selectFrom('audit_entry')
    .leftJoin('person', 'person.id', 'audit_entry.person_id')
    .select(['number', 'at', 'audit_entry.person_id', 'person.name as personName', 'action', 'entity', 'entity_id', 'before', 'after'])
    .select(sql<Scope['actor']>`actor`.as('actor'))
    .where('workspace_id', '=', scope.workspaceId)
    .$if(filter.before !== undefined, (q) => q.where('number', '<', filter.before!))
    .$if(filter.person !== undefined, (q) => q.where('audit_entry.person_id', '=', filter.person!))
    .$if(filter.action !== undefined, (q) => q.where('action', '=', filter.action!))
    .orderBy('number', 'desc')
    .limit(filter.limit)
    .execute();
}

/** What the filters of the screen can be set to. */
export async function auditChoices(db: Db, scope: Scope) {
  const actions = await db.selectFrom('audit_entry').select('action').distinct().where('workspace_id', '=', scope.workspaceId).orderBy('action').execute();
  const people = await db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', 'in', (e) =>
      e
        .selectFrom('audit_entry')
        .select(sql<string>`person_id`.as('person_id'))
        .where('workspace_id', '=', scope.workspaceId)
        .where('person_id', 'is not', null),
    )
    .orderBy('name')
    .execute();
  return { actions: actions.map((a) => a.action), people };
}

/** Walks the chain: how many entries, and the first whose number, hash or link to the one before is not what it must be. */
export const brokenLink = async (db: Db, scope: Scope) =>
  (
    await sql<{ entries: number; brokenAt: number | null }>`
      select count(*) as entries, min(number) filter (where number <> place or hash <> expected or previous_hash <> coalesce(last_hash, '')) as "brokenAt"
      from (
        select number, hash, previous_hash, audit_hash(e) as expected, row_number() over chain as place, lag(hash) over chain as last_hash
        from audit_entry e where workspace_id = ${scope.workspaceId} window chain as (order by number)
      ) walked`.execute(db)
  ).rows[0]!;
