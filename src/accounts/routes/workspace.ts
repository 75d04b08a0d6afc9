import type { z } from 'zod';
import type { Db } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import { handle, type Implementation } from '../../platform/route.ts';
import type { Scope } from '../../platform/scope.ts';
import { removeWorkspace } from '../actions.ts';
import * as contract from '../contract.ts';
import { calendarOf, type DayKind, workingDays } from '../domain/calendar.ts';
import * as audit from '../queries/audit.ts';
import * as workspaces from '../queries/workspaces.ts';

type Settings = z.output<typeof contract.Settings>;

async function settingsOf(db: Db, scope: Scope): Promise<Settings> {
  const row = await workspaces.workspaceOf(db, scope);
  return contract.Settings.parse({
    id: row.id,
    name: row.name,
    currency: row.currency,
    timeZone: row.time_zone,
    country: row.country,
    mode: row.mode,
    demo: row.demo,
    vatRate: row.vat_rate,
    vatRecoverable: row.vat_recoverable,
    grossMargin: row.gross_margin,
    targetCacMinor: row.target_cac_minor,
    requiredRomi: row.required_romi,
    cycleMedianDays: row.cycle_median_days,
    cycleP90Days: row.cycle_p90_days,
    version: row.version,
    hasData: await workspaces.hasFacts(db, scope),
  });
}

const columns = {
  name: 'name',
  currency: 'currency',
  timeZone: 'time_zone',
  country: 'country',
  mode: 'mode',
  vatRate: 'vat_rate',
  vatRecoverable: 'vat_recoverable',
  grossMargin: 'gross_margin',
  targetCacMinor: 'target_cac_minor',
  requiredRomi: 'required_romi',
  cycleMedianDays: 'cycle_median_days',
  cycleP90Days: 'cycle_p90_days',
} as const;

export const workspaceRoutes = (): Implementation[] => [
  handle(contract.readSettings, ({ db, scope }) => settingsOf(db, scope)),

  handle(contract.updateSettings, async ({ db, scope, body: { version, ...wanted }, audit: note }) => {
    const before = await settingsOf(db, scope);
    if (before.version !== version) throw new AppError('stale', { current: before });
    const changed = Object.entries(wanted).filter(([key, value]) => value !== undefined && value !== before[key as keyof Settings]);
    const after = { ...before, ...Object.fromEntries(changed) };
    if (before.hasData && (after.currency !== before.currency || after.timeZone !== before.timeZone)) throw new AppError('conflict', { reason: 'has_data' });
    if (after.cycleP90Days <= after.cycleMedianDays) throw new AppError('invalid', { issues: [{ path: 'cycleP90Days', code: 'not_above_median' }] });
    if (after.timeZone !== before.timeZone) await workspaces.checkTimeZone(db, after.timeZone);
    const change = Object.fromEntries(changed.map(([key, value]) => [columns[key as keyof typeof columns], value]));
    if (!(await workspaces.updateWorkspace(db, scope, version, change))) throw new AppError('stale', { current: await settingsOf(db, scope) });
    const keys = changed.map(([key]) => key) as (keyof Settings)[];
    note({ entity: 'workspace', entityId: scope.workspaceId, before: pick(before, keys), after: pick(after, keys) });
    return settingsOf(db, scope);
  }),

  handle(contract.removeWorkspace, async ({ db, scope, body, deps, audit: note }) => {
    const { name } = await workspaces.workspaceOf(db, scope);
    if (body.name !== name) throw new AppError('invalid', { issues: [{ path: 'name', code: 'other_name' }] });
    await removeWorkspace(db, deps, scope);
    note({ entity: 'workspace', entityId: scope.workspaceId, before: { name } });
    return undefined;
  }),

  handle(contract.readCalendar, async ({ db, scope, query: { year } }) => {
    const { country } = await workspaces.workspaceOf(db, scope);
    const [from, to] = [`${year}-01-01`, `${year}-12-31`];
    const own = new Map((await workspaces.ownDays(db, scope, from, to)).map((d) => [d.day, d]));
    const calendar = calendarOf(country, year);
    return {
      year,
      basis: calendar.basis,
      source: calendar.source,
      workingDays: workingDays(from, to, country, new Map<string, DayKind>([...own].map(([day, d]) => [day, d.kind]))),
      days: [...calendar.days.values()].map(({ day, kind, holiday }) => ({
        day,
        kind: own.get(day)?.kind ?? kind,
        usual: kind,
        holiday,
        own: own.has(day),
        note: own.get(day)?.note ?? '',
      })),
    };
  }),

  handle(contract.setCalendarDay, async ({ db, scope, params, body, audit: note }) => {
    await workspaces.setDay(db, scope, params.day, body.kind, body.note);
    note({ entity: 'calendar_day', entityId: params.day, after: body });
    return undefined;
  }),

  handle(contract.clearCalendarDay, async ({ db, scope, params, audit: note }) => {
    await workspaces.clearDay(db, scope, params.day);
    note({ entity: 'calendar_day', entityId: params.day });
    return undefined;
  }),

  handle(contract.listAudit, async ({ db, scope, query }) => {
    const rows = await audit.auditOf(db, scope, { ...query, limit: query.limit + 1 });
    return {
      entries: rows.slice(0, query.limit).map((r) => ({
        number: r.number,
        at: r.at.toISOString(),
        actor: r.actor,
        personId: r.person_id,
        personName: r.personName,
        action: r.action,
        entity: r.entity,
        entityId: r.entity_id,
        before: r.before,
        after: r.after,
      })),
      more: rows.length > query.limit,
      ...(await audit.auditChoices(db, scope)),
    };
  }),

  handle(contract.verifyAudit, ({ db, scope }) => audit.brokenLink(db, scope)),
];

const pick = <T extends object>(from: T, keys: (keyof T)[]) => Object.fromEntries(keys.map((key) => [key, from[key]]));
