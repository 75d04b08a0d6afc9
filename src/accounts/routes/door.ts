import type { FastifyReply, FastifyRequest } from 'fastify';
import { permissionsOf } from '../../permissions.ts';
import type { Config } from '../../platform/config.ts';
import { actAs, enter, type Trx } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { productVersion } from '../../platform/paths.ts';
import { type Deps, handlePersonal, type Implementation } from '../../platform/route.ts';
import { mintScope, type Scope } from '../../platform/scope.ts';
import { hashOf, newSecret } from '../../platform/secrets.ts';
import { addMember, auditEverywhere, cookieName, createWorkspace, type From, setPassword, signIn, signInTwoFactor, startSession } from '../actions.ts';
import * as contract from '../contract.ts';
import { resetLetter } from '../domain/letters.ts';
import { type InvitationByToken, invitationByHash, isMember, markAccepted } from '../queries/members.ts';
import * as people from '../queries/people.ts';
import * as sessions from '../queries/sessions.ts';
import { membershipsOf } from '../queries/workspaces.ts';

const RESET_MS = 3_600_000;
const STEP_SECONDS = 600;

export const fromOf = (request: FastifyRequest): From => ({ ip: request.ip, userAgent: request.headers['user-agent'] ?? null });

const flags = (config: Config) => ({ path: '/', httpOnly: true, sameSite: 'lax' as const, secure: config.origin.startsWith('https:') });
export const giveSession = (reply: FastifyReply, config: Config, token: string) =>
  reply.setCookie(cookieName(config, 'session'), token, { ...flags(config), maxAge: sessions.ABSOLUTE_MS / 1000 });
const forget = (reply: FastifyReply, config: Config, name: 'session' | 'step') => reply.clearCookie(cookieName(config, name), flags(config));

export const doorRoutes = (): Implementation[] => [
  handlePersonal(contract.readSession, async ({ db, deps, principal }) => {
    const personId = principal?.actor === 'person' ? principal.personId : null;
    const person = personId ? ((await people.personById(db, personId)) ?? null) : null;
    const workspaces = personId ? await membershipsOf(db, personId) : [];
    return {
      setupNeeded: await people.setupNeeded(db),
      person: person && contract.Person.parse(person),
      workspaces: workspaces.map(({ time_zone, mode, ...w }) => ({
        ...w,
        timeZone: time_zone,
        mode: contract.Mode.parse(mode),
        permissions: [...permissionsOf(w.role)],
      })),
      mailConfigured: deps.mail.configured,
      version: productVersion(),
    };
  }),

  handlePersonal(contract.setUp, async ({ db, deps, body, request, reply }) => {
    await people.lockSetup(db);
    if (!(await people.setupNeeded(db))) return new AppError('conflict', { reason: 'set_up' });
    const person = { id: newId(), name: body.name, email: body.email, language: body.language };
    await people.insertPerson(db, person);
    await setPassword(db, deps.clock(), person, body.password);
    const scope = await createWorkspace(db, deps, person.id, body.workspace);
    giveSession(reply, deps.config, await startSession(db, deps.clock(), person.id, fromOf(request)));
    return { workspaceId: scope.workspaceId };
  }),

  handlePersonal(contract.signIn, async ({ db, deps, body, request, reply, after }) => {
    const entry = await signIn(db, deps, body.email, body.password, fromOf(request));
    if ('failed' in entry) {
      const { failed } = entry;
      if (failed)
        after(() => deps.db.transaction().execute((trx) => auditEverywhere(trx, deps, failed, { action: 'signInFailed', after: { ip: request.ip } })));
      return new AppError('wrong_credentials');
    }
    if ('session' in entry) giveSession(reply, deps.config, entry.session);
    else void reply.setCookie(cookieName(deps.config, 'step'), entry.ticket, { ...flags(deps.config), maxAge: STEP_SECONDS });
    return { twoFactor: 'ticket' in entry };
  }),

  handlePersonal(contract.signInTwoFactor, async ({ db, deps, body, request, reply }) => {
    const ticket = request.cookies[cookieName(deps.config, 'step')];
    if (!ticket) throw new AppError('gone', { reason: 'expired' });
    const session = await signInTwoFactor(db, deps, ticket, body.code, fromOf(request));
    if (session instanceof AppError) return session;
    forget(reply, deps.config, 'step');
    giveSession(reply, deps.config, session);
    return undefined;
  }),

  handlePersonal(contract.signOut, async ({ db, deps, principal, reply }) => {
    forget(reply, deps.config, 'session');
    if (principal?.actor !== 'person') return undefined;
    await sessions.deleteSession(db, principal.personId, principal.sessionId);
    await auditEverywhere(db, deps, principal.personId, { action: 'signOut' });
    return undefined;
  }),

  handlePersonal(contract.forgotPassword, async ({ db, deps, body, after }) => {
    const now = deps.clock();
    const person = await people.personByEmail(db, body.email);
    // three letters an hour: more would only fill the mailbox of somebody who did not ask
    const letters = person ? await sessions.ticketsSince(db, 'reset', person.id, new Date(now.getTime() - RESET_MS)) : 0;
    if (person && letters < 3 && (await people.passwordHashOf(db, person.id))) {
      const token = newSecret();
      await sessions.insertTicket(db, {
        token_hash: hashOf(token),
        purpose: 'reset',
        person_id: person.id,
        created_at: now,
        expires_at: new Date(now.getTime() + RESET_MS),
      });
      // the configured origin, never the Host header, which the one who asks can choose
      const letter = resetLetter(contract.Language.parse(person.language), person.name, `${deps.config.origin}/reset/${token}`);
      after(() => deps.mail.send({ to: person.email, ...letter }));
    }
    return { mailConfigured: deps.mail.configured };
  }),

  handlePersonal(contract.resetPassword, async ({ db, deps, body }) => {
    const ticket = await sessions.ticketByHash(db, 'reset', hashOf(body.token), deps.clock());
    const person = ticket && (await people.personById(db, ticket.person_id));
    if (!person) throw new AppError('gone', { reason: 'expired' });
    await setPassword(db, deps.clock(), person, body.password);
    await sessions.deleteTicketsOf(db, person.id);
    await sessions.deleteSessionsOf(db, person.id);
    await auditEverywhere(db, deps, person.id, { action: 'resetPassword', entity: 'person', entityId: person.id });
    return undefined;
  }),

  handlePersonal(contract.readInvitation, async ({ db, deps, params }) => {
    const invitation = await openInvitation(db, deps, params.token);
    return {
      workspace: invitation.workspace_name,
      email: invitation.email,
      role: invitation.role,
      expiresAt: invitation.expires_at.toISOString(),
      personExists: (await known(db, invitation.email)) !== null,
    };
  }),

  handlePersonal(contract.acceptInvitation, async ({ db, deps, params, body, principal, request, reply }) => {
    const invitation = await openInvitation(db, deps, params.token);
    const exists = await known(db, invitation.email);
    let personId: string;
    if (exists) {
      if (principal?.actor !== 'person') throw new AppError('not_signed_in', { reason: 'sign_in_first', email: invitation.email });
      if (principal.personId !== exists) throw new AppError('conflict', { reason: 'other_person', email: invitation.email });
      personId = exists;
    } else {
      personId = await newPerson(db, deps, invitation.email, body);
    }
    const scope = await join(db, deps, invitation, personId);
    if (!exists) giveSession(reply, deps.config, await startSession(db, deps.clock(), personId, fromOf(request)));
    return { workspaceId: scope.workspaceId };
  }),
];

