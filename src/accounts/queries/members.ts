import { sql } from 'kysely';
import type { Role } from '../../permissions.ts';
import type { Db } from '../../platform/db.ts';
import type { Scope } from '../../platform/scope.ts';

export const insertMember = (db: Db, scope: Scope, personId: string, role: Role) =>
  db.insertInto('member').values({ workspace_id: scope.workspaceId, person_id: personId, role }).execute();

const members = (db: Db, scope: Scope) =>
  db
    .selectFrom('member')
    .innerJoin('person', 'person.id', 'member.person_id')
    .leftJoin('two_factor', (join) => join.onRef('two_factor.person_id', '=', 'person.id').on('two_factor.confirmed_at', 'is not', null))
    .select(['person.id', 'person.name', 'person.email', 'member.version', 'member.created_at', sql<Role>`role`.as('role')])
    .select(sql<boolean>`two_factor.person_id is not null`.as('twoFactorEnabled'))
    .select((e) =>
      e
        .selectFrom('session')
        .whereRef('session.person_id', '=', 'person.id')
        .select((s) => s.fn.max('seen_at').as('seen'))
        .as('lastSeenAt'),
    )
    .where('workspace_id', '=', scope.workspaceId);

export const membersOf = (db: Db, scope: Scope) => members(db, scope).orderBy('person.name').orderBy('person.id').execute();
export const memberOf = (db: Db, scope: Scope, personId: string) => members(db, scope).where('person.id', '=', personId).executeTakeFirst();
export const isMember = async (db: Db, scope: Scope, email: string): Promise<boolean> =>
  (await members(db, scope).where('email', '=', email).executeTakeFirst()) !== undefined;

/** One change of roles at a time in a workspace: two owners who unmake each other must not both succeed. */
export const lockMembers = (db: Db, scope: Scope) => db.selectFrom('workspace').select('id').where('id', '=', scope.workspaceId).forUpdate().execute();

export const ownersOf = async (db: Db, scope: Scope): Promise<string[]> =>
  (await db.selectFrom('member').select('person_id').where('workspace_id', '=', scope.workspaceId).where('role', '=', 'owner').execute()).map(
    (m) => m.person_id,
  );

export const setRole = async (db: Db, scope: Scope, personId: string, version: number, role: Role): Promise<boolean> =>
  (
    await db
      .updateTable('member')
      .set({ role, version: version + 1 })
      .where('workspace_id', '=', scope.workspaceId)
      .where('person_id', '=', personId)
      .where('version', '=', version)
      .executeTakeFirst()
  ).numUpdatedRows > 0n;

export const deleteMember = (db: Db, scope: Scope, personId: string) =>
  db.deleteFrom('member').where('workspace_id', '=', scope.workspaceId).where('person_id', '=', personId).execute();

// ── invitations ─────────────────────────────────────────────────────────────────────────────────────────────────
const invitations = (db: Db, scope: Scope) =>
  db
    .selectFrom('invitation')
    .innerJoin('person', 'person.id', 'invitation.invited_by')
    .select(['invitation.id', 'invitation.email', 'person.name as invitedBy', 'invitation.created_at', 'expires_at', sql<Role>`role`.as('role')])
    .where('workspace_id', '=', scope.workspaceId)
    .where('accepted_at', 'is', null);
export const invitationsOf = (db: Db, scope: Scope) => invitations(db, scope).orderBy('invitation.created_at', 'desc').execute();
export const invitationOf = (db: Db, scope: Scope, id: string) => invitations(db, scope).where('invitation.id', '=', id).executeTakeFirst();

export type InvitationRow = { id: string; email: string; role: Role; token_hash: string; invited_by: string; created_at: Date; expires_at: Date };
/** A new invitation takes the place of an open one to the same address: its old link dies. */
export async function insertInvitation(db: Db, scope: Scope, row: InvitationRow): Promise<void> {
  await db.deleteFrom('invitation').where('workspace_id', '=', scope.workspaceId).where('email', '=', row.email).where('accepted_at', 'is', null).execute();
  await db
    .insertInto('invitation')
    .values({ workspace_id: scope.workspaceId, ...row })
    .execute();
}

export const deleteInvitation = async (db: Db, scope: Scope, id: string): Promise<boolean> =>
  (await db.deleteFrom('invitation').where('workspace_id', '=', scope.workspaceId).where('id', '=', id).where('accepted_at', 'is', null).executeTakeFirst())
    .numDeletedRows > 0n;

export type InvitationByToken = {
  workspace_id: string;
  id: string;
  email: string;
  role: Role;
  expires_at: Date;
  accepted_at: Date | null;
  workspace_name: string;
};
/** Before a workspace is known: by the hash of the secret in the link only. */
export const invitationByHash = async (db: Db, hash: string): Promise<InvitationByToken | undefined> =>
  (await sql<InvitationByToken>`select * from invitation_by_hash(${hash})`.execute(db)).rows[0];

/** False when it was accepted or withdrawn in the meantime. */
export const markAccepted = async (db: Db, scope: Scope, id: string, now: Date): Promise<boolean> =>
  (
    await db
      .updateTable('invitation')
      .set({ accepted_at: now })
      .where('workspace_id', '=', scope.workspaceId)
      .where('id', '=', id)
      .where('accepted_at', 'is', null)
      .executeTakeFirst()
  ).numUpdatedRows > 0n;
