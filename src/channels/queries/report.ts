import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../../platform/db.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Basis } from '../contract.ts';
import type { CampaignSums } from '../domain/report.ts';

export type Frame = { currency: string; vatRecoverable: boolean; grossMargin: number };

export async function readFrame(trx: Trx, scope: Scope): Promise<Frame> {
  const { rows } = await sql<Frame>`
    select currency, vat_recoverable as "vatRecoverable", gross_margin as "grossMargin" from workspace where id = ${scope.workspaceId}`.execute(trx);
  return rows[0]!;
}

/** First and last day with a lead, a deal or a cost. */
export async function dataRange(trx: Trx, scope: Scope): Promise<{ from: string | null; to: string | null }> {
  const { rows } = await sql<{ from: string | null; to: string | null }>`
    select least((select min(day) from result_day where workspace_id = ${scope.workspaceId} and basis = 'cohort' and (leads > 0 or deals > 0)), (select min(day) from cost where workspace_id = ${scope.workspaceId})) as from,
      greatest((select max(day) from result_day where workspace_id = ${scope.workspaceId} and basis = 'cohort' and (leads > 0 or deals > 0)), (select max(day) from cost where workspace_id = ${scope.workspaceId})) as to`.execute(
    trx,
  );
  return rows[0]!;
}

/** What a cost is to the firm: net, and the VAT too when it cannot be recovered. */
export const spendOf = (frame: Frame, cost: string): RawBuilder<number> =>
  frame.vatRecoverable ? sql`${sql.ref(`${cost}.net_minor`)}` : sql`(${sql.ref(`${cost}.net_minor`)} + ${sql.ref(`${cost}.vat_minor`)})`;

const nextMonth = (day: string, months: number): string =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1)).toISOString().slice(0, 10);
const dayAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** A period as whole calendar months and the days left over at its ends; each range inclusive, null = none. */
export function splitPeriod(from: string, to: string): { months: [string, string] | null; days: [string, string][] } {
  const first = from.endsWith('-01') ? from : nextMonth(from, 1);
  const end = nextMonth(dayAfter(to, 1), 0);
  if (first >= end) return { months: null, days: [[from, to]] };
  const days: [string, string][] = [];
  if (from < first) days.push([from, dayAfter(first, -1)]);
  if (end <= to) days.push([end, to]);
  return { months: [first, nextMonth(end, -1)], days };
}

/**
 * Sums by campaign from the roll-ups alone: whole months, and the days at the ends of the period; no lead or deal is read. The facts are
 * added up by source first and only those few sums meet the dimension, so the join stays small whatever the planner believes about a
 * workspace. Measured over 1,000,000 leads and two years of daily costs of 200 campaigns: bench/report.ts.
 */
export async function sumsByCampaign(trx: Trx, scope: Scope, frame: Frame, basis: Basis, from: string, to: string): Promise<CampaignSums[]> {
  const { months, days } = splitPeriod(from, to);
  const measures = sql.raw('leads, valid, judged, qualified, customers, deals, priced, revenue_minor, margin_minor, unmargined_minor');
  const results = sql.join(
    [
      ...(months
        ? [
            sql`select source_id, ${measures} from result_month where workspace_id = ${scope.workspaceId} and basis = ${basis} and month between ${months[0]} and ${months[1]}`,
          ]
        : []),
      ...days.map(
        ([a, b]) =>
          sql`select source_id, ${measures} from result_day where workspace_id = ${scope.workspaceId} and basis = ${basis} and day between ${a} and ${b}`,
      ),
    ],
    sql` union all `,
  );
  const ofCosts = sql.raw('cost_rows, net_minor, vat_minor, impressions, impression_rows, clicks, click_rows');
  const costs = sql.join(
    [
      ...(months
        ? [sql`select source_id, ${ofCosts} from cost_month where workspace_id = ${scope.workspaceId} and month between ${months[0]} and ${months[1]}`]
        : []),
      ...days.map(
        ([a, b]) => sql`select coalesce(source_id, '00000000-0000-0000-0000-000000000000') as source_id, 1 as cost_rows, net_minor, vat_minor, impressions,
          (impressions is not null)::int as impression_rows, clicks, (clicks is not null)::int as click_rows
          from cost where workspace_id = ${scope.workspaceId} and day between ${a} and ${b}`,
      ),
    ],
    sql` union all `,
  );
  const { rows } = await sql<CampaignSums>`
    with results as materialized (
      select source_id, sum(leads) leads, sum(valid) valid, sum(judged) judged, sum(qualified) qualified, sum(customers) customers, sum(deals) deals, sum(priced) priced,
        sum(revenue_minor) revenue, sum(margin_minor) margin, sum(unmargined_minor) unmargined
      from (${results}) r group by source_id
    ), costs as materialized (
      select source_id, sum(cost_rows) cost_rows, sum(${spendOf(frame, 'c')}) cost, case when sum(impression_rows) > 0 then sum(impressions) end impressions,
        case when sum(click_rows) > 0 then sum(clicks) end clicks
      from (${costs}) c group by source_id having sum(cost_rows) > 0
    ), facts as materialized (
      select source_id, leads, valid, judged, qualified, customers, deals, priced, revenue, margin, unmargined, 0 cost_rows, 0 cost, null::numeric impressions, null::numeric clicks from results
      union all
      select source_id, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, cost_rows, cost, impressions, clicks from costs
    )
    select s.channel_id as "channelId", coalesce(s.tool_key, '') as tool, coalesce(s.campaign_key, '') as campaign,
      min(concat_ws(' / ', s.source, s.medium)) as "toolName", min(s.campaign) as "campaignName",
      sum(leads) leads, sum(valid) valid, sum(judged) judged, sum(qualified) qualified, sum(customers) customers, sum(deals) deals, sum(priced) priced,
      sum(revenue) revenue, sum(margin) margin, sum(unmargined) unmargined, sum(cost_rows) "costRows", sum(cost) cost, sum(impressions) impressions, sum(clicks) clicks
    from facts f left join source s on s.workspace_id = ${scope.workspaceId} and s.id = f.source_id
    group by 1, 2, 3`.execute(trx);
  return rows;
}
