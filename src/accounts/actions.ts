import { hash, verify } from '@node-rs/argon2';
import type { FastifyRequest } from 'fastify';
import { keyPermissions, type Permission, permissions, permissionsOf, type Role } from '../permissions.ts';
import type { Config } from '../platform/config.ts';
import { actAs, type Db, enter, type Trx } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { AuditEntry, Deps, Principal } from '../platform/route.ts';
import { mintScope, type Scope } from '../platform/scope.ts';
import { hashOf, newSecret } from '../platform/secrets.ts';
import { spendBackupCode, stepOf } from '../platform/totp.ts';
import { openVault } from '../platform/vault.ts';
import { isWeak, networkOf } from './domain/password.ts';
import { eraseWorkspaceTask } from './jobs.ts';
import { insertAudit } from './queries/audit.ts';
import { keyByHash } from './queries/keys.ts';
import { insertMember } from './queries/members.ts';
import { passwordHashOf, personByEmail, personById, setPasswordHash, twoFactorOf, updateTwoFactor } from './queries/people.ts';
import * as sessions from './queries/sessions.ts';
import { checkTimeZone, insertWorkspace, markRemoved, membershipsOf, roleIn } from './queries/workspaces.ts';

/** Over https the name itself makes browsers insist on Secure, this host and the whole site (RFC 6265bis, __Host-). */
export const cookieName = (config: Config, name: 'session' | 'step'): string => `${config.origin.startsWith('https:') ? '__Host-' : ''}otdel_${name}`;

type Door = Pick<Deps, 'authenticate' | 'authorize' | 'audit' | 'vault'>;

/** The door of the house, for Deps: who is there, what they may do, and the book that records it. */
export function openAccounts({ db, config, clock }: { db: Db; config: Config; clock: () => Date }): Door {
  async function authenticate(request: FastifyRequest): Promise<Principal | null> {
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const secret = /^Bearer (otdel_[\w-]{43})$/i.exec(authorization)?.[1];
      const key = secret && (await keyByHash(db, hashOf(secret), clock()));
      return key ? { actor: 'api_key', personId: key.created_by, workspaceId: key.workspace_id, keyId: key.id, permissions: key.permissions } : null;
    }
    const token = request.cookies[cookieName(config, 'session')];
    if (!token) return null;
    const now = clock();
    const session = await sessions.sessionByHash(db, hashOf(token), now);
    if (!session) return null;
    if (now.getTime() - session.seen_at.getTime() > 60_000) await sessions.touchSession(db, session.id, now);
    return { actor: 'person', personId: session.person_id, sessionId: session.id };
  }

  return {
    authenticate,
    authorize,
    vault: openVault(config),
    audit: (trx, scope, e) =>
      insertAudit(trx, scope, {
        actor: scope.actor,
        person_id: scope.personId,
        action: e.action,
        entity: e.entity ?? null,
        entity_id: e.entityId ?? null,
        before: e.before,
        after: e.after,
        at: clock(),
      }).then(() => undefined),
  };
}

/**
 * The one place where a Scope is minted for a request. The role is read every time, so a change counts from the next
 * request on. No workspace and not a member's workspace are the same answer.
 */
export async function authorize(trx: Trx, principal: Principal, workspaceId: string, can: Permission): Promise<Scope> {
  if (principal.actor === 'api_key' && principal.workspaceId !== workspaceId) throw new AppError('not_found');
  const role = await roleIn(trx, workspaceId, principal.personId);
  if (!role) throw new AppError('not_found');
  // a key never can more than the person who made it can now
  const may =
    principal.actor === 'person' ? permissionsOf(role) : new Set(principal.permissions.filter((p) => keyPermissions.includes(p) && permissionsOf(role).has(p)));
  if (!may.has(can)) throw new AppError('forbidden', { permission: can });
  return mintScope({ workspaceId, personId: principal.personId, role: principal.actor === 'person' ? role : null, actor: principal.actor, can: may });
}

/** Writes into the book of every workspace of a person: signing in and out concerns them all. */
export async function auditEverywhere(trx: Trx, deps: Pick<Deps, 'audit'>, personId: string, entry: AuditEntry & { action: string }): Promise<void> {
  await actAs(trx, personId);
  await enter(trx, '');
  const theirs = await membershipsOf(trx, personId);
  // by id: two of these at the same time take the locks of the chains in the same order
  for (const w of theirs.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    await enter(trx, w.id);
    await deps.audit(trx, mintScope({ workspaceId: w.id, personId, role: w.role, actor: 'person', can: new Set() }), entry);
  }
  await enter(trx, '');
}

