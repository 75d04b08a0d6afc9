import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../../platform/db.ts';
import type { Scope } from '../../platform/scope.ts';

const none = sql.lit('00000000-0000-0000-0000-000000000000');
const sums = [
  'leads',
  'valid',
  'judged',
  'qualified',
  'lead_won',
  'lead_lost',
  'customers',
  'deals',
  'priced',
  'revenue_minor',
  'margin_minor',
  'unmargined_minor',
] as const;

const byDay = (scope: Scope) => sql`
  select workspace_id, basis, day, coalesce(source_id, ${none}) as source_id, sum(leads)::int leads, sum(valid)::int valid, sum(judged)::int judged, sum(qualified)::int qualified,
    sum(won)::int lead_won, sum(lost)::int lead_lost, sum(customers)::int customers, sum(deals)::int deals, sum(priced)::int priced,
    sum(revenue)::bigint revenue_minor, sum(margin)::bigint margin_minor, sum(unmargined)::bigint unmargined_minor
  from (
    select l.workspace_id, f.basis, f.day, l.source_id, f.leads, f.valid, f.judged, f.qualified, f.won, f.lost, f.won as customers, 0 deals, 0 priced, 0 revenue, 0 margin, 0 unmargined
    from lead l cross join lateral (values
      ('cohort', l.day, 1, (l.judgement <> 'invalid')::int, (l.judgement <> 'unjudged')::int, (l.judgement = 'qualified')::int, (l.outcome = 'won')::int, (l.outcome = 'lost')::int),
      ('cash', l.day, 1, (l.judgement <> 'invalid')::int, 0, 0, 0, 0),
      ('cash', l.judged_on, 0, 0, 1, (l.judgement = 'qualified')::int, 0, 0),
      ('cash', l.outcome_on, 0, 0, 0, 0, (l.outcome = 'won')::int, (l.outcome = 'lost')::int)
    ) f (basis, day, leads, valid, judged, qualified, won, lost)
    where l.workspace_id = ${scope.workspaceId} and f.day is not null
    union all
    select d.workspace_id, f.basis, f.day, d.source_id, 0, 0, 0, 0, 0, 0, (d.lead_id is null)::int, 1, (d.amount_minor is not null)::int, coalesce(d.amount_minor, 0),
      coalesce(d.margin_minor, 0), case when d.margin_minor is null then coalesce(d.amount_minor, 0) else 0 end
    from deal d cross join lateral (values ('cohort', d.cohort_on), ('cash', d.ended_on)) f (basis, day)
    where d.workspace_id = ${scope.workspaceId} and d.status = 'won'
  ) facts group by 1, 2, 3, 4`;

type Counted = { keys: readonly string[]; measures: readonly string[]; truth: (scope: Scope) => RawBuilder<unknown> };

/** The roll-ups, what tells their rows apart, what they count, and the same counted from leads, deals and costs. */
const counted = {
  result_day: { keys: ['workspace_id', 'basis', 'day', 'source_id'], measures: sums, truth: byDay },
  result_month: {
    keys: ['workspace_id', 'basis', 'month', 'source_id'],
    measures: sums,
    truth: (
      scope,
    ) => sql`select workspace_id, basis, date_trunc('month', day)::date as month, source_id, ${sql.join(sums.map((c) => sql`sum(${sql.ref(c)}) as ${sql.ref(c)}`))}
      from (${byDay(scope)}) days group by 1, 2, 3, 4`,
  },
  rejection_day: {
    keys: ['workspace_id', 'day', 'source_id', 'reason'],
    measures: ['leads'],
    truth: (scope) => sql`select workspace_id, day, coalesce(source_id, ${none}) as source_id, coalesce(reject_reason, '') as reason, count(*)::int as leads
      from lead where workspace_id = ${scope.workspaceId} and judgement in ('rejected', 'invalid') group by 1, 2, 3, 4`,
  },
  closing_age: {
    keys: ['workspace_id', 'month', 'outcome', 'age_days'],
    measures: ['leads'],
    truth: (scope) => sql`select workspace_id, date_trunc('month', day)::date as month, outcome,
      case when outcome = 'open' then day - date_trunc('month', day)::date else greatest(outcome_on - day, 0) end as age_days, count(*)::int as leads
      from lead where workspace_id = ${scope.workspaceId} group by 1, 2, 3, 4`,
  },
  cost_month: {
    keys: ['workspace_id', 'month', 'source_id'],
    measures: ['cost_rows', 'net_minor', 'vat_minor', 'impressions', 'impression_rows', 'clicks', 'click_rows'],
    truth: (
      scope,
    ) => sql`select workspace_id, date_trunc('month', day)::date as month, coalesce(source_id, ${none}) as source_id, count(*)::int as cost_rows, sum(net_minor) as net_minor,
      sum(vat_minor) as vat_minor, coalesce(sum(impressions), 0) as impressions, count(impressions)::int as impression_rows, coalesce(sum(clicks), 0) as clicks,
      count(clicks)::int as click_rows from cost where workspace_id = ${scope.workspaceId} group by 1, 2, 3`,
  },
} as const satisfies Record<string, Counted>;

export type RollUp = keyof typeof counted;
export const rollUps = Object.keys(counted) as RollUp[];
const columnsOf = (name: RollUp) => sql.join([...counted[name].keys, ...counted[name].measures].map((c) => sql.ref(c)));
/** A row of which all is zero is the same as no row. */
const notZero = (name: RollUp) =>
  sql.join(
    counted[name].measures.map((c) => sql`${sql.ref(c)} <> 0`),
    sql` or `,
  );

/** How many rows of a roll-up differ from a count of the rows beneath; 0 is what `otdel doctor` wants to see. */
export async function wrongRows(trx: Trx, scope: Scope, name: RollUp): Promise<number> {
  const { rows } = await sql<{ wrong: number }>`
    with truth as materialized (select ${columnsOf(name)} from (${counted[name].truth(scope)}) t),
    kept as materialized (select ${columnsOf(name)} from ${sql.table(name)} where workspace_id = ${scope.workspaceId} and (${notZero(name)}))
    select count(*) as wrong from ((select * from truth except select * from kept) union all (select * from kept except select * from truth)) x`.execute(trx);
  return rows[0]!.wrong;
}

/** Replaces a roll-up by a count, in the order in which reports read it. */
export async function replaceRollUp(trx: Trx, scope: Scope, name: RollUp): Promise<void> {
  const keys = sql.join(counted[name].keys.map((c) => sql.ref(c)));
  await sql`delete from ${sql.table(name)} where workspace_id = ${scope.workspaceId}`.execute(trx);
  await sql`insert into ${sql.table(name)} (${columnsOf(name)}) select ${columnsOf(name)} from (${counted[name].truth(scope)}) t order by ${keys}`.execute(trx);
}
