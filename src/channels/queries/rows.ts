import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../../platform/db.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Basis, DrillMetric, DrillRow } from '../contract.ts';
import { estimatedMargin } from '../domain/report.ts';
import { type Frame, spendOf } from './report.ts';

/** The rows of one number: null fields of `row` are not asked for, `row` null is the whole company. */
export type Ask = {
  metric: DrillMetric;
  basis: Basis;
  from: string;
  to: string;
  row: { channelId: string | null; tool: string | null; campaign: string | null } | null;
};
export type Cursor = { day: string; id: string };
export type Behind = { rows: DrillRow[]; count: number; sum: number };

type Part = {
  table: 'lead' | 'deal' | 'cost';
  day: RawBuilder<unknown>;
  where: RawBuilder<unknown>;
  sum: RawBuilder<unknown>;
  unmargined?: RawBuilder<unknown>;
};

/** Which rows a figure counts, on which of their days, and how they add up to it: the same rules as the roll-up's. */
function partOf({ metric, basis }: Ask, frame: Frame): Part {
  const cash = basis === 'cash';
  const rows = sql`count(*)`;
  const lead = (where: RawBuilder<unknown>, judged = false): Part => ({ table: 'lead', day: cash && judged ? sql`x.judged_on` : sql`x.day`, where, sum: rows });
  const deal = (where: RawBuilder<unknown>, sum: RawBuilder<unknown> = rows): Part => ({
    table: 'deal',
    day: cash ? sql`x.ended_on` : sql`x.cohort_on`,
    where: sql`x.status = 'won' and ${where}`,
    sum,
  });
  const cost = (where: RawBuilder<unknown>, sum: RawBuilder<unknown>): Part => ({ table: 'cost', day: sql`x.day`, where, sum });
  const parts: Record<DrillMetric, () => Part> = {
    leads: () => lead(sql`true`),
    valid: () => lead(sql`x.judgement <> 'invalid'`),
    judged: () => lead(sql`x.judgement <> 'unjudged'`, true),
    qualified: () => lead(sql`x.judgement = 'qualified'`, true),
    deals: () => deal(sql`true`),
    priced: () => deal(sql`x.amount_minor is not null`),
    // one buyer a lead: the first of its won deals stands for it
    customers: () =>
      deal(sql`(x.lead_id is null or not exists (select from deal o where o.workspace_id = x.workspace_id and o.lead_id = x.lead_id and o.status = 'won'
        and (o.ended_on, o.id) < (x.ended_on, x.id)))`),
    revenue: () => deal(sql`x.amount_minor is not null`, sql`coalesce(sum(x.amount_minor), 0)`),
    margin: () => ({
      ...deal(sql`(x.amount_minor is not null or x.margin_minor is not null)`, sql`coalesce(sum(x.margin_minor), 0)`),
      unmargined: sql`coalesce(sum(x.amount_minor) filter (where x.margin_minor is null), 0)`,
    }),
    cost: () => cost(sql`true`, sql`coalesce(sum(${spendOf(frame, 'x')}), 0)`),
    impressions: () => cost(sql`x.impressions is not null`, sql`coalesce(sum(x.impressions), 0)`),
    clicks: () => cost(sql`x.clicks is not null`, sql`coalesce(sum(x.clicks), 0)`),
  };
  return parts[metric]();
}

function ofRow(scope: Scope, row: Ask['row']): RawBuilder<unknown> {
  if (row === null) return sql`true`;
  if (row.channelId === null) return sql`x.source_id is null`;
  return sql`x.source_id = any(array(select s.id from source s where s.workspace_id = ${scope.workspaceId} and s.channel_id = ${row.channelId}
    ${row.tool === null ? sql`` : sql`and s.tool_key = ${row.tool}`} ${row.campaign === null ? sql`` : sql`and s.campaign_key = ${row.campaign}`}))`;
}

const columns = {
  lead: sql`'lead' as kind, x.id, x.day, x.name, x.company, x.judgement, x.judged_on as "judgedOn", x.reject_reason as "rejectReason", x.outcome`,
  deal: sql`'deal' as kind, x.id, x.lead_id as "leadId", x.cohort_on as "cohortOn", x.ended_on as "endedOn", x.name, x.company, x.product,
    x.amount_minor as "amountMinor", x.margin_minor as "marginMinor"`,
  cost: sql`'cost' as kind, x.id, x.day, x.platform, x.net_minor as "netMinor", x.vat_minor as "vatMinor", x.impressions, x.clicks`,
};

/** A page of the rows behind a number, newest first, with how many there are and what they add up to. */
export async function rowsBehind(trx: Trx, scope: Scope, frame: Frame, ask: Ask, after: Cursor | null, limit: number): Promise<Behind & { days: string[] }> {
  const { table, day, where, sum, unmargined = sql`0` } = partOf(ask, frame);
  const filter = sql`x.workspace_id = ${scope.workspaceId} and ${day} between ${ask.from} and ${ask.to} and ${where} and ${ofRow(scope, ask.row)}`;
  const totals = await sql<{
    count: number;
    sum: number;
    unmargined: number;
  }>`select count(*) as count, ${sum} as sum, ${unmargined} as unmargined from ${sql.table(table)} x where ${filter}`.execute(trx);
  const page = await sql<DrillRow & { at: string }>`
    select ${columns[table]}, ${day} as at, nullif(concat_ws(' / ', s.source, s.medium), '') as source, s.campaign from ${sql.table(table)} x
    left join source s on s.workspace_id = ${scope.workspaceId} and s.id = x.source_id
    where ${filter} ${after ? sql`and (${day}, x.id) < (${after.day}::date, ${after.id}::uuid)` : sql``}
    order by ${day} desc, x.id desc limit ${limit}`.execute(trx);
  const { count, sum: known, unmargined: rest } = totals.rows[0]!;
  return { rows: page.rows, days: page.rows.map((r) => r.at), count, sum: known + estimatedMargin(rest, frame.grossMargin) };
}
