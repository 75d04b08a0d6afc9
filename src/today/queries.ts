import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../platform/db.ts';
import type { Scope } from '../platform/scope.ts';

const DayFacts = z.object({
  day: z.iso.date(),
  leads: z.number(),
  qualified: z.number(),
  deals: z.number(),
  revenue: z.number(),
  spend: z.number(),
});
export type DayFacts = z.output<typeof DayFacts>;

/** What happened on each day of a stretch, days without anything included; from the roll-ups, on the day it happened. */
export async function readDays(db: Db, scope: Scope, from: string, to: string, vatRecoverable: boolean): Promise<DayFacts[]> {
  const { rows } = await sql`
    select d.day::date::text as day, coalesce(r.leads, 0)::int8 as leads, coalesce(r.qualified, 0)::int8 as qualified, coalesce(r.deals, 0)::int8 as deals,
      coalesce(r.revenue, 0)::int8 as revenue, coalesce(c.spend, 0)::int8 as spend
    from generate_series(${from}::date, ${to}::date, interval '1 day') as d (day)
    left join (
      select day, sum(leads) as leads, sum(qualified) as qualified, sum(deals) as deals, sum(revenue_minor) as revenue
      from result_day where workspace_id = ${scope.workspaceId} and basis = 'cash' and day between ${from} and ${to} group by day) r on r.day = d.day::date
    left join (
      select day, sum(net_minor + case when ${vatRecoverable} then 0 else vat_minor end) as spend
      from cost where workspace_id = ${scope.workspaceId} and day between ${from} and ${to} group by day) c on c.day = d.day::date
    order by d.day`.execute(db);
  return rows.map((row) => DayFacts.parse(row));
}

const Begun = z.object({ plan: z.boolean(), leads: z.boolean(), deals: z.boolean(), costs: z.boolean(), people: z.boolean() });

/** Which first steps have left their trace. */
export async function readBegun(db: Db, scope: Scope): Promise<z.output<typeof Begun>> {
  const id = scope.workspaceId;
  const { rows } = await sql`select
    exists (select from plan_version where workspace_id = ${id}) as plan,
    exists (select from lead where workspace_id = ${id}) as leads,
    exists (select from deal where workspace_id = ${id}) as deals,
    exists (select from cost where workspace_id = ${id}) as costs,
    (select count(*) > 1 from member where workspace_id = ${id}) or exists (select from invitation where workspace_id = ${id}) as people`.execute(db);
  return Begun.parse(rows[0]);
}

const KEY = 'today.steps';
const Ticks = z.record(z.string(), z.boolean());

/** Steps ticked by hand. */
export async function readTicks(db: Db, scope: Scope): Promise<z.output<typeof Ticks>> {
  const row = await db.selectFrom('setting').select('value').where('workspace_id', '=', scope.workspaceId).where('key', '=', KEY).executeTakeFirst();
  return Ticks.parse(row?.value ?? {});
}

export async function saveTick(db: Db, scope: Scope, step: string): Promise<void> {
  await db
    .insertInto('setting')
    .values({ workspace_id: scope.workspaceId, key: KEY, value: JSON.stringify({ [step]: true }) })
    .onConflict((c) =>
      c.columns(['workspace_id', 'key']).doUpdateSet((e) => ({ value: sql`${e.ref('setting.value')} || excluded.value`, version: sql`setting.version + 1` })),
    )
    .execute();
}

/** The latest imports that need somebody: rows in quarantine, refused, failed, or waiting for an answer. */
export const importsWithProblems = (db: Db, scope: Scope, limit: number) =>
  db
    .selectFrom('import')
    .select(['id', 'kind', 'file_name', 'status', 'rows_bad', 'created_at'])
    .where('workspace_id', '=', scope.workspaceId)
    .where((e) => e.or([e('status', 'in', ['waiting', 'refused', 'failed']), e.and([e('status', '=', 'done'), e('rows_bad', '>', 0)])]))
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute();

/** One demo company a person, however often the button is pressed; until the transaction ends. */
export const lockDemoOf = (db: Db, personId: string) => sql`select pg_advisory_xact_lock(hashtextextended('demo ' || ${personId}, 0))`.execute(db);
