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
    select least((select min(day) from result_day where workspace_id = ${scope.workspaceId} and basis = 'cohort'), (select min(day) from cost where workspace_id = ${scope.workspaceId})) as from,
      greatest((select max(day) from result_day where workspace_id = ${scope.workspaceId} and basis = 'cohort'), (select max(day) from cost where workspace_id = ${scope.workspaceId})) as to`.execute(
    trx,
  );
  return rows[0]!;
}

/** What a cost is to the firm: net, and the VAT too when it cannot be recovered. */
export const spendOf = (frame: Frame, cost: string): RawBuilder<number> =>
  frame.vatRecoverable ? sql`${sql.ref(`${cost}.net_minor`)}` : sql`(${sql.ref(`${cost}.net_minor`)} + ${sql.ref(`${cost}.vat_minor`)})`;

/**
 * Sums by campaign from the roll-up and the daily costs alone; no lead or deal is read. The facts are added up by source first and only
 * those few sums meet the dimension, so the join stays small whatever the planner believes about a workspace.
 */
export async function sumsByCampaign(trx: Trx, scope: Scope, frame: Frame, basis: Basis, from: string, to: string): Promise<CampaignSums[]> {
  const { rows } = await sql<CampaignSums>`
    with results as materialized (
      select source_id, sum(leads) leads, sum(valid) valid, sum(judged) judged, sum(qualified) qualified, sum(customers) customers, sum(deals) deals, sum(priced) priced,
        sum(revenue_minor) revenue, sum(margin_minor) margin, sum(unmargined_minor) unmargined
      from result_day where workspace_id = ${scope.workspaceId} and basis = ${basis} and day between ${from} and ${to} group by source_id
    ), costs as materialized (
      select source_id, count(*) cost_rows, sum(${spendOf(frame, 'c')}) cost, sum(impressions) impressions, sum(clicks) clicks
      from cost c where workspace_id = ${scope.workspaceId} and day between ${from} and ${to} group by source_id
    ), facts as materialized (
      select source_id, leads, valid, judged, qualified, customers, deals, priced, revenue, margin, unmargined, 0 cost_rows, 0 cost, null::numeric impressions, null::numeric clicks from results
      union all
      select coalesce(source_id, '00000000-0000-0000-0000-000000000000'), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, cost_rows, cost, impressions, clicks from costs
    )
    select s.channel_id as "channelId", coalesce(s.tool_key, '') as tool, coalesce(s.campaign_key, '') as campaign,
      min(concat_ws(' / ', s.source, s.medium)) as "toolName", min(s.campaign) as "campaignName",
      sum(leads) leads, sum(valid) valid, sum(judged) judged, sum(qualified) qualified, sum(customers) customers, sum(deals) deals, sum(priced) priced,
      sum(revenue) revenue, sum(margin) margin, sum(unmargined) unmargined, sum(cost_rows) "costRows", sum(cost) cost, sum(impressions) impressions, sum(clicks) clicks
    from facts f left join source s on s.workspace_id = ${scope.workspaceId} and s.id = f.source_id
    group by 1, 2, 3`.execute(trx);
  return rows;
}
