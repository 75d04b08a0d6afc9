import { randomBytes } from 'node:crypto';
import QRCode from 'qrcode';
import type { Trx } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import { handlePersonal, type Implementation, type Principal } from '../../platform/route.ts';
import { newBackupCodes, uriOf } from '../../platform/totp.ts';
import { auditEverywhere, confirmPassword, confirmTwoFactor, createWorkspace, setPassword, startSession, type TwoFactorSecret } from '../actions.ts';
import * as contract from '../contract.ts';
import * as people from '../queries/people.ts';
import * as sessions from '../queries/sessions.ts';
import { fromOf, giveSession } from './door.ts';

/** The person signed in; the router has seen to it that there is one. */
async function me(trx: Trx, principal: Principal | null) {
  if (principal?.actor !== 'person') throw new AppError('not_signed_in');
  const person = await people.personById(trx, principal.personId);
  if (!person) throw new AppError('not_signed_in');
  return { ...person, sessionId: principal.sessionId };
}

export const selfRoutes = (): Implementation[] => [
  handlePersonal(contract.updateProfile, async ({ db, deps, body, principal }) => {
    const { id, name, language, theme } = await me(db, principal);
    if (Object.keys(body).length > 0) {
      await people.updatePerson(db, id, body);
      await auditEverywhere(db, deps, id, { action: 'updateProfile', entity: 'person', entityId: id, before: { name, language, theme }, after: body });
    }
    return contract.Person.parse(await people.personById(db, id));
  }),

  handlePersonal(contract.changePassword, async ({ db, deps, body, principal, request, reply }) => {
    const person = await me(db, principal);
    if (!(await confirmPassword(db, deps.clock(), person, body.current, request.ip))) return new AppError('wrong_credentials');
    await setPassword(db, deps.clock(), person, body.next, 'next');
    await sessions.deleteSessionsOf(db, person.id);
    await sessions.deleteTicketsOf(db, person.id);
    giveSession(reply, deps.config, await startSession(db, deps.clock(), person.id, fromOf(request)));
    await auditEverywhere(db, deps, person.id, { action: 'changePassword', entity: 'person', entityId: person.id });
    return undefined;
  }),

  handlePersonal(contract.listSessions, async ({ db, deps, principal }) => {
    const person = await me(db, principal);
    const list = await sessions.sessionsOf(db, person.id, deps.clock());
    return {
      sessions: list.map((s) => ({
        id: s.id,
        createdAt: s.created_at.toISOString(),
        seenAt: s.seen_at.toISOString(),
        ip: s.ip_address,
        userAgent: s.user_agent,
        current: s.id === person.sessionId,
      })),
    };
  }),

  handlePersonal(contract.endSession, async ({ db, deps, params, principal }) => {
    const person = await me(db, principal);
    if (!(await sessions.deleteSession(db, person.id, params.sessionId))) throw new AppError('not_found');
    await auditEverywhere(db, deps, person.id, { action: 'endSession', entity: 'session', entityId: params.sessionId });
    return undefined;
  }),

  handlePersonal(contract.startTwoFactor, async ({ db, deps, body, principal, request }) => {
    const person = await me(db, principal);
    if (!(await confirmPassword(db, deps.clock(), person, body.password, request.ip))) return new AppError('wrong_credentials');
    const secret = randomBytes(20); // 160 bits, the length RFC 4226 recommends
    const backupCodes = newBackupCodes();
    const sealed = deps.vault.seal(JSON.stringify({ secret: secret.toString('hex'), backupCodes } satisfies TwoFactorSecret), person.id);
    if (!(await people.beginTwoFactor(db, person.id, sealed))) throw new AppError('conflict', { reason: 'on' });
    const uri = uriOf(secret, person.email);
    return { uri, qrSvg: await QRCode.toString(uri, { type: 'svg', margin: 1 }), backupCodes };
  }),

  handlePersonal(contract.confirmTwoFactor, async ({ db, deps, body, principal, request }) => {
    const person = await me(db, principal);
    if (!(await confirmTwoFactor(db, deps, person, body.code, request.ip))) return new AppError('wrong_code');
    await auditEverywhere(db, deps, person.id, { action: 'confirmTwoFactor', entity: 'person', entityId: person.id });
    return undefined;
  }),

  handlePersonal(contract.stopTwoFactor, async ({ db, deps, body, principal, request }) => {
    const person = await me(db, principal);
    if (!(await confirmPassword(db, deps.clock(), person, body.password, request.ip))) return new AppError('wrong_credentials');
    await people.deleteTwoFactor(db, person.id);
    await auditEverywhere(db, deps, person.id, { action: 'stopTwoFactor', entity: 'person', entityId: person.id });
    return undefined;
  }),

  handlePersonal(contract.createWorkspace, async ({ db, deps, body, principal }) => {
    const person = await me(db, principal);
    const scope = await createWorkspace(db, deps, person.id, body);
    return { workspaceId: scope.workspaceId };
  }),
];
