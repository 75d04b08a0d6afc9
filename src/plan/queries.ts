import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../platform/db.ts';
import type { Scope } from '../platform/scope.ts';
import { Inputs, Targets } from './contract.ts';
import type { LeadPlan } from './domain/funnel.ts';
import type { PlanInputs } from './domain/inputs.ts';
import type { Cycle } from './domain/timing.ts';

/** What planning needs to know of the workspace; `today` is a day on its own clock. */
export type Frame = { today: string; mode: 'leads' | 'sales'; country: string; vatRecoverable: boolean; cycle: Cycle };

export async function readFrame(db: Db, scope: Scope, now: Date): Promise<Frame> {
  const row = await db
    .selectFrom('workspace')
    .select([
      'mode',
      'country',
      'vat_recoverable',
      'cycle_median_days',
      'cycle_p90_days',
      sql<string>`(${now}::timestamptz at time zone time_zone)::date`.as('today'),
    ])
    .where('id', '=', scope.workspaceId)
    .executeTakeFirstOrThrow();
  return {
    today: row.today,
    mode: row.mode as Frame['mode'],
    country: row.country,
    vatRecoverable: row.vat_recoverable,
    cycle: { medianDays: row.cycle_median_days, p90Days: row.cycle_p90_days },
  };
}

export type SavedVersion = {
  version: number;
  effectiveFrom: string;
  inputs: PlanInputs;
  targets: LeadPlan;
  reason: string;
  author: string | null;
  createdAt: Date;
};

const versions = (db: Db, scope: Scope) =>
  db
    .selectFrom('plan_version as v')
    .leftJoin('person as p', 'p.id', 'v.author_id')
    .select(['v.version', 'v.effective_from', 'v.inputs', 'v.targets', 'v.reason', 'v.created_at', 'p.name as author'])
    .where('v.workspace_id', '=', scope.workspaceId)
    .orderBy('v.version', 'desc');

type VersionRow = Awaited<ReturnType<ReturnType<typeof versions>['execute']>>[number];
const saved = (row: VersionRow): SavedVersion => ({
  version: row.version,
  effectiveFrom: row.effective_from,
  inputs: Inputs.parse(row.inputs),
  targets: Targets.parse(row.targets),
  reason: row.reason,
  author: row.author,
  createdAt: row.created_at,
});

export const listVersions = async (db: Db, scope: Scope): Promise<SavedVersion[]> => (await versions(db, scope).execute()).map(saved);

export async function latestVersion(db: Db, scope: Scope): Promise<SavedVersion | null> {
  const row = await versions(db, scope).limit(1).executeTakeFirst();
  return row ? saved(row) : null;
}

/** The plan of the month that begins on `monthStart`: the latest version that counts from that month or an earlier one. */
export async function versionOf(db: Db, scope: Scope, monthStart: string): Promise<SavedVersion | null> {
  const row = await versions(db, scope).where('v.effective_from', '<=', monthStart).limit(1).executeTakeFirst();
  return row ? saved(row) : null;
}

type NewVersion = { inputs: PlanInputs; targets: LeadPlan; reason: string; effectiveFrom: string; now: Date };

/** Adds version `number`; false when somebody else has just added it. */
export async function insertVersion(db: Db, scope: Scope, number: number, v: NewVersion): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('plan_version')
    .values({
      workspace_id: scope.workspaceId,
      version: number,
      effective_from: v.effectiveFrom,
      inputs: JSON.stringify(v.inputs),
      targets: JSON.stringify(v.targets),
      reason: v.reason,
      author_id: scope.personId,
      created_at: v.now,
    })
    .onConflict((c) => c.columns(['workspace_id', 'version']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

const History = z.object({
  leads: z.number(),
  qualified: z.number(),
  won: z.number(),
  priced: z.number(),
  revenue: z.number(),
  recent_leads: z.number(),
  spend: z.number(),
});
export type History = z.output<typeof History> & { from: string; to: string };

/**
 * What the workspace's own history says, from the daily roll-ups: conversions of a year of mature leads (cohort basis), the cheque of a year of won deals (by closing
 * day), spend and leads of the last 90 days. Three range scans of a few thousand narrow rows, whatever the number of leads.
 */
export async function readHistory(db: Db, scope: Scope, { today, cycle, vatRecoverable }: Frame): Promise<History> {
  const { rows } = await sql`
    with edge as (select ${today}::date as today, ${today}::date - ${cycle.p90Days}::int as mature),
    cohort as (
      select coalesce(sum(leads), 0) as leads, coalesce(sum(qualified), 0) as qualified, coalesce(sum(lead_won), 0) as won
      from result_day, edge where workspace_id = ${scope.workspaceId} and basis = 'cohort' and day > mature - 365 and day <= mature),
    cash as (
      select coalesce(sum(priced), 0) as priced, coalesce(sum(revenue_minor), 0) as revenue, coalesce(sum(leads) filter (where day > today - 90), 0) as recent_leads
      from result_day, edge where workspace_id = ${scope.workspaceId} and basis = 'cash' and day > today - 365 and day <= today),
    paid as (
      select coalesce(sum(net_minor + case when ${vatRecoverable} then 0 else vat_minor end), 0) as spend
      from cost, edge where workspace_id = ${scope.workspaceId} and day > today - 90 and day <= today)
    select cohort.*, cash.*, paid.*, (mature - 364)::text as from, mature::text as to from edge, cohort, cash, paid`.execute(db);
  const { from, to, ...sums } = rows[0] as Record<string, unknown>;
  return { ...History.parse(sums), from: from as string, to: to as string };
}
