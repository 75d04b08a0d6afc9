/** From sums by campaign to the rows of the channel table: every level and every ratio comes from sums, never from ratios. */
import type { Channel, Figures, Ratios, ReportRow } from '../contract.ts';
import { FORMULA_IDS, ratios as ratiosOf } from './ratios.ts';

/** Sums of one campaign; money in minor units, null = no row names it. channelId null = unattributed. */
export type CampaignSums = Sums & { channelId: string | null; tool: string; campaign: string; toolName: string | null; campaignName: string | null };

export type Sums = {
  leads: number;
  valid: number;
  judged: number;
  qualified: number;
  customers: number;
  deals: number;
  priced: number;
  revenue: number;
  /** Of the deals whose margin is known, and the revenue of those whose margin is not. */
  margin: number;
  unmargined: number;
  costRows: number;
  cost: number;
  impressions: number | null;
  clicks: number | null;
};

export type Values = { figures: Figures; ratios: Ratios };
/** What the figures of one period stand on: kinds of data the workspace has at all, gross margin 0–1, may money be shown. */
export type View = { total: Sums; grossMargin: number; money: boolean };

export const NO_SUMS: Sums = {
  leads: 0,
  valid: 0,
  judged: 0,
  qualified: 0,
  customers: 0,
  deals: 0,
  priced: 0,
  revenue: 0,
  margin: 0,
  unmargined: 0,
  costRows: 0,
  cost: 0,
  impressions: null,
  clicks: null,
};

const COUNTS = ['leads', 'valid', 'judged', 'qualified', 'customers', 'deals', 'priced', 'revenue', 'margin', 'unmargined', 'costRows', 'cost'] as const;
const plus = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : a + b);

export function addSums(rows: readonly Sums[]): Sums {
  const sum = { ...NO_SUMS };
  for (const row of rows) {
    for (const name of COUNTS) sum[name] += row[name];
    sum.impressions = plus(sum.impressions, row.impressions);
    sum.clicks = plus(sum.clicks, row.clicks);
  }
  return sum;
}

/** Margin of revenue whose own margin nobody entered. */
export const estimatedMargin = (unmargined: number, grossMargin: number): number => Math.round(unmargined * grossMargin);

/**
 * Figures of a row. A zero is shown only when it was measured: leads and deals are 0 when the workspace has any in the period; qualified
 * leads are unknown where nobody has judged the leads; revenue is unknown where no won deal has an amount; cost where no cost was entered.
 */
export function valuesOf(s: Sums, { total, grossMargin, money }: View): Values {
  const leads = total.leads > 0 ? s.leads : null;
  const judged = total.judged > 0 ? s.judged : null;
  const deals = total.deals > 0 ? s.deals : null;
  const priced = deals !== null && (s.priced > 0 || s.deals === 0);
  const estimated = estimatedMargin(s.unmargined, grossMargin);
  const figures: Figures = {
    visits: null,
    impressions: s.impressions,
    clicks: s.clicks,
    leads,
    valid: leads === null ? null : s.valid,
    judged,
    qualified: judged === null || (s.judged === 0 && s.leads > 0) ? null : s.qualified,
    deals,
    priced: deals === null ? null : s.priced,
    customers: deals === null ? null : s.customers,
    revenueMinor: money && priced ? s.revenue : null,
    marginMinor: money && priced ? s.margin + estimated : null,
    marginEstimatedMinor: money && priced ? estimated : null,
    costMinor: money && s.costRows > 0 ? s.cost : null,
  };
  const all = ratiosOf({
    impressions: figures.impressions,
    clicks: figures.clicks,
    visits: null,
    leads: figures.leads,
    valid: figures.valid,
    qualified: figures.qualified,
    won: figures.deals,
    customers: figures.customers,
    revenue: figures.revenueMinor,
    margin: figures.marginMinor,
    media: figures.costMinor,
    spend: figures.costMinor,
    fullCost: null,
  });
  return { figures, ratios: Object.fromEntries(FORMULA_IDS.map((id) => [id, all[id]])) as Ratios };
}

export const UNATTRIBUTED = 'unattributed';
/** Ids of rows are paths: channel, tool, campaign. */
export const rowId = (channelId: string, ...keys: string[]): string => [channelId, ...keys.map(encodeURIComponent)].join('/');

