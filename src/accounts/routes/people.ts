import { keyPermissions, type Role } from '../../permissions.ts';
import type { Db } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { handle, type Implementation } from '../../platform/route.ts';
import type { Scope } from '../../platform/scope.ts';
import { hashOf, newSecret } from '../../platform/secrets.ts';
import * as contract from '../contract.ts';
import { invitationLetter } from '../domain/letters.ts';
import * as keys from '../queries/keys.ts';
import * as members from '../queries/members.ts';
import { personById } from '../queries/people.ts';
import { workspaceOf } from '../queries/workspaces.ts';

const INVITATION_MS = 7 * 24 * 3_600_000;
const iso = (date: Date | null) => date?.toISOString() ?? null;

type MemberRow = NonNullable<Awaited<ReturnType<typeof members.memberOf>>>;
const presentMember = ({ id, created_at, lastSeenAt, ...m }: MemberRow) => ({
  ...m,
  personId: id,
  joinedAt: created_at.toISOString(),
  lastSeenAt: iso(lastSeenAt),
});

type InvitationRow = NonNullable<Awaited<ReturnType<typeof members.invitationOf>>>;
const presentInvitation = ({ created_at, expires_at, ...i }: InvitationRow) => ({
  ...i,
  createdAt: created_at.toISOString(),
  expiresAt: expires_at.toISOString(),
});

type KeyRow = NonNullable<Awaited<ReturnType<typeof keys.keyOf>>>;
const presentKey = ({ created_at, last_used_at, revoked_at, ...k }: KeyRow) => ({
  ...k,
  createdAt: created_at.toISOString(),
  lastUsedAt: iso(last_used_at),
  revokedAt: iso(revoked_at),
});

/** Whoever may manage people could otherwise make themselves owner. */
function onlyOwner(scope: Scope, ...concerned: Role[]): void {
  if (concerned.includes('owner') && scope.role !== 'owner') throw new AppError('forbidden', { reason: 'owner_only' });
}

/** Somebody always answers for the workspace. */
async function keepAnOwner(db: Db, scope: Scope, leaving: string): Promise<void> {
  const owners = await members.ownersOf(db, scope);
  if (owners.length === 1 && owners[0] === leaving) throw new AppError('conflict', { reason: 'last_owner' });
}

async function memberOr404(db: Db, scope: Scope, personId: string): Promise<MemberRow> {
  const member = await members.memberOf(db, scope, personId);
  if (!member) throw new AppError('not_found');
  return member;
}

export const peopleRoutes = (): Implementation[] => [
  handle(contract.listMembers, async ({ db, scope }) => ({ members: (await members.membersOf(db, scope)).map(presentMember) })),

  handle(contract.updateMember, async ({ db, scope, params: { personId }, body, audit }) => {
    await members.lockMembers(db, scope);
    const before = await memberOr404(db, scope, personId);
    onlyOwner(scope, before.role, body.role);
    if (before.version !== body.version) throw new AppError('stale', { current: presentMember(before) });
    if (body.role !== 'owner') await keepAnOwner(db, scope, personId);
    await members.setRole(db, scope, personId, body.version, body.role);
    audit({ entity: 'member', entityId: personId, before: { role: before.role }, after: { role: body.role } });
    return presentMember(await memberOr404(db, scope, personId));
  }),

  handle(contract.removeMember, async ({ db, scope, params: { personId }, deps, audit }) => {
    await members.lockMembers(db, scope);
    const before = await memberOr404(db, scope, personId);
    onlyOwner(scope, before.role);
    await keepAnOwner(db, scope, personId);
    const revoked = await keys.revokeKeysOf(db, scope, personId, deps.clock());
    await members.deleteMember(db, scope, personId);
    audit({ entity: 'member', entityId: personId, before: { role: before.role, name: before.name }, after: { revokedKeys: revoked } });
    return undefined;
  }),

  handle(contract.listInvitations, async ({ db, scope }) => ({ invitations: (await members.invitationsOf(db, scope)).map(presentInvitation) })),

  handle(contract.invite, async ({ db, scope, body, deps, audit, after }) => {
    onlyOwner(scope, body.role);
    if (await members.isMember(db, scope, body.email)) throw new AppError('conflict', { reason: 'member' });
    const now = deps.clock();
    const [id, token] = [newId(), newSecret()];
    await members.insertInvitation(db, scope, {
      id,
      email: body.email,
      role: body.role,
      token_hash: hashOf(token),
      invited_by: scope.personId!,
      created_at: now,
      expires_at: new Date(now.getTime() + INVITATION_MS),
    });
    const link = `${deps.config.origin}/invitations/${token}`;
    const invitation = presentInvitation((await members.invitationOf(db, scope, id))!);
    const inviter = (await personById(db, scope.personId!))!;
    const letter = invitationLetter(contract.Language.parse(inviter.language), {
      workspace: (await workspaceOf(db, scope)).name,
      invitedBy: inviter.name,
      role: body.role,
      link,
    });
    after(() => deps.mail.send({ to: body.email, ...letter }));
    audit({ entity: 'invitation', entityId: id, after: { email: body.email, role: body.role } });
    return { ...invitation, link, mailed: deps.mail.configured };
  }),

  handle(contract.withdrawInvitation, async ({ db, scope, params: { invitationId }, audit }) => {
    const before = await members.invitationOf(db, scope, invitationId);
    if (!before || !(await members.deleteInvitation(db, scope, invitationId))) throw new AppError('not_found');
    onlyOwner(scope, before.role);
    audit({ entity: 'invitation', entityId: invitationId, before: { email: before.email, role: before.role } });
    return undefined;
  }),

  handle(contract.listKeys, async ({ db, scope }) => ({ keys: (await keys.keysOf(db, scope)).map(presentKey) })),

  handle(contract.createKey, async ({ db, scope, body, deps, audit }) => {
    const refused = body.permissions.filter((p) => !keyPermissions.includes(p) || !scope.can.has(p));
    if (refused.length) throw new AppError('invalid', { issues: [{ path: 'permissions', code: 'not_grantable', values: refused }] });
    const [id, secret] = [newId(), `otdel_${newSecret()}`];
    const permissions = [...new Set(body.permissions)];
    await keys.insertKey(db, scope, {
      id,
      name: body.name,
      prefix: secret.slice(0, 12),
      key_hash: hashOf(secret),
      permissions,
      created_by: scope.personId!,
      created_at: deps.clock(),
    });
    audit({ entity: 'api_key', entityId: id, after: { name: body.name, permissions } });
    return { ...presentKey((await keys.keyOf(db, scope, id))!), secret };
  }),

  handle(contract.revokeKey, async ({ db, scope, params: { keyId }, deps, audit }) => {
    if (!(await keys.revoke(db, scope, keyId, deps.clock()))) throw new AppError('not_found');
    audit({ entity: 'api_key', entityId: keyId });
    return undefined;
  }),
];
