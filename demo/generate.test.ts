import { createHash } from 'node:crypto';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { describe, expect, it } from 'vitest';
import type { CostRow } from '../src/channels/domain/cost-row.ts';
import type { DealRow } from '../src/leads/domain/rows.ts';
import { problemsOf } from '../src/plan/domain/inputs.ts';
import { type Channel, trueCac, trueWinRate } from './channel.ts';
import { CHANNELS } from './channels.ts';
import { COMPANY, type Lang, money } from './company.ts';
import { generateDemo } from './generate.ts';
import { people } from './people.ts';

const TODAY = '2026-07-15';
const company = (seed: number, lang: Lang = 'ru', today = TODAY, currency = 'RUB') => generateDemo({ seed, today, lang, currency });
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const netMinor = (cost: CostRow): number => (cost.vat === 'gross' ? cost.amountMinor - (cost.vatMinor ?? 0) : cost.amountMinor);
const netRoubles = (costs: readonly CostRow[]): number => sum(costs.map(netMinor)) / 100;
const startOfToday = (lang: Lang, today = TODAY): string =>
  lang === 'ru' ? new Date(Date.parse(today) - 3 * 3_600_000).toISOString() : `${today}T00:00:00.000Z`;
const demo = company(1);
const seeds = [1, 2, 3, 4, 5, 6].map((seed) => company(seed));

describe('the same company every time', () => {
  it('is equal to the last byte for the same options, and another one for another seed', () => {
    const digest = (seed: number) =>
      createHash('sha256')
        .update(JSON.stringify(company(seed)))
        .digest('hex');
    expect(digest(1)).toBe(digest(1));
    expect(digest(2)).not.toBe(digest(1));
  });

  it('has the same numbers in both languages where the calendars agree, and no word of the other language', () => {
    const english = company(1, 'en');
    expect(JSON.stringify([english, people('en')])).not.toMatch(/[а-яё]/i);
    expect(new Set(demo.leads.map((lead) => lead.status))).toEqual(new Set(['Новый', 'Квалифицирован', 'Отклонён', 'Спам']));
    expect(english.workspace).toMatchObject({ country: 'GB', timeZone: 'Europe/London', mode: 'leads' });
    expect(Math.abs(english.leads.length / demo.leads.length - 1)).toBeLessThan(0.05);
  });

  it('follows the currency of the workspace down to its minor units', () => {
    expect(money('RUB')(1000)).toBe(100_000);
    expect(money('USD')(1000)).toBe(1_250);
    expect(money('AMD')(1000)).toBe(480_000);
    const dollars = company(1, 'en', TODAY, 'USD');
    expect(new Set([...dollars.deals, ...dollars.costs].map((row) => row.currency))).toEqual(new Set(['USD']));
    expect(dollars.plan.cheque!.value / company(1, 'en').plan.cheque!.value).toBeCloseTo(0.0125, 3);
  });
});

describe('its size', () => {
  it('is about six thousand leads whatever the day and the seed', () => {
    for (const [seed, today] of [
      [1, TODAY],
      [2, '2026-01-09'],
      [3, '2027-03-31'],
      [4, '2028-02-29'],
    ] as const) {
      const { leads } = company(seed, 'ru', today);
      expect(leads.length).toBeGreaterThan(5_400);
      expect(leads.length).toBeLessThan(6_600);
    }
  });

  it('spends one to two million roubles in a full month', () => {
    const months = [...new Set(demo.costs.map((cost) => cost.day.slice(0, 7)))];
    const full = months.slice(1, -1).map((month) => netRoubles(demo.costs.filter((cost) => cost.day.startsWith(month))));
    expect(full).toHaveLength(13);
    expect(sum(full) / full.length).toBeGreaterThan(1_200_000);
    expect(Math.min(...full)).toBeGreaterThan(800_000);
    expect(Math.max(...full)).toBeLessThan(2_300_000);
  });

  it('earns on its marketing as a whole, but not absurdly', () => {
    const won = demo.deals.filter((deal) => deal.status === 'won');
    const margin = sum(won.map((deal) => deal.marginMinor ?? (deal.amountMinor ?? 0) * demo.workspace.grossMargin)) / 100;
    const romi = margin / netRoubles(demo.costs) - 1;
    expect(romi).toBeGreaterThan(0.5);
    expect(romi).toBeLessThan(3);
  });

  it('gives the planner numbers that fit together', () => {
    const { plan } = demo;
    expect(problemsOf(plan)).toEqual([]);
    expect(plan.leadToQualified!.value).toBeGreaterThan(0.3);
    expect(plan.leadToQualified!.value).toBeLessThan(0.5);
    expect(plan.qualifiedToDeal!.value).toBeGreaterThan(0.22);
    expect(plan.qualifiedToDeal!.value).toBeLessThan(0.4);
    expect(plan.price!.value).toBeGreaterThan(250_000);
    expect(plan.price!.value).toBeLessThan(500_000);
    const leadsNeeded = plan.sales.value / plan.cheque!.value / plan.qualifiedToDeal!.value / plan.leadToQualified!.value;
    expect(leadsNeeded).toBeGreaterThan(300);
    expect(leadsNeeded).toBeLessThan(800);
  });
});

