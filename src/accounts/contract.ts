import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import {
  Country,
  Currency,
  Email,
  Id,
  Instant,
  Language,
  Mode,
  Name,
  NewPassword,
  Password,
  PermissionName,
  RoleName,
  Theme,
  TimeZone,
  Token,
} from './contract/words.ts';

// This module is the whole contract of the slice, for app.ts and the browser; what belongs to one workspace is written in two more files.
export * from './contract/people.ts';
export * from './contract/settings.ts';
export * from './contract/words.ts';

// ── the installation and the door ───────────────────────────────────────────────────────────────────────────────
export const Person = z.object({ id: Id, name: z.string(), email: z.string(), language: Language, theme: Theme, twoFactorEnabled: z.boolean() });
export const WorkspaceCard = z.object({
  id: Id,
  name: z.string(),
  role: RoleName,
  demo: z.boolean(),
  currency: z.string(),
  timeZone: z.string(),
  mode: Mode,
  country: z.string(),
  permissions: z.array(PermissionName),
});
export const Session = z.object({
  /** True until the first owner exists: the interface shows the set-up instead of the sign-in. */
  setupNeeded: z.boolean(),
  person: Person.nullable(),
  workspaces: z.array(WorkspaceCard),
  mailConfigured: z.boolean(),
  version: z.string(),
});
export const NewWorkspace = z.object({ name: Name, currency: Currency, timeZone: TimeZone, country: Country, mode: Mode.default('leads') });

export const readSession = endpoint({
  method: 'GET',
  path: '/session',
  can: 'public',
  summary: 'Who is signed in, their workspaces, and whether the installation is set up',
  response: Session,
});

export const setUp = endpoint({
  method: 'POST',
  path: '/setup',
  can: 'public',
  summary: 'Make the first owner and their workspace; only while nobody exists (409 conflict, reason set_up)',
  body: z.object({ name: Name, email: Email, password: NewPassword, language: Language, workspace: NewWorkspace }),
  response: z.object({ workspaceId: Id }),
});

export const signIn = endpoint({
  method: 'POST',
  path: '/sign-in',
  can: 'public',
  summary: 'Sign in by e-mail and password; twoFactor says that a code is still needed',
  body: z.object({ email: Email, password: Password }),
  response: z.object({ twoFactor: z.boolean() }),
});

export const signInTwoFactor = endpoint({
  method: 'POST',
  path: '/sign-in/two-factor',
  can: 'public',
  summary: 'Second step of signing in: a code of the authenticator, or one of the backup codes (410 gone: begin again with the password)',
  body: z.object({ code: z.string().trim().min(6).max(20) }),
});

export const signOut = endpoint({ method: 'POST', path: '/sign-out', can: 'public', summary: 'End this session' });

export const forgotPassword = endpoint({
  method: 'POST',
  path: '/password/forgot',
  can: 'public',
  summary: 'Ask for a letter with a link; the answer is the same whether the address is known or not',
  body: z.object({ email: Email }),
  response: z.object({ mailConfigured: z.boolean() }),
});

export const resetPassword = endpoint({
  method: 'POST',
  path: '/password/reset',
  can: 'public',
  summary: 'Set a new password by the link of the letter; ends every session of the person',
  body: z.object({ token: Token, password: NewPassword }),
});

export const readInvitation = endpoint({
  method: 'GET',
  path: '/invitations/:token',
  can: 'public',
  summary: 'What an invitation invites to (410 gone: used, withdrawn or expired)',
  params: z.object({ token: Token }),
  response: z.object({ workspace: z.string(), email: z.string(), role: RoleName, expiresAt: Instant, personExists: z.boolean() }),
});

export const acceptInvitation = endpoint({
  method: 'POST',
  path: '/invitations/:token/accept',
  can: 'public',
  summary: 'Join: as the person signed in, whose address must be the invited one, or as a new person with a name and a password',
  params: z.object({ token: Token }),
  body: z.object({ name: Name.optional(), password: NewPassword.optional(), language: Language.optional() }),
  response: z.object({ workspaceId: Id }),
});

// ── oneself ─────────────────────────────────────────────────────────────────────────────────────────────────────
export const updateProfile = endpoint({
  method: 'PATCH',
  path: '/profile',
  can: 'signed-in',
  summary: 'Change own name, language or theme',
  body: z.object({ name: Name, language: Language, theme: Theme }).partial(),
  response: Person,
});

export const changePassword = endpoint({
  method: 'POST',
  path: '/profile/password',
  can: 'signed-in',
  summary: 'Change own password; every other session ends and this one goes on under a new id',
  body: z.object({ current: Password, next: NewPassword }),
});

export const listSessions = endpoint({
  method: 'GET',
  path: '/sessions',
  can: 'signed-in',
  summary: 'Where I am signed in',
  response: z.object({
    sessions: z.array(
      z.object({ id: Id, createdAt: Instant, seenAt: Instant, ip: z.string().nullable(), userAgent: z.string().nullable(), current: z.boolean() }),
    ),
  }),
});

export const endSession = endpoint({
  method: 'DELETE',
  path: '/sessions/:sessionId',
  can: 'signed-in',
  summary: 'Sign out elsewhere',
  params: z.object({ sessionId: Id }),
});

export const startTwoFactor = endpoint({
  method: 'POST',
  path: '/two-factor/start',
  can: 'signed-in',
  summary: 'Begin two-factor sign-in: the secret as a link and as a picture, and ten backup codes, all shown this once; it is on after the confirmation',
  body: z.object({ password: Password }),
  response: z.object({ uri: z.string(), qrSvg: z.string(), backupCodes: z.array(z.string()) }),
});

export const confirmTwoFactor = endpoint({
  method: 'POST',
  path: '/two-factor/confirm',
  can: 'signed-in',
  summary: 'Switch two-factor sign-in on with a first code',
  body: z.object({
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/),
  }),
});

export const stopTwoFactor = endpoint({
  method: 'POST',
  path: '/two-factor/stop',
  can: 'signed-in',
  summary: 'Switch two-factor sign-in off',
  body: z.object({ password: Password }),
});

export const createWorkspace = endpoint({
  method: 'POST',
  path: '/workspaces',
  can: 'signed-in',
  summary: 'Make a workspace and become its owner',
  body: NewWorkspace,
  response: z.object({ workspaceId: Id }),
});
