import { describe, expect, it } from 'vitest';
import type { AgeCounts, OpenLeads } from '../src/channels/domain/closing.ts';
import type { CostRow } from '../src/channels/domain/cost-row.ts';
import type { Week } from '../src/channels/domain/marginal.ts';
import { DEFAULT_THRESHOLDS } from '../src/channels/domain/thresholds.ts';
import type { Company, Unit, UnitVerdict } from '../src/channels/domain/unit.ts';
import { judge, whatFirst } from '../src/channels/domain/verdict.ts';
import type { DealRow, LeadRow } from '../src/leads/domain/rows.ts';
import type { Channel } from './channel.ts';
import { CHANNELS } from './channels.ts';
import type { Lang } from './company.ts';
import { type DemoCompany, generateDemo } from './generate.ts';

const DAY = 86_400_000;
const daysBetween = (from: string, to: string): number => Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / DAY));
const week = (day: string): number => Math.floor(Date.parse(day.slice(0, 10)) / (7 * DAY));

/** How a lead ended: by its deal, which is found by the lead's id or else by the telephone or address; a refused lead ended on the day it came. */
type Ended = { lead: LeadRow; state: 'won' | 'lost' | 'open'; age: number; deal: DealRow | undefined };

function endings({ leads, deals }: DemoCompany, today: string): Ended[] {
  const byLead = new Map(deals.map((deal) => [deal.leadExternalId, deal]));
  const byContact = new Map(deals.flatMap((deal) => (deal.leadExternalId === null ? [[deal.phone ?? deal.email, deal]] : [])));
  return leads.map((lead) => {
    const deal = byLead.get(lead.externalId) ?? (lead.judgement === 'qualified' ? byContact.get(lead.phone ?? lead.email) : undefined);
    if (lead.judgement === 'rejected' || lead.judgement === 'invalid') return { lead, state: 'lost', age: 0, deal };
    if (deal?.closedAt) return { lead, state: deal.status, age: daysBetween(lead.createdAt, deal.closedAt), deal };
    return { lead, state: 'open', age: daysBetween(lead.createdAt, today), deal };
  });
}

function counts(ended: readonly Ended[]): AgeCounts[] {
  const ages = new Map<number, AgeCounts>();
  for (const { state, age } of ended) {
    const row = ages.get(age) ?? { ageDays: age, won: 0, lost: 0, censored: 0 };
    row[state === 'open' ? 'censored' : state] += 1;
    ages.set(age, row);
  }
  return [...ages.values()];
}

function weekly(leads: readonly Ended[], costs: readonly CostRow[]): Week[] {
  const weeks = new Map<number, Week>();
  const at = (day: string): Week => {
    const found = weeks.get(week(day)) ?? { spend: 0, leads: 0 };
    weeks.set(week(day), found);
    return found;
  };
  for (const cost of costs) at(cost.day).spend += net(cost);
  for (const { lead } of leads) at(lead.createdAt).leads += 1;
  return [...weeks.entries()].sort(([a], [b]) => a - b).map(([, row]) => row);
}

const net = (cost: CostRow): number => (cost.vat === 'gross' ? cost.amountMinor - (cost.vatMinor ?? 0) : cost.amountMinor);

