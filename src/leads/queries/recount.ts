import { sql } from 'kysely';
import type { Trx } from '../../platform/db.ts';
import type { Scope } from '../../platform/scope.ts';

const none = sql.lit('00000000-0000-0000-0000-000000000000');

/** The three roll-ups as they must be, counted from leads and deals. */
const truth = (scope: Scope) => ({
  result_day: sql`
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
    ) facts group by 1, 2, 3, 4`,
  rejection_day: sql`
    select workspace_id, day, coalesce(source_id, ${none}) as source_id, coalesce(reject_reason, '') as reason, count(*)::int as leads
    from lead where workspace_id = ${scope.workspaceId} and judgement in ('rejected', 'invalid') group by 1, 2, 3, 4`,
  closing_age: sql`
    select workspace_id, date_trunc('month', day)::date as month, outcome, greatest(outcome_on - day, 0) as age_days, count(*)::int as leads
    from lead where workspace_id = ${scope.workspaceId} and outcome <> 'open' group by 1, 2, 3, 4`,
});

export type RollUp = keyof ReturnType<typeof truth>;
export const rollUps: readonly RollUp[] = ['result_day', 'rejection_day', 'closing_age'];

/** Columns that say something; a row of which all are zero is the same as no row. */
const measures: Record<RollUp, string[]> = {
  result_day: [
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
  ],
  rejection_day: ['leads'],
  closing_age: ['leads'],
};
const notZero = (name: RollUp) =>
  sql.join(
    measures[name].map((c) => sql`${sql.ref(c)} <> 0`),
    sql` or `,
  );
const keys: Record<RollUp, string[]> = {
  result_day: ['workspace_id', 'basis', 'day', 'source_id'],
  rejection_day: ['workspace_id', 'day', 'source_id', 'reason'],
  closing_age: ['workspace_id', 'month', 'outcome', 'age_days'],
};

/** How many rows of a roll-up differ from a count of the leads and deals; 0 is what `otdel doctor` wants to see. */
export async function wrongRows(trx: Trx, scope: Scope, name: RollUp): Promise<number> {
  const list = sql.join([...keys[name], ...measures[name]].map((c) => sql.ref(c)));
  const { rows } = await sql<{ wrong: number }>`
    with truth as (select ${list} from (${truth(scope)[name]}) t),
    kept as (select ${list} from ${sql.table(name)} where workspace_id = ${scope.workspaceId} and (${notZero(name)}))
    select count(*) as wrong from ((select * from truth except select * from kept) union all (select * from kept except select * from truth)) x`.execute(trx);
  return rows[0]!.wrong;
}

/** Replaces a roll-up by a count. */
export async function replaceRollUp(trx: Trx, scope: Scope, name: RollUp): Promise<void> {
  const list = sql.join([...keys[name], ...measures[name]].map((c) => sql.ref(c)));
  await sql`delete from ${sql.table(name)} where workspace_id = ${scope.workspaceId}`.execute(trx);
  await sql`insert into ${sql.table(name)} (${list}) select ${list} from (${truth(scope)[name]}) t`.execute(trx);
}
