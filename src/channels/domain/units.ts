/** From weekly cohorts by campaign to the units that are judged: the tree of the channel table with what each row is judged by. */
import type { Channel } from '../contract.ts';
import { NO_SUMS, parseRowId, treeOf, UNATTRIBUTED } from './report.ts';
import type { History, Unit } from './unit.ts';

/** One campaign in one week; week 0 is the last seven days of the period, `inside` tells its days from those before the period. */
export type Cohort = {
  channelId: string | null;
  tool: string;
  campaign: string;
  week: number;
  inside: boolean;
  firstDay: string;
  lastDay: string;
  leads: number;
  judged: number;
  qualified: number;
  /** Leads that ended in a won deal, and leads that were lost. */
  won: number;
  lost: number;
  priced: number;
  revenue: number;
  margin: number;
  unmargined: number;
  spend: number;
};

/** Refused leads by reason, or the largest deal, of a campaign in the period. */
export type Peculiarity = { channelId: string | null; tool: string; campaign: string; reason: string | null; leads: number | null; deal: number | null };

/** The period, the day up to which outcomes are known, and the gross margin of revenue without a margin of its own. */
export type Setting = { from: string; to: string; until: string; grossMargin: number };

/** The response curve is fitted to the last half a year of weeks; earlier cohorts may come by month. */
export const CURVE_WEEKS = 26;
const DAY = 86_400_000;
const days = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/**
 * Units of the tree. A tool or campaign that is alone below its parent is the parent once more and is left out; `shownAs` names, for each
 * row of the table, the unit that speaks for it.
 */
export function unitsOf(
  cohorts: readonly Cohort[],
  peculiarities: readonly Peculiarity[],
  channels: readonly Channel[],
  setting: Setting,
): { units: Unit[]; shownAs: Map<string, string> } {
  const keyOf = (c: { channelId: string | null; tool: string; campaign: string }) => JSON.stringify([c.channelId, c.tool, c.campaign]);
  const inPeriod = new Map<string, Cohort>();
  for (const c of cohorts) if (c.inside && (c.leads || c.spend || c.won || c.lost || c.priced)) inPeriod.set(keyOf(c), c);
  const group = <T extends { channelId: string | null; tool: string; campaign: string }>(list: readonly T[]) => {
    const map = new Map<string, T[]>();
    for (const item of list) {
      const members = map.get(keyOf(item));
      if (members) members.push(item);
      else map.set(keyOf(item), [item]);
    }
    return map;
  };
  const [cohortsOf, oddOf] = [group(cohorts), group(peculiarities)];
  const judging = cohorts.some((c) => c.inside && c.judged > 0);
  const flags = new Map(channels.map((c) => [c.id, c]));
  const branches = treeOf(
    [...inPeriod.values()].map((c) => ({ ...NO_SUMS, ...pathOf(c), toolName: null, campaignName: null, cost: c.spend })),
    () => '',
  );
  const children = new Map<string, number>();
  for (const b of branches) if (b.parentId) children.set(b.parentId, (children.get(b.parentId) ?? 0) + 1);

  const shownAs = new Map<string, string>();
  const units: Unit[] = [];
  for (const b of branches) {
    const parent = b.parentId === null ? null : shownAs.get(b.parentId)!;
    if (b.parentId !== null && children.get(b.parentId) === 1) {
      shownAs.set(b.id, parent!);
      continue;
    }
    shownAs.set(b.id, b.id);
    const channel = b.channelId === null ? undefined : flags.get(b.channelId);
    const own = b.campaigns.flatMap((c) => cohortsOf.get(keyOf(c)) ?? []);
    const odd = b.campaigns.flatMap((c) => oddOf.get(keyOf(c)) ?? []);
    units.push({
      id: b.id,
      parentId: parent,
      brand: channel?.brand ?? false,
      remarketing: channel?.remarketing ?? false,
      ...measured(own, odd, judging, setting),
    });
  }
  return { units, shownAs };
}

const pathOf = (c: Cohort) => ({ channelId: c.channelId, tool: c.tool, campaign: c.campaign });