describe('time', () => {
  it('covers fourteen months and ends yesterday, in both time zones', () => {
    for (const lang of ['ru', 'en'] as const) {
      const { leads, deals, costs } = company(1, lang);
      const end = startOfToday(lang);
      expect(costs[0]?.day).toBe('2025-05-15');
      expect(costs.at(-1)?.day).toBe('2026-07-14');
      expect(leads[0]!.createdAt < '2025-05-17').toBe(true);
      expect(leads.every((lead, index) => lead.createdAt < end && (index === 0 || lead.createdAt >= leads[index - 1]!.createdAt))).toBe(true);
      expect(deals.every((deal) => deal.openedAt! < end && (deal.closedAt === null || deal.closedAt < end))).toBe(true);
    }
  });

  it('begins fourteen months back on the last day of a shorter month', () => {
    expect(company(1, 'ru', '2026-04-30').costs[0]?.day).toBe('2025-02-28');
  });

  it('has no lead and no cost before its channel began', () => {
    for (const channel of CHANNELS.filter(({ age }) => age !== undefined)) {
      const first = new Date(Date.parse(TODAY) - channel.age! * 86_400_000).toISOString();
      const leads = demo.leads.filter((lead) => lead.channel === channel.name.ru);
      const costs = demo.costs.filter((cost) => cost.channel === channel.name.ru);
      expect(leads.length).toBeGreaterThan(10);
      expect(leads.every((lead) => lead.createdAt > new Date(Date.parse(first) - 3 * 3_600_000 - 1).toISOString())).toBe(true);
      expect(costs.every((cost) => cost.day >= first.slice(0, 10))).toBe(true);
    }
  });

  it('opens no deal before its lead and closes none before it was opened', () => {
    const leads = new Map(demo.leads.map((lead) => [lead.externalId, lead]));
    const linked = demo.deals.filter((deal) => deal.leadExternalId !== null);
    expect(linked.length / demo.deals.length).toBeGreaterThan(0.95);
    for (const deal of linked) {
      const lead = leads.get(deal.leadExternalId)!;
      expect(lead.judgement).toBe('qualified');
      expect(deal.openedAt! > lead.createdAt).toBe(true);
      if (deal.closedAt !== null) expect(deal.closedAt > deal.openedAt!).toBe(true);
    }
  });

  it('wins deals with the stated cycle: median 21 days, nine of ten within 75', () => {
    const days = seeds.flatMap(({ leads, deals }) => {
      const created = new Map(leads.map((lead) => [lead.externalId, lead.createdAt]));
      return deals.flatMap((deal) =>
        deal.status === 'won' && deal.leadExternalId !== null && deal.openedAt! < '2026-01-15'
          ? [(Date.parse(deal.closedAt!) - Date.parse(created.get(deal.leadExternalId)!)) / 86_400_000]
          : [],
      );
    });
    days.sort((a, b) => a - b);
    expect(Math.abs(days[Math.floor(days.length / 2)]! - 21)).toBeLessThan(4);
    expect(Math.abs(days[Math.floor(days.length * 0.9)]! - 75)).toBeLessThan(15);
  });

  it('leaves the last months immature and the first ones finished', () => {
    const leadsOf = (from: string, to: string) =>
      new Set(demo.leads.filter((lead) => lead.createdAt >= from && lead.createdAt < to).map((lead) => lead.externalId));
    const openShare = (ids: ReadonlySet<string | null>) => {
      const deals = demo.deals.filter((deal) => ids.has(deal.leadExternalId));
      return deals.filter((deal) => deal.status === 'open').length / deals.length;
    };
    expect(openShare(leadsOf('2025-05-15', '2025-10-01'))).toBeLessThan(0.05);
    expect(openShare(leadsOf('2026-06-15', '2026-07-15'))).toBeGreaterThan(0.5);
  });
});

