import { sql } from 'kysely';
import type { Role } from '../../permissions.ts';
import type { Db } from '../../platform/db.ts';
import type { Scope } from '../../platform/scope.ts';

/** The workspaces of the person named to row-level security by actAs(); to be asked before a workspace is entered. */
export const membershipsOf = (db: Db, personId: string) =>
  db
    .selectFrom('member')
    .innerJoin('workspace', 'workspace.id', 'member.workspace_id')
    .select(['workspace.id', 'workspace.name', 'demo', 'currency', 'time_zone', 'mode', 'country', sql<Role>`role`.as('role')])
    .where('member.person_id', '=', personId)
    .where('removed_at', 'is', null)
    .orderBy('workspace.name')
    .orderBy('workspace.id')
    .execute();

/** The role of a person in a workspace that is there, before it is entered; what authorize() asks on every request. */
export const roleIn = async (db: Db, workspaceId: string, personId: string): Promise<Role | null> =>
  (
    await db
      .selectFrom('member')
      .innerJoin('workspace', 'workspace.id', 'member.workspace_id')
      .select(sql<Role>`role`.as('role'))
      .where('workspace_id', '=', workspaceId)
      .where('person_id', '=', personId)
      .where('removed_at', 'is', null)
      .executeTakeFirst()
  )?.role ?? null;

export type WorkspaceRow = {
  id: string;
  name: string;
  currency: string;
  time_zone: string;
  country: string;
  mode: string;
  demo: boolean;
  vat_rate: number;
  vat_recoverable: boolean;
};
export const insertWorkspace = (db: Db, row: WorkspaceRow) => db.insertInto('workspace').values(row).execute();

export const workspaceOf = (db: Db, scope: Scope) => db.selectFrom('workspace').selectAll().where('id', '=', scope.workspaceId).executeTakeFirstOrThrow();

/** Are there facts whose amounts and days are in the currency and time zone of the workspace? One look-up in each index. */
export const hasFacts = async (db: Db, scope: Scope): Promise<boolean> =>
  (
    await sql<{
      has: boolean;
    }>`select exists (select from lead where workspace_id = ${scope.workspaceId}) or exists (select from deal where workspace_id = ${scope.workspaceId})
      or exists (select from cost where workspace_id = ${scope.workspaceId}) or exists (select from plan_version where workspace_id = ${scope.workspaceId}) as has`.execute(
      db,
    )
  ).rows[0]!.has;

export type WorkspaceChange = Partial<{
  name: string;
  currency: string;
  time_zone: string;
  country: string;
  mode: string;
  vat_rate: number;
  vat_recoverable: boolean;
  gross_margin: number;
  target_cac_minor: number | null;
  required_romi: number;
  cycle_median_days: number;
  cycle_p90_days: number;
}>;
/** False when somebody else changed it since `version`. */
export const updateWorkspace = async (db: Db, scope: Scope, version: number, change: WorkspaceChange): Promise<boolean> =>
  (
    await db
      .updateTable('workspace')
      .set({ ...change, version: version + 1 })
      .where('id', '=', scope.workspaceId)
      .where('version', '=', version)
      .executeTakeFirst()
  ).numUpdatedRows > 0n;

/** Raises 22023 (answered as `invalid`) when PostgreSQL does not know a zone that the browser's list has. */
export const checkTimeZone = (db: Db, name: string) => sql`select now() at time zone ${name}`.execute(db);

export const markRemoved = (db: Db, scope: Scope, now: Date) =>
  db.updateTable('workspace').set({ removed_at: now }).where('id', '=', scope.workspaceId).execute();

export const isRemoved = async (db: Db, scope: Scope): Promise<boolean> =>
  (await db.selectFrom('workspace').select('id').where('id', '=', scope.workspaceId).where('removed_at', 'is not', null).executeTakeFirst()) !== undefined;

/** Up to `limit` leads or deals, so that their statement triggers keep within memory; returns how many went. */
export const eraseFacts = async (db: Db, scope: Scope, table: 'deal' | 'lead', limit: number): Promise<number> =>
  Number(
    (
      await sql`delete from ${sql.table(table)} where workspace_id = ${scope.workspaceId} and id in (select id from ${sql.table(table)} where workspace_id = ${scope.workspaceId} limit ${limit})`.execute(
        db,
      )
    ).numAffectedRows ?? 0n,
  );
export const uploadsOf = (db: Db, scope: Scope) => db.selectFrom('import').select('file_key').where('workspace_id', '=', scope.workspaceId).execute();
/** Everything else goes with the workspace, by its foreign keys. */
export const eraseWorkspace = (db: Db, scope: Scope) =>
  db.deleteFrom('workspace').where('id', '=', scope.workspaceId).where('removed_at', 'is not', null).execute();

// ── calendar ────────────────────────────────────────────────────────────────────────────────────────────────────
export const ownDays = (db: Db, scope: Scope, from: string, to: string) =>
  db
    .selectFrom('calendar_day')
    .select(['day', 'note', sql<'working' | 'short' | 'off'>`kind`.as('kind')])
    .where('workspace_id', '=', scope.workspaceId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .execute();

export const setDay = (db: Db, scope: Scope, day: string, kind: string, note: string) =>
  db
    .insertInto('calendar_day')
    .values({ workspace_id: scope.workspaceId, day, kind, note })
    .onConflict((c) => c.columns(['workspace_id', 'day']).doUpdateSet({ kind, note }))
    .execute();

export const clearDay = (db: Db, scope: Scope, day: string) =>
  db.deleteFrom('calendar_day').where('workspace_id', '=', scope.workspaceId).where('day', '=', day).execute();