function measured(own: readonly Cohort[], odd: readonly Peculiarity[], judging: boolean, s: Setting): Omit<Unit, 'id' | 'parentId' | 'brand' | 'remarketing'> {
  const inside = own.filter((c) => c.inside);
  const sum = (list: readonly Cohort[], name: 'leads' | 'judged' | 'qualified' | 'won' | 'lost' | 'priced' | 'revenue' | 'margin' | 'unmargined' | 'spend') =>
    list.reduce((total, c) => total + c[name], 0);
  const leads = sum(inside, 'leads');
  const priced = sum(inside, 'priced') > 0;
  const span = inside.length > 0 ? days(min(inside.map((c) => c.firstDay)), max(inside.map((c) => c.lastDay))) + 1 : 0;
  const open = new Map<number, number>();
  for (const c of inside) {
    // the middle of the week stands for its days: exact to three days, on a curve of weeks and months
    const age = Math.max(0, days(s.to, s.until) + c.week * 7 + 3);
    open.set(age, (open.get(age) ?? 0) + c.leads - c.won - c.lost);
  }
  const rejects: Record<string, number> = {};
  for (const { reason, leads } of odd) if (reason !== null) rejects[reason] = (rejects[reason] ?? 0) + (leads ?? 0);
  const deals = odd.flatMap((o) => (o.deal === null ? [] : [o.deal]));
  return {
    incrementalityTested: false,
    days: span,
    spend: sum(inside, 'spend'),
    visits: null,
    leads,
    qualified: judging ? sum(inside, 'qualified') : null,
    undecided: leads - sum(inside, 'judged'),
    won: sum(inside, 'won'),
    lost: sum(inside, 'lost'),
    open: [...open].filter(([, count]) => count > 0).map(([ageDays, count]) => ({ ageDays, count })),
    revenue: priced ? sum(inside, 'revenue') : null,
    margin: priced ? sum(inside, 'margin') + sum(inside, 'unmargined') * s.grossMargin : null,
    largestDeal: deals.length > 0 ? Math.max(...deals) : null,
    rejects,
    weekly: weeksOf(own),
    assistShare: null,
    slaNormal: null,
    history: historyOf(own, s),
  };
}

const min = (list: string[]) => list.reduce((a, b) => (a < b ? a : b));
const max = (list: string[]) => list.reduce((a, b) => (a > b ? a : b));

/** Weekly spend and leads, oldest first. */
function weeksOf(own: readonly Cohort[]): Unit['weekly'] {
  const weeks = new Map<number, { spend: number; leads: number }>();
  for (const c of own) {
    if (c.week >= CURVE_WEEKS) continue;
    const w = weeks.get(c.week) ?? { spend: 0, leads: 0 };
    weeks.set(c.week, { spend: w.spend + c.spend, leads: w.leads + c.leads });
  }
  return [...weeks].sort(([a], [b]) => b - a).map(([, w]) => w);
}

/** What came before the period, four weeks at a time. */
function historyOf(own: readonly Cohort[], s: Setting): History[] {
  const length = days(s.from, s.to) + 1;
  const blocks = new Map<number, History>();
  for (const c of own) {
    if (c.inside) continue;
    const ageDays = Math.max(0, c.week * 7 + 3 - length);
    const block = Math.floor(ageDays / 28);
    const h = blocks.get(block) ?? { ageDays: block * 28 + 14, spend: 0, leads: 0, qualified: 0, won: 0 };
    blocks.set(block, { ...h, spend: h.spend + c.spend, leads: h.leads + c.leads, qualified: h.qualified + c.qualified, won: h.won + c.won });
  }
  return [...blocks.values()];
}

/** Ids of what to do first without repeating: a row below one with the same verdict says nothing new. */
export function withoutRepeats(ordered: readonly { id: string; verdict: string }[]): string[] {
  const listed = new Map(ordered.map((v) => [v.id, v.verdict]));
  const above = (id: string): string[] => {
    const parts = id.split('/');
    return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('/'));
  };
  return ordered.filter((v) => !above(v.id).some((ancestor) => listed.get(ancestor) === v.verdict)).map((v) => v.id);
}

/** Is the id one of the rows that are judged? Leads of unknown origin inform the averages but cannot be dropped or strengthened. */
export const isJudged = (id: string): boolean => id !== UNATTRIBUTED && parseRowId(id) !== null;