describe('the hidden truth shows in the data', () => {
  const ofChannel = (channel: Channel) =>
    seeds.map(({ leads, deals, costs }) => {
      const own = leads.filter((lead) => lead.channel === channel.name.ru);
      const mature = own.filter((lead) => lead.createdAt < '2026-01-15');
      const ids = new Set(mature.map((lead) => lead.externalId));
      const won = deals.filter((deal: DealRow) => deal.status === 'won' && ids.has(deal.leadExternalId)).length;
      return { leads: own.length, mature: mature.length, won, spend: netRoubles(costs.filter((cost) => cost.channel === channel.name.ru)) };
    });

  it.each(CHANNELS.map((channel) => [channel.key, channel] as const))('%s: cost and worth of its leads', (_, channel) => {
    const runs = ofChannel(channel);
    const leads = sum(runs.map((run) => run.leads));
    const wins = sum(runs.map((run) => run.won));
    const mature = sum(runs.map((run) => run.mature));
    // Dirt takes its part: 3 % of leads have no source, 3 % of deals no link, 1–2 % were forgotten or never closed. The rest is chance, five sigmas of it.
    const expected = mature * trueWinRate(channel) * 0.93;
    expect(Math.abs(wins - expected)).toBeLessThan(5 * Math.sqrt(expected) + 1);
    const cac = trueCac(channel);
    if (cac === null) expect(sum(runs.map((run) => run.spend))).toBe(0);
    else {
      const cpl = cac * trueWinRate(channel);
      const spend = sum(runs.map((run) => run.spend));
      // The lost week of one channel's marks is 2 % of its leads.
      expect(Math.abs(spend / leads / cpl - 1)).toBeLessThan(0.06 + 5 / Math.sqrt(leads));
    }
  });

  it('has every verdict, and the bad channels are bad enough to be told', () => {
    expect(new Set(CHANNELS.map((channel) => channel.truth))).toEqual(new Set(['drop', 'fix', 'keep', 'strengthen', 'not_enough_data']));
    const target = ((demo.plan.cheque!.value / 100) * demo.workspace.grossMargin) / (1 + demo.workspace.requiredRomi);
    for (const channel of CHANNELS) {
      const cac = trueCac(channel);
      if (channel.truth === 'drop') expect(cac!).toBeGreaterThan(3 * target);
      if (channel.truth === 'fix') expect(cac!).toBeGreaterThan(1.4 * target);
      if (channel.truth === 'strengthen') expect(cac! / channel.beta).toBeLessThan(0.5 * target);
    }
    const saturated = CHANNELS.find((channel) => channel.key === 'search')!;
    expect(trueCac(saturated)!).toBeLessThan(target);
    expect(trueCac(saturated)! / saturated.beta).toBeGreaterThan(2 * target);
  });

  it('shows one reason behind the channel to be fixed and many behind the one to be dropped', () => {
    const worst = (channel: Channel) => {
      const rejected = demo.leads.filter((lead) => lead.channel === channel.name.ru && lead.judgement === 'rejected');
      const times = new Map<string | null, number>();
      for (const { rejectReason } of rejected) times.set(rejectReason, (times.get(rejectReason) ?? 0) + 1);
      return Math.max(...times.values()) / rejected.length;
    };
    expect(worst(CHANNELS.find((channel) => channel.truth === 'fix')!)).toBeGreaterThan(0.5);
    expect(worst(CHANNELS.find((channel) => channel.truth === 'drop')!)).toBeLessThan(0.38);
  });
});