/** What a row id stands for; null when it is none. */
export function parseRowId(id: string): { channelId: string | null; tool: string | null; campaign: string | null } | null {
  if (id === UNATTRIBUTED) return { channelId: null, tool: null, campaign: null };
  const [channelId = '', tool, campaign, ...more] = id.split('/');
  if (more.length > 0 || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(channelId)) return null;
  try {
    return { channelId, tool: tool === undefined ? null : decodeURIComponent(tool), campaign: campaign === undefined ? null : decodeURIComponent(campaign) };
  } catch {
    return null;
  }
}

/** A row of the tree with its sums. */
export type Branch = {
  id: string;
  parentId: string | null;
  level: ReportRow['level'];
  channelId: string | null;
  name: string;
  sums: Sums;
  campaigns: CampaignSums[];
};

/** Is there anything in the sums? A campaign taken back leaves zeros behind. */
export const says = (s: Sums) => COUNTS.some((name) => s[name] !== 0) || s.impressions !== null || s.clicks !== null;

/** Channels with their tools and campaigns, depth first, by cost and then leads; unattributed last. */
export function treeOf(campaigns: readonly CampaignSums[], channelName: (id: string) => string): Branch[] {
  const rows: Branch[] = [];
  const grouped = (list: readonly CampaignSums[], key: (c: CampaignSums) => string): [string, CampaignSums[]][] => {
    const groups = new Map<string, CampaignSums[]>();
    for (const c of list) groups.set(key(c), [...(groups.get(key(c)) ?? []), c]);
    const weighed = [...groups].map(([k, members]) => ({ k, members, sums: addSums(members) }));
    weighed.sort((a, b) => b.sums.cost - a.sums.cost || b.sums.leads - a.sums.leads || (a.k < b.k ? -1 : 1));
    return weighed.map(({ k, members }) => [k, members]);
  };
  const branch = (id: string, parentId: string | null, level: Branch['level'], channelId: string | null, name: string, members: CampaignSums[]) =>
    rows.push({ id, parentId, level, channelId, name, sums: addSums(members), campaigns: members });
  for (const [channelId, ofChannel] of grouped(
    campaigns.filter((c) => c.channelId !== null),
    (c) => c.channelId!,
  )) {
    branch(channelId, null, 'channel', channelId, channelName(channelId), ofChannel);
    for (const [tool, ofTool] of grouped(ofChannel, (c) => c.tool)) {
      branch(rowId(channelId, tool), channelId, 'tool', channelId, ofTool[0]!.toolName ?? '', ofTool);
      for (const [campaign, members] of grouped(ofTool, (c) => c.campaign)) {
        branch(rowId(channelId, tool, campaign), rowId(channelId, tool), 'campaign', channelId, members[0]!.campaignName ?? '', members);
      }
    }
  }
  branch(
    UNATTRIBUTED,
    null,
    'unattributed',
    null,
    '',
    campaigns.filter((c) => c.channelId === null),
  );
  return rows;
}

/** The rows of the table, with those of the comparison period beside them; a row of either period is a row. */
export function reportRows(
  now: readonly CampaignSums[],
  before: readonly CampaignSums[] | null,
  channels: readonly Channel[],
  shown: { grossMargin: number; money: boolean },
) {
  const byId = new Map(channels.map((c) => [c.id, c]));
  const name = (id: string) => byId.get(id)?.name ?? '';
  const keyOf = (c: CampaignSums) => JSON.stringify([c.channelId, c.tool, c.campaign]);
  const here = now.filter(says);
  const earlier = (before ?? []).filter(says);
  const known = new Set(here.map(keyOf));
  const gone = earlier.filter((c) => !known.has(keyOf(c))).map((c) => ({ ...c, ...NO_SUMS }));
  const current = treeOf([...here, ...gone], name);
  const former = new Map(treeOf(earlier, name).map((b) => [b.id, b.sums]));
  const view: View = { total: addSums(now), ...shown };
  const viewBefore: View | null = before && { total: addSums(before), ...shown };
  const rows = current.map(({ id, parentId, level, channelId, name, sums }): ReportRow => {
    const channel = channelId === null ? undefined : byId.get(channelId);
    return {
      id,
      parentId,
      level,
      name,
      channelId,
      code: level === 'channel' ? (channel?.code ?? null) : null,
      paid: channel?.paid ?? false,
      brand: channel?.brand ?? false,
      remarketing: channel?.remarketing ?? false,
      now: valuesOf(sums, view),
      before: viewBefore && valuesOf(former.get(id) ?? NO_SUMS, viewBefore),
    };
  });
  return { rows, total: { now: valuesOf(view.total, view), before: viewBefore && valuesOf(viewBefore.total, viewBefore) } };
}
