import { z } from 'zod';
import { permissions, roles } from '../permissions.ts';
import { endpoint } from '../platform/endpoint.ts';

// ── words ───────────────────────────────────────────────────────────────────────────────────────────────────────
export const Language = z.enum(['ru', 'en']);
export const Theme = z.enum(['auto', 'light', 'dark']);
export const RoleName = z.enum(roles);
export const PermissionName = z.enum(permissions);
/** What marketing answers for: leads handed to a sales department, or sales on the site. */
export const Mode = z.enum(['leads', 'sales']);
export const DayKind = z.enum(['working', 'short', 'off']);

const Name = z.string().trim().min(1).max(120);
export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email());
/** A password to be: at least 10 characters (ASVS 5.0, 6.2.1 asks for 8); the server also refuses what is guessed first. */
export const NewPassword = z.string().min(10).max(128);
/** A password to be checked: any text, so that the answer to a wrong one never depends on its form. */
const Password = z.string().min(1).max(128);
const Token = z.string().min(20).max(100);
const Id = z.uuid();
const Version = z.int().min(1);
const Instant = z.iso.datetime();

export const Currency = z.string().regex(/^[A-Z]{3}$/);
export const Country = z.string().regex(/^[A-Z]{2}$/);
/** An IANA name. Offsets like "+03:00" are refused: PostgreSQL reads their sign the other way round. */
export const TimeZone = z
  .string()
  .max(64)
  .regex(/^[A-Za-z]+(\/[A-Za-z0-9_+-]+){0,2}$/)
  .refine(isTimeZone, { error: 'unknown time zone' });

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

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

// ── settings of a workspace ─────────────────────────────────────────────────────────────────────────────────────
const settingFields = {
  name: Name,
  currency: Currency,
  timeZone: TimeZone,
  country: Country,
  mode: Mode,
  /** VAT in per cent, and whether it comes back (then costs are reckoned without it). */
  vatRate: z.number().min(0).max(100).multipleOf(0.01),
  vatRecoverable: z.boolean(),
  /** Share of revenue that is left after the cost of goods: 0.35 = 35 %. */
  grossMargin: z.number().gt(0).max(1).multipleOf(0.0001),
  /** What a new customer may cost, minor units; null: it follows from the required ROMI. */
  targetCacMinor: z.int().positive().nullable(),
  /** 0 = marketing must pay for itself, 1 = 100 %. */
  requiredRomi: z.number().min(0).max(999).multipleOf(0.0001),
  cycleMedianDays: z.int().min(1).max(3650),
  cycleP90Days: z.int().min(2).max(3650),
};
export const Settings = z.object({
  ...settingFields,
  id: Id,
  demo: z.boolean(),
  version: Version,
  /** There are facts already: currency and time zone can no longer change, since stored amounts and days are in them. */
  hasData: z.boolean(),
});

export const readSettings = endpoint({ method: 'GET', path: '/settings', can: 'workspace.read', summary: 'Settings of the workspace', response: Settings });
export const updateSettings = endpoint({
  method: 'PATCH',
  path: '/settings',
  can: 'workspace.manage',
  summary: 'Change settings (409 stale carries the current ones; 409 conflict, reason has_data: currency or time zone once there are facts)',
  body: z.object(settingFields).partial().extend({ version: Version }),
  response: Settings,
});
export const removeWorkspace = endpoint({
  method: 'POST',
  path: '/remove',
  can: 'workspace.remove',
  summary: 'Remove the workspace with everything in it; its name has to be repeated. It is out of reach at once and erased in the background',
  body: z.object({ name: z.string() }),
});

export const CalendarDay = z.object({
  day: z.iso.date(),
  kind: DayKind,
  /** What the calendar of the country says, before the workspace's own exceptions. */
  usual: DayKind,
  /** Code of the public holiday, or moved for a day off (or at work) moved by decree; null for an ordinary day. */
  holiday: z.string().nullable(),
  own: z.boolean(),
  note: z.string(),
});
export const readCalendar = endpoint({
  method: 'GET',
  path: '/calendar',
  can: 'workspace.read',
  summary: 'Every day of a year: working, short or off',
  query: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
  response: z.object({
    year: z.int(),
    /** decree: the published production calendar; rule: public holidays by law, moved days not yet known; weekends: only weekends are off. */
    basis: z.enum(['decree', 'rule', 'weekends']),
    /** The document the year is taken from. */
    source: z.string().nullable(),
    workingDays: z.int(),
    days: z.array(CalendarDay),
  }),
});
const Day = z.object({ day: z.iso.date() });
export const setCalendarDay = endpoint({
  method: 'PUT',
  path: '/calendar/:day',
  can: 'workspace.manage',
  summary: 'Make a day working, short or off for this workspace',
  params: Day,
  body: z.object({ kind: DayKind, note: z.string().trim().max(200).default('') }),
});
export const clearCalendarDay = endpoint({
  method: 'DELETE',
  path: '/calendar/:day',
  can: 'workspace.manage',
  summary: 'Let a day follow the calendar of the country again',
  params: Day,
});

// ── people ──────────────────────────────────────────────────────────────────────────────────────────────────────
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

// ── audit ───────────────────────────────────────────────────────────────────────────────────────────────────────
export const AuditLine = z.object({
  number: z.int(),
  at: Instant,
  actor: z.enum(['person', 'api_key', 'job', 'command']),
  personId: Id.nullable(),
  personName: z.string().nullable(),
  /** The name of the endpoint, or signIn, signOut, signInFailed. */
  action: z.string(),
  entity: z.string().nullable(),
  entityId: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
});
export const listAudit = endpoint({
  method: 'GET',
  path: '/audit',
  can: 'audit.read',
  summary: 'Who did what, newest first',
  query: z.object({
    /** Entries with a smaller number: the last number of the page before. */
    before: z.coerce.number().int().positive().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    person: Id.optional(),
    action: z.string().max(60).optional(),
  }),
  response: z.object({ entries: z.array(AuditLine), more: z.boolean(), actions: z.array(z.string()), people: z.array(z.object({ id: Id, name: z.string() })) }),
});
export const verifyAudit = endpoint({
  method: 'GET',
  path: '/audit/verify',
  can: 'audit.read',
  summary: 'Walk the chain of hashes: whole, or the number of the first entry that was tampered with',
  response: z.object({ entries: z.int(), brokenAt: z.int().nullable() }),
});