export type WorkspaceFacts = { name: string; currency: string; timeZone: string; country: string; mode: 'leads' | 'sales'; demo?: boolean };
/** A new workspace and its owner; the transaction has entered it afterwards. VAT starts as usual in the country. */
export async function createWorkspace(
  trx: Trx,
  deps: Pick<Deps, 'audit'>,
  personId: string,
  facts: WorkspaceFacts,
  actor: Scope['actor'] = 'person',
): Promise<Scope> {
  await checkTimeZone(trx, facts.timeZone);
  const id = newId();
  await enter(trx, id);
  const russian = facts.country === 'RU';
  await insertWorkspace(trx, {
    id,
    name: facts.name,
    currency: facts.currency,
    time_zone: facts.timeZone,
    country: facts.country,
    mode: facts.mode,
    demo: facts.demo ?? false,
    vat_rate: russian ? 22 : 0, // Tax Code art. 164 as of 2026; elsewhere it is for the owner to say
    vat_recoverable: russian,
  });
  const scope = mintScope({ workspaceId: id, personId, role: 'owner', actor, can: new Set(permissions) });
  await insertMember(trx, scope, personId, 'owner');
  await deps.audit(trx, scope, { action: 'createWorkspace', entity: 'workspace', entityId: id, after: facts });
  return scope;
}

/** Puts a workspace out of everybody's reach; a job erases what is in it. */
export async function removeWorkspace(trx: Trx, deps: Pick<Deps, 'jobs' | 'clock'>, scope: Scope): Promise<void> {
  await markRemoved(trx, scope, deps.clock());
  await deps.jobs.add(trx, scope, eraseWorkspaceTask.name, {}, { key: `erase ${scope.workspaceId}` });
}

/** Adds a person to a workspace that the transaction has entered. */
export const addMember = (trx: Trx, scope: Scope, personId: string, role: Role) => insertMember(trx, scope, personId, role);

// ── passwords and sessions ──────────────────────────────────────────────────────────────────────────────────────
/** Stores a new password, or says why not (400 invalid, code weak_password). */
export async function setPassword(
  trx: Trx,
  now: Date,
  person: { id: string; name: string; email: string },
  password: string,
  field = 'password',
): Promise<void> {
  if (isWeak(password, [person.name, person.email])) throw new AppError('invalid', { issues: [{ path: field, code: 'weak_password' }] });
  await setPasswordHash(trx, person.id, await hash(password, ARGON2ID), now);
}

/** Where a request comes from. */
export type From = { ip: string; userAgent: string | null };

/** A new session; returns the secret for its cookie. */
export async function startSession(trx: Trx, now: Date, personId: string, from: From): Promise<string> {
  const token = newSecret();
  await sessions.insertSession(trx, {
    id: newId(),
    person_id: personId,
    token_hash: hashOf(token),
    ip_address: from.ip,
    user_agent: from.userAgent?.slice(0, 300) ?? null,
    created_at: now,
    seen_at: now,
  });
  return token;
}

const failureKey = (email: string, ip: string) => hashOf(`${email}\n${networkOf(ip)}`);

/** Ten failures in a quarter of an hour for one address from one network, then 429 until the first of them is that old; no lock that others could trigger. */
async function brake(trx: Trx, now: Date, key: string, check: () => Promise<boolean>): Promise<boolean> {
  await sessions.lockFailures(trx, key);
  const { count, first } = await sessions.failuresOf(trx, key, now);
  if (count >= 10) throw new AppError('too_many', { retryAfterSeconds: Math.ceil((first!.getTime() + sessions.FAILURE_WINDOW_MS - now.getTime()) / 1000) });
  if (await check()) return true;
  await sessions.insertFailure(trx, { id: newId(), key, at: now });
  return false;
}

/** Argon2id (the library's default) with 19 MiB and two passes, as the OWASP password storage cheat sheet asks. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let nobody: Promise<string> | undefined;
/** Checks a password at the same cost whether the person exists or not. */
async function passwordFits(trx: Trx, personId: string | null, password: string): Promise<boolean> {
  nobody ??= hash(newSecret(), ARGON2ID);
  const stored = personId && (await passwordHashOf(trx, personId));
  return (await verify(stored || (await nobody), password)) && Boolean(stored);
}

