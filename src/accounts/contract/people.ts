import { z } from 'zod';
import { endpoint } from '../../platform/endpoint.ts';
import { Email, Id, Instant, Name, PermissionName, RoleName, Version } from './words.ts';

export const Member = z.object({
  personId: Id,
  name: z.string(),
  email: z.string(),
  role: RoleName,
  twoFactorEnabled: z.boolean(),
  joinedAt: Instant,
  lastSeenAt: Instant.nullable(),
  version: Version,
});
const OfPerson = z.object({ personId: Id });
export const listMembers = endpoint({
  method: 'GET',
  path: '/members',
  can: 'people.read',
  summary: 'People of the workspace',
  response: z.object({ members: z.array(Member) }),
});
export const updateMember = endpoint({
  method: 'PATCH',
  path: '/members/:personId',
  can: 'people.manage',
  summary: 'Change a role, at once. Only an owner makes or unmakes an owner; the last owner stays (409 conflict, reason last_owner)',
  params: OfPerson,
  body: z.object({ role: RoleName, version: Version }),
  response: Member,
});
export const removeMember = endpoint({
  method: 'DELETE',
  path: '/members/:personId',
  can: 'people.manage',
  summary: 'Take a person out of the workspace; their access and the API keys they made end at once',
  params: OfPerson,
});

export const Invitation = z.object({ id: Id, email: z.string(), role: RoleName, invitedBy: z.string(), createdAt: Instant, expiresAt: Instant });
export const listInvitations = endpoint({
  method: 'GET',
  path: '/invitations',
  can: 'people.manage',
  summary: 'Invitations not yet accepted, expired ones included',
  response: z.object({ invitations: z.array(Invitation) }),
});
export const invite = endpoint({
  method: 'POST',
  path: '/invitations',
  can: 'people.manage',
  summary: 'Invite by e-mail; the link is in the answer too, to be handed over when mail is not configured (it is shown this once)',
  body: z.object({ email: Email, role: RoleName }),
  response: Invitation.extend({ link: z.string(), mailed: z.boolean() }),
});
export const withdrawInvitation = endpoint({
  method: 'DELETE',
  path: '/invitations/:invitationId',
  can: 'people.manage',
  summary: 'Withdraw an invitation; its link is dead at once',
  params: z.object({ invitationId: Id }),
});

// ── API keys ────────────────────────────────────────────────────────────────────────────────────────────────────
export const Key = z.object({
  id: Id,
  name: z.string(),
  /** The first characters, to tell keys apart. */
  prefix: z.string(),
  permissions: z.array(PermissionName),
  createdBy: z.string(),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
});
export const listKeys = endpoint({
  method: 'GET',
  path: '/keys',
  can: 'keys.manage',
  summary: 'API keys of the workspace',
  response: z.object({ keys: z.array(Key) }),
});
export const createKey = endpoint({
  method: 'POST',
  path: '/keys',
  can: 'keys.manage',
  summary: 'Make an API key; the secret is shown this once. A key never can more than the person who made it',
  body: z.object({ name: Name, permissions: z.array(PermissionName).min(1) }),
  response: Key.extend({ secret: z.string() }),
});
export const revokeKey = endpoint({
  method: 'DELETE',
  path: '/keys/:keyId',
  can: 'keys.manage',
  summary: 'Revoke an API key; it is dead at once',
  params: z.object({ keyId: Id }),
});