describe('dirt', () => {
  it('is there in believable doses', () => {
    const { leads, deals, costs } = demo;
    const share = (count: number, of: number) => count / of;
    expect(share(leads.filter((lead) => lead.channel === null).length, leads.length)).toBeGreaterThan(0.02);
    expect(share(leads.filter((lead) => lead.channel === null).length, leads.length)).toBeLessThan(0.05);
    expect(leads.some((lead) => lead.campaign === '{campaign_id}')).toBe(true);
    expect(leads.some((lead) => lead.judgement === 'unjudged' && lead.createdAt < '2026-05-01')).toBe(true);
    const nameless = deals.filter((deal) => deal.status === 'won' && deal.amountMinor === null).length;
    expect(nameless).toBeGreaterThanOrEqual(3);
    expect(nameless).toBeLessThan(30);
    const busy = new Set(leads.map((lead) => `${lead.channel} ${lead.createdAt.slice(0, 10)}`));
    expect(costs.filter((cost) => !busy.has(`${cost.channel} ${cost.day}`)).length).toBeGreaterThan(100);
    const phones = leads.flatMap((lead) => lead.phone ?? []);
    expect(new Set(phones).size).toBeLessThan(phones.length - 20);
  });

  it('never breaks a rule of the rows', () => {
    const { leads, deals, costs } = demo;
    for (const rows of [leads, deals, costs]) expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
    expect(leads.every((lead) => (lead.judgement === 'rejected') === (lead.rejectReason !== null))).toBe(true);
    expect(leads.every((lead) => lead.phone !== null || lead.email !== null)).toBe(true);
    expect(deals.every((deal) => (deal.status === 'lost') === (deal.lostReason !== null) && (deal.status === 'open') === (deal.closedAt === null))).toBe(true);
    expect(costs.every((cost) => Number.isInteger(cost.amountMinor) && cost.amountMinor > 0 && (cost.impressions === null) === (cost.clicks === null))).toBe(
      true,
    );
    expect(costs.every((cost) => cost.clicks === null || cost.impressions! >= cost.clicks)).toBe(true);
    const rates = (from: string, to: string) =>
      new Set(
        costs.flatMap((cost) =>
          cost.vatMinor && cost.day >= from && cost.day < to && netMinor(cost) > 5_000 ? [Math.round((cost.vatMinor / netMinor(cost)) * 100)] : [],
        ),
      );
    expect(rates('2025-01-01', '2026-01-01')).toEqual(new Set([20]));
    expect(rates('2026-01-01', '2027-01-01')).toEqual(new Set([22]));
  });
});

describe('people', () => {
  it('cannot be reached: valid-looking telephones of ranges nobody has, addresses of reserved domains', () => {
    for (const lang of ['ru', 'en'] as const) {
      const { leads } = company(1, lang);
      const range = lang === 'ru' ? /^\+7973100\d{4}$/ : /^\+44(11[34678]496|1[2346]1496|207946)0\d{3}$/;
      for (const lead of leads) {
        if (lead.phone !== null) expect(lead.phone).toMatch(range);
        if (lead.email !== null) expect(lead.email).toMatch(/^[a-z]+\.[a-z]+\d+@([a-z-]+\.example|example\.(com|org|net))$/);
      }
      const phones = leads.slice(0, 200).flatMap((lead) => lead.phone ?? []);
      expect(phones.every((phone) => parsePhoneNumberFromString(phone)?.isValid())).toBe(true);
      expect(COMPANY[lang].site).toMatch(/\.example$/);
      expect(people(lang).every((person) => /^[a-z.]+@[a-z]+\.example$/.test(person.email))).toBe(true);
    }
  });

  it('make up a department: a head, at least three on staff, a contractor, Sales with a head', () => {
    for (const lang of ['ru', 'en'] as const) {
      const roles = people(lang).map((person) => person.role);
      expect(roles.filter((role) => role === 'head')).toHaveLength(1);
      expect(roles.filter((role) => role === 'head' || role === 'marketer').length).toBeGreaterThanOrEqual(3);
      for (const role of ['owner', 'head_of_sales', 'sales', 'contractor'] as const) expect(roles).toContain(role);
      expect(new Set(people(lang).map((person) => person.email)).size).toBe(roles.length);
    }
  });
});
