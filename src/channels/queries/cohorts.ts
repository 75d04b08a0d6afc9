import { sql } from 'kysely';
import type { Trx } from '../../platform/db.ts';
import type { Scope } from '../../platform/scope.ts';
import type { AgeCounts } from '../domain/closing.ts';
import type { Cohort } from '../domain/units.ts';
import { type Frame, spendOf } from './report.ts';

/** What holds for the whole workspace, as it was set. */
export type Settings = Frame & { today: string; mode: 'leads' | 'sales'; targetCac: number | null; requiredRomi: number; medianDays: number; p90Days: number };

export async function readSettings(trx: Trx, scope: Scope, now: Date): Promise<Settings> {
  const { rows } = await sql<Settings>`
    select currency, vat_recoverable as "vatRecoverable", gross_margin as "grossMargin", mode, target_cac_minor as "targetCac", required_romi as "requiredRomi",
      cycle_median_days as "medianDays", cycle_p90_days as "p90Days",
      (${now}::timestamptz at time zone time_zone)::date as today from workspace where id = ${scope.workspaceId}`.execute(trx);
  return rows[0]!;
}

/** Last day of which there are any data, at most `today`: outcomes are known up to it, so ages are counted to it. */
export async function knownUntil(trx: Trx, scope: Scope, today: string): Promise<string> {
  const { rows } = await sql<{ day: string }>`
    select least(${today}::date, coalesce(greatest(
      (select max(day) from result_day where workspace_id = ${scope.workspaceId} and basis = 'cohort'),
      (select max(day) from result_day where workspace_id = ${scope.workspaceId} and basis = 'cash'),
      (select max(day) from cost where workspace_id = ${scope.workspaceId})), ${today}::date)) as day`.execute(trx);
  return rows[0]!.day;
}

/**
 * Lead cohorts and spend by campaign and week, from `daily` (at most `from`) to the end of the period, week 0 being its last seven days;
 * before that by calendar month back to `since`, each month standing in the week of its middle. One pass over each roll-up.
 */
export async function readCohorts(trx: Trx, scope: Scope, frame: Frame, since: string, daily: string, from: string, to: string): Promise<Cohort[]> {
  const week = sql`(${to}::date - day) / 7 as week, day >= ${from}::date as inside, min(day) first_day, max(day) last_day`;
  const middle = sql`(${to}::date - month - 15) / 7 as week, false as inside, min(month) first_day, max(month) last_day`;
  const whole = sql`month >= date_trunc('month', ${since}::date)::date and month + interval '1 month' <= ${daily}::date`;
  const results = sql`sum(leads) leads, sum(judged) judged, sum(qualified) qualified, sum(lead_won) won, sum(lead_lost) lost, sum(priced) priced,
    sum(revenue_minor) revenue, sum(margin_minor) margin, sum(unmargined_minor) unmargined`;
  const spend = sql`0 leads, 0 judged, 0 qualified, 0 won, 0 lost, 0 priced, 0::numeric revenue, 0::numeric margin, 0::numeric unmargined, sum(${spendOf(frame, 'c')}) spend`;
  const { rows } = await sql<Cohort>`
    with facts as materialized (
      select source_id, ${week}, ${results}, 0::numeric spend from result_day
      where workspace_id = ${scope.workspaceId} and basis = 'cohort' and day between ${daily} and ${to} group by 1, 2, 3
      union all
      select source_id, ${middle}, ${results}, 0 from result_month where workspace_id = ${scope.workspaceId} and basis = 'cohort' and ${whole} group by 1, 2, 3
      union all
      select coalesce(source_id, '00000000-0000-0000-0000-000000000000'), ${week}, ${spend} from cost c
      where workspace_id = ${scope.workspaceId} and day between ${daily} and ${to} group by 1, 2, 3
      union all
      select source_id, ${middle}, ${spend} from cost_month c where workspace_id = ${scope.workspaceId} and ${whole} group by 1, 2, 3
    )
    select s.channel_id as "channelId", coalesce(s.tool_key, '') as tool, coalesce(s.campaign_key, '') as campaign, week, inside, min(first_day) "firstDay", max(last_day) "lastDay",
      sum(leads) leads, sum(judged) judged, sum(qualified) qualified, sum(won) won, sum(lost) lost, sum(priced) priced, sum(revenue) revenue, sum(margin) margin,
      sum(unmargined) unmargined, sum(spend) spend
    from facts f left join source s on s.workspace_id = ${scope.workspaceId} and s.id = f.source_id
    group by 1, 2, 3, 4, 5`.execute(trx);
  return rows;
}

/** Why leads of the period were refused, and the largest won deal, by campaign. */
export async function readPeculiarities(trx: Trx, scope: Scope, from: string, to: string) {
  const { rows } = await sql<{ channelId: string | null; tool: string; campaign: string; reason: string | null; leads: number | null; deal: number | null }>`
    with facts as materialized (
      select source_id, reason, sum(leads) leads, null::bigint as deal from rejection_day
      where workspace_id = ${scope.workspaceId} and day between ${from} and ${to} and reason <> '' group by 1, 2 having sum(leads) > 0
      union all
      select coalesce(source_id, '00000000-0000-0000-0000-000000000000'), null, null, max(amount_minor) from deal
      where workspace_id = ${scope.workspaceId} and status = 'won' and cohort_on between ${from} and ${to} group by 1
    )
    select s.channel_id as "channelId", coalesce(s.tool_key, '') as tool, coalesce(s.campaign_key, '') as campaign, reason, sum(leads) as leads, max(deal) as deal
    from facts f left join source s on s.workspace_id = ${scope.workspaceId} and s.id = f.source_id group by 1, 2, 3, 4`.execute(trx);
  return rows;
}

/** Leads of the last twelve months by age: closed at it, or still open at it on the day `until`. */
export async function readClosing(trx: Trx, scope: Scope, until: string): Promise<AgeCounts[]> {
  const { rows } = await sql<AgeCounts>`
    with facts as (
      select case when outcome = 'open' then greatest(${until}::date - month - age_days, 0) else age_days end as age_days, outcome, leads
      from closing_age where workspace_id = ${scope.workspaceId} and month between (date_trunc('month', ${until}::date) - interval '12 months')::date and ${until}
    )
    select age_days as "ageDays", coalesce(sum(leads) filter (where outcome = 'won'), 0) won, coalesce(sum(leads) filter (where outcome = 'lost'), 0) lost,
      coalesce(sum(leads) filter (where outcome = 'open'), 0) censored from facts group by 1 having sum(leads) > 0 order by 1`.execute(trx);
  return rows;
}