function unit(channel: Channel, lang: Lang, ended: readonly Ended[], allCosts: readonly CostRow[], grossMargin: number): Unit {
  const own = ended.filter(({ lead }) => lead.channel === channel.name[lang]);
  const costs = allCosts.filter((cost) => cost.channel === channel.name[lang]);
  const open = new Map<number, OpenLeads>();
  for (const { state, age } of own) if (state === 'open') open.set(age, { ageDays: age, count: (open.get(age)?.count ?? 0) + 1 });
  const won = own.filter(({ state }) => state === 'won');
  const amounts = won.map(({ deal }) => deal?.amountMinor ?? 0);
  const rejects: Record<string, number> = {};
  for (const { lead } of own) if (lead.rejectReason !== null) rejects[lead.rejectReason] = (rejects[lead.rejectReason] ?? 0) + 1;
  return {
    id: channel.key,
    parentId: null,
    brand: /бренд|brand/i.test(channel.name[lang]),
    remarketing: false,
    incrementalityTested: false,
    days: new Set(costs.map((cost) => cost.day)).size,
    spend: costs.reduce((sum, cost) => sum + net(cost), 0),
    visits: null,
    leads: own.length,
    qualified: own.filter(({ lead }) => lead.judgement === 'qualified').length,
    undecided: own.filter(({ lead }) => lead.judgement === 'unjudged').length,
    won: won.length,
    lost: own.filter(({ state }) => state === 'lost').length,
    open: [...open.values()],
    revenue: amounts.reduce((sum, amount) => sum + amount, 0),
    margin: won.reduce((sum, { deal }) => sum + (deal?.marginMinor ?? (deal?.amountMinor ?? 0) * grossMargin), 0),
    largestDeal: amounts.length > 0 ? Math.max(...amounts) : null,
    rejects,
    weekly: weekly(own, costs),
    assistShare: null,
    slaNormal: null,
    history: [],
  };
}

function verdicts(seed: number, today: string, lang: Lang): Map<string, UnitVerdict> {
  const demo = generateDemo({ seed, today, lang, currency: 'RUB' });
  const ended = endings(demo, today);
  const company: Company = {
    mode: 'leads',
    targetCac: null,
    marginPerCustomer: null,
    requiredRomi: demo.workspace.requiredRomi,
    grossMargin: demo.workspace.grossMargin,
    cycle: { medianDays: demo.workspace.cycleMedianDays, p90Days: demo.workspace.cycleP90Days },
    closing: counts(ended),
    statedLeadToWon: null,
    statedQualifiedToWon: null,
    headroom: 0.5,
    salesFree: true,
  };
  const units = CHANNELS.map((channel) => unit(channel, lang, ended, demo.costs, demo.workspace.grossMargin));
  return new Map(judge(units, company, DEFAULT_THRESHOLDS).units.map((verdict) => [verdict.id, verdict]));
}

describe('verdicts on the demo company against the hidden truth', () => {
  const runs = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => verdicts(seed, ['2026-07-15', '2026-01-20', '2026-11-02'][seed % 3]!, seed % 2 === 0 ? 'ru' : 'en'));

  it.each(['social', 'display', 'maps', 'brand', 'search', 'directory', 'referral', 'direct'])(
    '%s is told apart whatever the seed, day and language',
    (key) => {
      const truth = CHANNELS.find((channel) => channel.key === key)!.truth;
      expect(runs.map((run) => run.get(key)!.verdict)).toEqual(runs.map(() => truth));
    },
  );

  it('shows why: the guard of brand search, the saturation of search, the one reason behind the display network', () => {
    for (const run of runs) {
      expect(run.get('brand')!.guards.some((guard) => guard.code === 'incrementality' || guard.code === 'saturation')).toBe(true);
      expect(run.get('search')!.guards.some((guard) => guard.code === 'saturation')).toBe(true);
      expect(run.get('display')!.reasons.some((reason) => reason.code === 'rejected_for_one_reason' && reason.reason === 'region')).toBe(true);
    }
  });

  it('judges the new channel by its qualified leads, the deals being still to come, and never firmly', () => {
    for (const run of runs) {
      expect(run.get('articles')!.basis).toBe('qualified');
      expect(run.get('articles')!.level).not.toBe('firm');
    }
  });

  it('agrees with the truth on at least nine channels of ten overall', () => {
    const all = runs.flatMap((run) => CHANNELS.map((channel) => run.get(channel.key)!.verdict === channel.truth));
    expect(all.filter(Boolean).length / all.length).toBeGreaterThanOrEqual(0.9);
  });

  it('puts the worst money first', () => {
    for (const run of runs) expect(['social', 'display', 'maps']).toContain(whatFirst([...run.values()])[0]!.id);
  });
});
