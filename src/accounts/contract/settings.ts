import { z } from 'zod';
import { endpoint } from '../../platform/endpoint.ts';
import { Country, Currency, DayKind, Id, Instant, Mode, Name, TimeZone, Version } from './words.ts';

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