/** The password of somebody who is signed in, asked again; wrong ones are counted like those of a sign-in. */
export async function confirmPassword(trx: Trx, now: Date, person: { id: string; email: string }, password: string, ip: string): Promise<boolean> {
  return brake(trx, now, failureKey(person.email, ip), () => passwordFits(trx, person.id, password));
}

/**
 * First step of signing in: a session, or the ticket for the second step; or, when e-mail and password do not belong
 * together, whose address it was. The book is then written after the answer: the time it takes would tell known addresses.
 */
export async function signIn(
  trx: Trx,
  deps: Deps,
  email: string,
  password: string,
  from: From,
): Promise<{ session: string } | { ticket: string } | { failed: string | null }> {
  const now = deps.clock();
  await sessions.sweep(trx, now);
  const person = await personByEmail(trx, email);
  const key = failureKey(email, from.ip);
  if (!(await brake(trx, now, key, () => passwordFits(trx, person?.id ?? null, password)))) return { failed: person?.id ?? null };
  if (person!.twoFactorEnabled) {
    const ticket = newSecret();
    await sessions.insertTicket(trx, {
      token_hash: hashOf(ticket),
      purpose: 'second_step',
      person_id: person!.id,
      created_at: now,
      expires_at: new Date(now.getTime() + 10 * 60_000),
    });
    return { ticket };
  }
  return { session: await enterHouse(trx, deps, person!.id, key, from) };
}

async function enterHouse(trx: Trx, deps: Deps, personId: string, key: string, from: From): Promise<string> {
  await sessions.clearFailures(trx, key);
  await auditEverywhere(trx, deps, personId, { action: 'signIn', after: { ip: from.ip } });
  return startSession(trx, deps.clock(), personId, from);
}

/** Second step: the session; `gone` when the first step is too long ago or five codes were wrong; `wrong_code`. */
export async function signInTwoFactor(trx: Trx, deps: Deps, ticket: string, code: string, from: From): Promise<string | AppError> {
  const now = deps.clock();
  const found = await sessions.ticketByHash(trx, 'second_step', hashOf(ticket), now);
  if (!found || found.failures >= 5) return new AppError('gone', { reason: 'expired' });
  const key = failureKey((await personById(trx, found.person_id))!.email, from.ip);
  if (!(await brake(trx, now, key, () => codeFits(trx, deps, found.person_id, code)))) {
    await sessions.countTicketFailure(trx, hashOf(ticket));
    await auditEverywhere(trx, deps, found.person_id, { action: 'signInFailed', after: { ip: from.ip, step: 'two_factor' } });
    return new AppError('wrong_code');
  }
  await sessions.deleteTicket(trx, hashOf(ticket));
  return enterHouse(trx, deps, found.person_id, key, from);
}

/** What two_factor.sealed holds. */
export type TwoFactorSecret = { secret: string; backupCodes: string[] };

/** Is it a fresh code of the authenticator, or an unused backup code? Either is used up by this. */
async function codeFits(trx: Trx, deps: Deps, personId: string, code: string): Promise<boolean> {
  const row = await twoFactorOf(trx, personId);
  if (!row?.confirmed_at) return false;
  const { secret, backupCodes } = JSON.parse(deps.vault.open(row.sealed, personId)) as TwoFactorSecret;
  const step = stepOf(Buffer.from(secret, 'hex'), code, deps.clock().getTime(), row.last_step);
  if (step !== null) {
    await updateTwoFactor(trx, personId, { last_step: step });
    return true;
  }
  const left = spendBackupCode(backupCodes, code);
  if (left)
    await updateTwoFactor(trx, personId, { sealed: deps.vault.seal(JSON.stringify({ secret, backupCodes: left } satisfies TwoFactorSecret), personId) });
  return left !== null;
}

/** First code of a two-factor sign-in that was begun: switches it on. */
export async function confirmTwoFactor(trx: Trx, deps: Deps, person: { id: string; email: string }, code: string, ip: string): Promise<boolean> {
  const row = await twoFactorOf(trx, person.id);
  if (!row || row.confirmed_at) throw new AppError('conflict', { reason: row ? 'on' : 'not_begun' });
  const { secret } = JSON.parse(deps.vault.open(row.sealed, person.id)) as TwoFactorSecret;
  const now = deps.clock();
  return brake(trx, now, failureKey(person.email, ip), async () => {
    const step = stepOf(Buffer.from(secret, 'hex'), code, now.getTime(), row.last_step);
    if (step !== null) await updateTwoFactor(trx, person.id, { last_step: step, confirmed_at: now });
    return step !== null;
  });
}