async function openInvitation(trx: Trx, deps: Deps, token: string): Promise<InvitationByToken> {
  const invitation = await invitationByHash(trx, hashOf(token));
  if (!invitation || invitation.accepted_at || invitation.expires_at <= deps.clock()) throw new AppError('gone', { reason: 'expired' });
  return invitation;
}

/** The id of somebody with this address who can sign in. */
async function known(trx: Trx, email: string): Promise<string | null> {
  const person = await people.personByEmail(trx, email);
  return person && (await people.passwordHashOf(trx, person.id)) ? person.id : null;
}

async function newPerson(
  trx: Trx,
  deps: Deps,
  email: string,
  body: { name?: string | undefined; password?: string | undefined; language?: 'ru' | 'en' | undefined },
): Promise<string> {
  const missing = (['name', 'password'] as const).filter((field) => !body[field]);
  if (missing.length) throw new AppError('invalid', { issues: missing.map((path) => ({ path, code: 'required' })) });
  const before = await people.personByEmail(trx, email); // known by address only, without a password
  const person = { id: before?.id ?? newId(), name: body.name!, email, language: body.language ?? 'ru' };
  if (before) await people.updatePerson(trx, before.id, { name: person.name, language: person.language });
  else await people.insertPerson(trx, person);
  await setPassword(trx, deps.clock(), person, body.password!);
  return person.id;
}

async function join(trx: Trx, deps: Deps, invitation: InvitationByToken, personId: string): Promise<Scope> {
  const scope = mintScope({ workspaceId: invitation.workspace_id, personId, role: invitation.role, actor: 'person', can: permissionsOf(invitation.role) });
  await actAs(trx, personId);
  await enter(trx, scope.workspaceId);
  if (await isMember(trx, scope, invitation.email)) throw new AppError('conflict', { reason: 'member' });
  if (!(await markAccepted(trx, scope, invitation.id, deps.clock()))) throw new AppError('gone', { reason: 'expired' });
  await addMember(trx, scope, personId, invitation.role);
  await deps.audit(trx, scope, { action: 'acceptInvitation', entity: 'member', entityId: personId, after: { role: invitation.role } });
  return scope;
}
