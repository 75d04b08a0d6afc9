import { sql } from 'kysely';
import type { Permission } from '../../permissions.ts';
import type { Db } from '../../platform/db.ts';
import type { Scope } from '../../platform/scope.ts';

const keys = (db: Db, scope: Scope) =>
  db
    .selectFrom('api_key')
    .innerJoin('person', 'person.id', 'api_key.created_by')
    .select(['api_key.id', 'api_key.name', 'prefix', 'person.name as createdBy', 'api_key.created_at', 'last_used_at', 'revoked_at'])
    .select(sql<Permission[]>`permissions`.as('permissions'))
    .where('workspace_id', '=', scope.workspaceId);
export const keysOf = (db: Db, scope: Scope) => keys(db, scope).orderBy('api_key.created_at', 'desc').orderBy('api_key.id', 'desc').execute();
export const keyOf = (db: Db, scope: Scope, id: string) => keys(db, scope).where('api_key.id', '=', id).executeTakeFirst();

export type KeyRow = { id: string; name: string; prefix: string; key_hash: string; permissions: Permission[]; created_by: string; created_at: Date };
export const insertKey = (db: Db, scope: Scope, row: KeyRow) =>
  db
    .insertInto('api_key')
    .values({ workspace_id: scope.workspaceId, ...row })
    .execute();

export const revoke = async (db: Db, scope: Scope, id: string, now: Date): Promise<boolean> =>
  (
    await db
      .updateTable('api_key')
      .set({ revoked_at: now })
      .where('workspace_id', '=', scope.workspaceId)
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
  ).numUpdatedRows > 0n;

/** Keys do not outlive the membership of who made them; returns their ids. */
export const revokeKeysOf = async (db: Db, scope: Scope, personId: string, now: Date): Promise<string[]> =>
  (
    await db
      .updateTable('api_key')
      .set({ revoked_at: now })
      .where('workspace_id', '=', scope.workspaceId)
      .where('created_by', '=', personId)
      .where('revoked_at', 'is', null)
      .returning('id')
      .execute()
  ).map((k) => k.id);

/** Who a key speaks for; notes the use. Before a workspace is known: by the hash of the secret only. */
export const keyByHash = async (db: Db, hash: string, now: Date) =>
  (await sql<{ workspace_id: string; id: string; created_by: string; permissions: Permission[] }>`select * from use_api_key(${hash}, ${now})`.execute(db))
    .rows[0];
