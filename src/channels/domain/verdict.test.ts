import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BASES, GUARD_CODES, GUARDS, LEVELS, REASON_CODES, REASONS, TARGET_ORIGINS, TO_KNOW, TO_KNOW_CODES, VERDICTS } from './codes.ts';
import { DEFAULT_THRESHOLDS, type Thresholds } from './thresholds.ts';
import type { Company, Unit, UnitVerdict } from './unit.ts';
import { judge, whatFirst } from './verdict.ts';

const rub = (n: number) => Math.round(n * 100);

const COMPANY: Company = {
  mode: 'leads',
  targetCac: rub(30_000),
  marginPerCustomer: null,
  requiredRomi: null,
  grossMargin: 0.4,
  cycle: { medianDays: 30, p90Days: 75 },
  closing: [
    { ageDays: 10, won: 20, lost: 300, censored: 0 },
    { ageDays: 30, won: 60, lost: 300, censored: 20 },
    { ageDays: 75, won: 40, lost: 300, censored: 20 },
  ],
  statedLeadToWon: null,
  statedQualifiedToWon: null,
  headroom: 0.6,
  salesFree: true,
};

function unit(id: string, given: Partial<Unit>): Unit {
  const { leads = 0, won = 0, open = [] } = given;
  const waiting = open.reduce((s, o) => s + o.count, 0);
  return {
    id,
    parentId: null,
    brand: false,
    remarketing: false,
    incrementalityTested: false,
    days: 180,
    spend: 0,
    visits: leads * 30,
    leads,
    qualified: 0,
    undecided: 0,
    won,
    lost: Math.max(0, leads - won - waiting),
    open,
    revenue: won * rub(90_000),
    margin: null,
    largestDeal: won ? rub(150_000) : null,
    rejects: {},
    weekly: [],
    assistShare: 0.05,
    slaNormal: true,
    history: [],
    ...given,
  };
}

/** Half a year of weeks with a varied spend around the mean, on leads = c·S^β. */
function weeks(spend: number, leads: number, beta: number) {
  return Array.from({ length: 26 }, (_, i) => {
    const s = (spend / 26) * (0.5 + (i % 5) / 4);
    return { spend: s, leads: (leads / 26) * (s / (spend / 26)) ** beta };
  });
}

const GOOD = unit('good', { spend: rub(1_500_000), leads: 600, qualified: 240, won: 100, weekly: weeks(rub(1_500_000), 600, 0.85) });
const BAD = unit('bad', { spend: rub(900_000), leads: 220, qualified: 40, won: 7, rejects: { spam: 40, budget: 60 } });
const ORDINARY = unit('ordinary', { spend: rub(700_000), leads: 200, qualified: 70, won: 25 });
const SATURATING = unit('saturating', { spend: rub(2_000_000), leads: 700, qualified: 260, won: 88, weekly: weeks(rub(2_000_000), 700, 0.35) });
const SMALL = unit('small', { spend: rub(15_000), leads: 4, qualified: 1 });
const IMMATURE_GOOD = unit('immature good', {
  days: 35,
  spend: rub(200_000),
  leads: 120,
  qualified: 50,
  undecided: 10,
  won: 2,
  open: [5, 15, 25].map((ageDays) => ({ ageDays, count: 36 })),
});
const IMMATURE_BAD = unit('immature bad', {
  days: 35,
  spend: rub(400_000),
  leads: 80,
  qualified: 6,
  undecided: 10,
  open: [5, 15, 25].map((ageDays) => ({ ageDays, count: 20 })),
});
const FREE = unit('free', { leads: 90, qualified: 50, won: 20 });
const CHANNELS = [GOOD, BAD, ORDINARY, SATURATING, SMALL, IMMATURE_GOOD, IMMATURE_BAD, FREE];

function judged(units: readonly Unit[], company: Partial<Company> = {}, thresholds: Partial<Thresholds> = {}): Record<string, UnitVerdict> {
  return Object.fromEntries(judge(units, { ...COMPANY, ...company }, { ...DEFAULT_THRESHOLDS, ...thresholds }).units.map((v) => [v.id, v]));
}

/** The verdict of one more channel among the usual ones. */
function among(id: string, given: Partial<Unit>, company: Partial<Company> = {}): UnitVerdict {
  return judged([...CHANNELS, unit(id, given)], company)[id]!;
}

const codes = (list: readonly { code: string }[]) => list.map((r) => r.code);

describe('what an experienced marketer would say', () => {
  const all = judged(CHANNELS);

  it('good: strengthen, firmly', () => {
    expect(all.good).toMatchObject({ verdict: 'strengthen', level: 'firm', basis: 'deals', stakeKind: 'gain', guards: [] });
    expect(all.good!.probability).toBeGreaterThan(0.99);
    expect(codes(all.good!.reasons)).toEqual(['cac_below_target', 'marginal_cost_below_target', 'step']);
  });

  it('bad: drop, with most of its spend at stake', () => {
    expect(all.bad).toMatchObject({ verdict: 'drop', level: 'firm', basis: 'deals', stakeKind: 'loss' });
    expect(all.bad!.reasons[0]).toMatchObject({ code: 'cac_above_target', target: rub(30_000) });
    expect(all.bad!.moneyAtStake).toBeGreaterThan(rub(600_000));
  });

  it('near the target: keep, with P below and above that add up', () => {
    expect(all.ordinary).toMatchObject({ verdict: 'keep', level: 'provisional' });
    expect(all.ordinary!.probability! + all.ordinary!.probabilityAbove!).toBeCloseTo(1, 12);
    expect(codes(all.ordinary!.reasons)).toEqual(['cac_near_target']);
  });

  it('saturating: cheap on average, dear at the margin, so keep and say by how much to cut', () => {
    expect(all.saturating).toMatchObject({ verdict: 'keep' });
    expect(codes(all.saturating!.guards)).toEqual(['saturation']);
    const reason = all.saturating!.reasons.find((r) => r.code === 'marginal_cost_above_target')!;
    expect(reason.spendFactor).toBeGreaterThan(0.2);
    expect(reason.spendFactor).toBeLessThan(0.6);
  });

  it('too small: not enough data, and the money it takes to know', () => {
    expect(all.small).toMatchObject({ verdict: 'not_enough_data', level: 'none', probability: null });
    const need = all.small!.toKnow.find((k) => k.code === 'spend_more')!;
    expect(need.money).toBeGreaterThan(rub(10_000));
    expect(need.money).toBeLessThan(rub(100_000));
  });

  it('immature: judged on qualified leads; a good one grows, a bad one is repaired before it may be dropped', () => {
    expect(all['immature good']).toMatchObject({ verdict: 'strengthen', level: 'provisional', basis: 'qualified' });
    expect(all['immature bad']).toMatchObject({ verdict: 'fix', basis: 'qualified' });
    expect(codes(all['immature bad']!.guards)).toContain('immature');
    expect(codes(all['immature bad']!.reasons)).toContain('qualified_share_below_peers');
    expect(all['immature bad']!.toKnow.find((k) => k.code === 'wait_for_deals')!.days).toBeGreaterThan(5);
  });

  it('no spend: what it brings, never a cost verdict', () => {
    expect(all.free).toMatchObject({ verdict: 'keep', basis: null, probabilityAbove: null, moneyAtStake: 0 });
    expect(all.free!.cac).toEqual({ observed: null, estimate: null });
    expect(all.free!.reasons).toContainEqual({ code: 'brings', leads: 90, qualified: 50, deals: 20, revenue: 20 * rub(90_000) });
    expect(among('tiny', { leads: 2, qualified: 1 })).toMatchObject({ verdict: 'not_enough_data', toKnow: [{ code: 'collect_leads', leads: 3 }] });
  });

  it('what to do first: actions only, by money', () => {
    const first = whatFirst(Object.values(all));
    expect(first.map((v) => v.id)).toEqual(['bad', 'immature bad', 'good', 'immature good']);
    expect(first.map((v) => v.moneyAtStake)).toEqual([...first.map((v) => v.moneyAtStake)].sort((a, b) => b - a));
  });

  it('no deals on four targets of spend: the zero rule speaks', () => {
    const v = among('nothing', { spend: rub(120_000), leads: 30, qualified: 3 });
    expect(v).toMatchObject({ verdict: 'drop', level: 'hint' });
    expect(v.reasons).toContainEqual({ code: 'no_deals_after_spend', spend: rub(120_000), times: 4 });
  });
});

describe('FIX needs a cause whose repair can help', () => {
  const dear = { spend: rub(600_000), leads: 300, qualified: 60, won: 11 };

  it('no cause: drop', () => expect(among('x', dear).verdict).toBe('drop'));

  it('most leads rejected for one reason', () => {
    const v = among('x', { ...dear, rejects: { region: 150, spam: 20 } });
    expect(v.verdict).toBe('fix');
    expect(v.reasons).toContainEqual({ code: 'rejected_for_one_reason', reason: 'region', share: 0.5, leads: 150 });
  });

  it('the site converts worse than the peers', () => {
    expect(codes(among('x', { ...dear, visits: 30_000 }).reasons)).toContain('conversion_below_peers');
    expect(among('x', { ...dear, visits: 30_000 }).verdict).toBe('fix');
  });

  it('SLA breached: blame the handling', () => {
    const v = among('x', { ...dear, won: 4, slaNormal: false });
    expect(v.verdict).toBe('fix');
    expect(codes(v.guards)).toEqual(['sla']);
  });

  it('saturated: spend less', () => {
    const v = among('x', { spend: rub(2_500_000), leads: 500, qualified: 180, won: 60, weekly: weeks(rub(2_500_000), 500, 0.35) });
    expect(v.verdict).toBe('fix');
    expect(v.reasons.find((r) => r.code === 'saturated')!.spendFactor).toBeCloseTo(0.6, 1);
  });

  it('cheap qualified leads that do not close: a matter for both heads where Sales qualifies, a drop where the customer buys himself', () => {
    const hollow = { spend: rub(600_000), leads: 400, qualified: 200, won: 8 };
    expect(among('x', hollow).verdict).toBe('fix');
    expect(codes(among('x', hollow).reasons)).toContain('qualified_close_below_peers');
    expect(among('x', hollow, { mode: 'sales' }).verdict).toBe('drop');
  });

  it('a repair that cannot bring the cost to the target does not save the channel', () => {
    const v = among('x', { ...dear, won: 2, rejects: { region: 150 } });
    expect(v.verdict).toBe('drop');
    expect(codes(v.reasons)).toContain('repair_not_enough');
  });
});

describe('guards', () => {
  const dear = { spend: rub(600_000), leads: 300, qualified: 90, won: 7 };
  const cheap = { spend: rub(300_000), leads: 150, qualified: 60, won: 40 };

  it('assists, few days, little spend stop a drop', () => {
    const shop = { mode: 'sales' } as const;
    expect(among('x', dear, shop).verdict).toBe('drop');
    expect(among('x', { ...dear, assistShare: 0.2 }, shop)).toMatchObject({ verdict: 'keep', guards: [{ code: 'assists', share: 0.2, limit: 0.2 }] });
    expect(among('x', { ...dear, days: 20 }, shop)).toMatchObject({ verdict: 'not_enough_data', toKnow: [{ code: 'observe_longer', days: 8 }] });
    // Nobody can be wrong by 90 % on less than three targets unless the neighbours say so: let them.
    const poor = ['p', 'q'].map((id) => unit(id, { spend: rub(3_000_000), leads: 300, qualified: 60, won: 10 }));
    const v = judged([...poor, unit('x', { spend: rub(80_000), leads: 8, qualified: null, won: 0 })]).x!;
    expect(v.verdict).toBe('not_enough_data');
    expect(v.guards).toEqual([{ code: 'little_spend', spend: rub(80_000), needed: rub(90_000) }]);
    expect(v.toKnow).toEqual([{ code: 'spend_more', money: rub(10_000) }]);
  });

  it('brand search and remarketing grow only after a holdout test', () => {
    expect(among('x', cheap).verdict).toBe('strengthen');
    for (const kind of ['brand', 'remarketing'] as const) {
      expect(among('x', { ...cheap, [kind]: true })).toMatchObject({
        verdict: 'keep',
        guards: [{ code: 'incrementality' }],
        toKnow: [{ code: 'test_incrementality' }],
      });
      expect(among('x', { ...cheap, [kind]: true, incrementalityTested: true }).verdict).toBe('strengthen');
    }
  });

  it('no growth without production headroom, free sales and leads handled in time; unknown headroom is said', () => {
    expect(among('x', cheap, { headroom: 0.3 })).toMatchObject({ verdict: 'keep', guards: [{ code: 'headroom', headroom: 0.3, needed: 0.4 }] });
    expect(among('x', cheap, { salesFree: false })).toMatchObject({ verdict: 'keep', guards: [{ code: 'sales_capacity' }] });
    expect(among('x', { ...cheap, slaNormal: false })).toMatchObject({ verdict: 'keep', guards: [{ code: 'sla' }] });
    const unknown = among('x', cheap, { headroom: null });
    expect(unknown.verdict).toBe('strengthen');
    expect(codes(unknown.reasons)).toContain('headroom_unknown');
  });

  it('one deal must not make a channel', () => {
    // Without a set target the allowed CAC follows the margin per deal, and one deal of 3 000 000 carries it.
    const lucky = { spend: rub(400_000), leads: 60, qualified: 25, won: 9, revenue: rub(3_400_000), largestDeal: rub(3_000_000) };
    const v = among('x', lucky, { targetCac: null });
    expect(v.verdict).toBe('keep');
    expect(codes(v.guards)).toContain('single_deal');
    expect(v.withoutLargestDeal!.verdict).not.toBe('strengthen');
    expect(codes(v.reasons)).toContain('single_deal');
  });
});

describe('the target', () => {
  it('a set CAC, else customer margin ÷ (1 + ROMI), else the margin of the first deal, else none', () => {
    expect(among('x', { spend: 1 }).target).toMatchObject({ cac: rub(30_000), origin: 'target_cac' });
    expect(among('x', { spend: 1 }, { targetCac: null, marginPerCustomer: rub(90_000), requiredRomi: 0.5 }).target).toMatchObject({
      cac: rub(60_000),
      origin: 'customer_margin',
    });
    const first = among('x', { spend: 1 }, { targetCac: null }).target!;
    expect(first.origin).toBe('first_deal_margin');
    expect(first.cac).toBeCloseTo(rub(36_000), 3);
    expect(among('x', { spend: 1 }, { targetCac: null, requiredRomi: 1 }).target!.cac).toBeCloseTo(rub(18_000), 3);
    const none = among('x', { spend: rub(100) }, { targetCac: null, grossMargin: null });
    expect(none).toMatchObject({ verdict: 'not_enough_data', target: null, reasons: [{ code: 'no_target' }], toKnow: [{ code: 'set_target' }] });
  });

  it('a unit with dearer deals may pay more for a customer', () => {
    const rich = among('x', { spend: rub(1), won: 30, leads: 60, revenue: 30 * rub(300_000) }, { targetCac: null });
    expect(rich.target!.cac).toBeGreaterThan(rub(60_000));
  });

  it('a new firm: stated cycle and close rate are enough to judge qualified leads', () => {
    const company = { closing: [], statedLeadToWon: 0.1, statedQualifiedToWon: 0.3 };
    const young = [
      unit('a', { days: 30, spend: rub(100_000), leads: 50, qualified: 25, undecided: 5, open: [{ ageDays: 10, count: 50 }] }),
      unit('b', { days: 30, spend: rub(100_000), leads: 15, qualified: 2, undecided: 2, open: [{ ageDays: 10, count: 15 }] }),
    ];
    const all = judged(young, company);
    expect(all.a).toMatchObject({ basis: 'qualified', verdict: 'keep' });
    expect(all.b).toMatchObject({ basis: 'qualified', verdict: 'fix' });
    expect(judge(young, { ...COMPANY, ...company }).company.closing).toBe('stated');
    expect(all.a!.projectedDeals).toBeCloseTo(5, 1);
  });

  it('older periods count with their half-life', () => {
    const now = { spend: rub(60_000), leads: 15, qualified: 4, won: 1 };
    const past = (ageDays: number) => among('x', { ...now, history: [{ ageDays, spend: rub(900_000), leads: 100, qualified: 20, won: 2 }] }).probabilityAbove!;
    expect(past(30)).toBeGreaterThan(past(180));
    expect(past(180)).toBeGreaterThan(among('x', now).probabilityAbove!);
  });
});

describe('what the counts are taken for', () => {
  const mid = { spend: rub(200_000), leads: 100, qualified: 30, won: 4 };

  it('open leads are no failures: the same wins cost less while more are to come', () => {
    const open = [{ ageDays: 20, count: 60 }];
    expect(among('x', { ...mid, open }).cac.estimate!.median).toBeLessThan(0.9 * among('x', mid).cac.estimate!.median);
    expect(among('x', { ...mid, open }).projectedDeals).toBeGreaterThan(5);
    expect(among('x', mid).projectedDeals).toBe(4);
  });

  it('the prior of a young unit is not diluted by the immature money of its neighbours', () => {
    const open = [{ ageDays: 5, count: 500 }];
    const young = ['p', 'q'].map((id) => unit(id, { spend: rub(2_000_000), leads: 505, qualified: 200, won: 5, open }));
    const old = young.map((u) => ({ ...u, open: [], lost: 500 }));
    const next = unit('x', { spend: rub(50_000), leads: 10, qualified: 4 });
    expect(judged([...young, next]).x!.cac.estimate!.median).toBeLessThan(0.5 * judged([...old, next]).x!.cac.estimate!.median);
  });

  it('undecided leads are not rejected ones', () => {
    const half = among('x', { ...mid, undecided: 50 }).cpql.estimate!.median;
    expect(half / among('x', mid).cpql.estimate!.median).toBeCloseTo(0.55, 1);
  });

  it('open leads of a unit that wins more often promise more', () => {
    const open = [{ ageDays: 20, count: 100 }];
    const strong = among('x', { ...mid, leads: 200, won: 40, open }).projectedDeals - 40;
    const weak = among('x', { ...mid, leads: 200, won: 1, open }).projectedDeals - 1;
    expect(strong).toBeGreaterThan(2 * weak);
  });

  it('a stated close rate is what qualified leads of a new firm are worth', () => {
    const young = [unit('a', { days: 30, spend: rub(100_000), leads: 50, qualified: 25, open: [{ ageDays: 10, count: 50 }] })];
    const worth = (statedQualifiedToWon: number | null) => judged(young, { closing: [], statedQualifiedToWon }).a!;
    expect(worth(null).target!.cpql).toBeNull();
    expect(worth(null).basis).toBe('deals');
    expect(worth(0.4).target!.cpql! / worth(0.2).target!.cpql!).toBeCloseTo(2, 0);
  });

  it('deals that differ in size make a target from their margin less sure', () => {
    const p = (dealSizeCv: number) =>
      judged([...CHANNELS, unit('x', { ...mid, spend: rub(450_000), won: 8 })], { targetCac: null }, { dealSizeCv }).x!.probabilityAbove!;
    expect(p(0)).toBeGreaterThan(p(2));
    expect(p(2)).toBeGreaterThan(0.5);
  });

  it('causes need weight: a few rejects are none, and qualified leads that are dear themselves do not excuse weak closing', () => {
    expect(codes(among('x', { spend: rub(600_000), leads: 9, qualified: 2, rejects: { spam: 4 } }).reasons)).not.toContain('rejected_for_one_reason');
    expect(codes(among('x', { spend: rub(600_000), leads: 9, qualified: 2, rejects: { spam: 5 } }).reasons)).toContain('rejected_for_one_reason');
    const both = among('x', { spend: rub(2_000_000), leads: 400, qualified: 150, won: 6 });
    expect(both.verdict).toBe('drop');
    expect(codes(both.reasons)).not.toContain('qualified_close_below_peers');
  });

  it('how much more to spend: to the first hint, or to the zero rule when that is nearer', () => {
    const poor = ['p', 'q'].map((id) => unit(id, { spend: rub(3_000_000), leads: 300, qualified: null, won: 120 }));
    const need = judged([...poor, unit('x', { spend: rub(60_000), leads: 6, qualified: null })]).x!.toKnow;
    expect(need).toEqual([{ code: 'spend_more', money: rub(30_000) }]);
  });
});

describe('properties of the whole', () => {
  const campaign = fc
    .record({
      parent: fc.integer({ min: 0, max: 2 }),
      spend: fc.oneof(fc.constant(0), fc.integer({ min: 1_000, max: rub(1_000_000) })),
      leads: fc.integer({ min: 0, max: 400 }),
      qualifiedShare: fc.double({ min: 0, max: 1, noNaN: true }),
      wonShare: fc.double({ min: 0, max: 0.6, noNaN: true }),
      waiting: fc.integer({ min: 0, max: 60 }),
      days: fc.integer({ min: 1, max: 200 }),
      assistShare: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      slaNormal: fc.option(fc.boolean()),
      brand: fc.boolean(),
      rejected: fc.integer({ min: 0, max: 100 }),
    })
    .map((c) => {
      const qualified = Math.floor(c.leads * c.qualifiedShare);
      const won = Math.floor(qualified * c.wonShare);
      const count = Math.min(c.waiting, c.leads - won);
      return { ...c, qualified, won, open: count ? [{ ageDays: 12, count }] : [], rejects: { spam: Math.min(c.rejected, c.leads - qualified) } };
    });
  const tree = fc.array(campaign, { minLength: 1, maxLength: 12 }).map((rows) => {
    const campaigns = rows.map(({ parent, ...given }, i) => unit(`campaign ${i}`, { ...given, parentId: `channel ${parent}` }));
    const parents = [...new Set(campaigns.map((c) => c.parentId!))];
    const channels = parents.map((id) => {
      const own = campaigns.filter((c) => c.parentId === id);
      const sum = (f: (u: Unit) => number) => own.reduce((s, u) => s + f(u), 0);
      return unit(id, {
        spend: sum((u) => u.spend),
        leads: sum((u) => u.leads),
        qualified: sum((u) => u.qualified ?? 0),
        won: sum((u) => u.won),
        open: own.flatMap((u) => u.open),
      });
    });
    return [...channels, ...campaigns];
  });
  const target = fc.integer({ min: rub(100), max: rub(200_000) });

  it('order changes nothing, and the same input gives the same output', () => {
    fc.assert(
      fc.property(tree, target, fc.infiniteStream(fc.nat()), (units, targetCac, keys) => {
        const company = { ...COMPANY, targetCac };
        const shuffled = units
          .map((u) => [keys.next().value as number, u] as const)
          .sort((a, b) => a[0] - b[0])
          .map(([, u]) => u);
        const byId = new Map(judge(shuffled, company).units.map((v) => [v.id, v]));
        const straight = judge(units, company);
        for (const v of straight.units) expect(byId.get(v.id)).toEqual(v);
        expect(judge(units, company)).toEqual(straight);
      }),
    );
  });

  it('numbers stay in their ranges, and every code is a listed one', () => {
    fc.assert(
      fc.property(tree, target, (units, targetCac) => {
        for (const v of judge(units, { ...COMPANY, targetCac }).units) {
          expect(v.moneyAtStake).toBeGreaterThanOrEqual(0);
          expect(v.maturity).toBeGreaterThanOrEqual(0);
          expect(v.maturity).toBeLessThanOrEqual(1);
          for (const p of [v.probability, v.probabilityAbove, v.probabilityMarginalBelow]) {
            if (p === null) continue;
            expect(p).toBeGreaterThanOrEqual(0);
            expect(p).toBeLessThanOrEqual(1 + 1e-12);
          }
          for (const [said, known] of [
            [v.reasons, REASONS],
            [v.guards, GUARDS],
            [v.toKnow, TO_KNOW],
          ] as const) {
            for (const { code, ...params } of said) {
              expect(Object.keys(params).sort()).toEqual(Object.keys((known as Record<string, object>)[code]!).sort());
              for (const value of Object.values(params)) expect(typeof value === 'string' || Number.isFinite(value)).toBe(true);
            }
          }
        }
      }),
    );
  });

  it('never a drop on less than three targets, on fewer than 28 days, on an immature cohort, with a breached SLA, or without spend', () => {
    fc.assert(
      fc.property(tree, target, (units, targetCac) => {
        const verdicts = judge(units, { ...COMPANY, targetCac }).units;
        verdicts.forEach((v, i) => {
          const u = units[i]!;
          if (v.verdict !== 'drop') return;
          expect(u.spend).toBeGreaterThanOrEqual(3 * targetCac);
          expect(u.days).toBeGreaterThanOrEqual(28);
          expect(v.maturity).toBeGreaterThanOrEqual(0.7);
          expect(u.slaNormal).not.toBe(false);
          expect(u.assistShare ?? 0).toBeLessThan(0.2);
        });
      }),
    );
  });

  it('more deals never turn keep or strengthen into drop', () => {
    fc.assert(
      fc.property(tree, target, fc.nat(), fc.integer({ min: 1, max: 5 }), (units, targetCac, pick, more) => {
        const company = { ...COMPANY, targetCac };
        const chosen = units[pick % units.length]!;
        const before = judge(units, company).units.find((v) => v.id === chosen.id)!;
        const enough = Math.min(more, chosen.lost, (chosen.qualified ?? 0) - chosen.won);
        if (enough < 1 || (before.verdict !== 'keep' && before.verdict !== 'strengthen')) return;
        const raise = (u: Unit): Unit => ({ ...u, won: u.won + enough, lost: u.lost - enough });
        const after = judge(
          units.map((u) => (u.id === chosen.id || u.id === chosen.parentId ? raise(u) : u)),
          company,
        ).units.find((v) => v.id === chosen.id)!;
        expect(after.verdict).not.toBe('drop');
      }),
      { numRuns: 400 },
    );
  });

  it('P(cost > target) of a lone channel grows with spend and falls with deals', () => {
    const lone = (spend: number, won: number) => judged([unit('x', { spend, won, leads: 100, qualified: null })]).x!.probabilityAbove!;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: rub(1e6) }), fc.integer({ min: 1, max: rub(1e6) }), fc.integer({ min: 0, max: 60 }), (spend, more, won) => {
        expect(lone(spend + more, won)).toBeGreaterThanOrEqual(lone(spend, won) - 1e-12);
        expect(lone(spend, won + 1)).toBeLessThanOrEqual(lone(spend, won) + 1e-12);
      }),
    );
  });
});

it('the lists of codes are complete and without repeats', () => {
  for (const list of [REASON_CODES, GUARD_CODES, TO_KNOW_CODES, VERDICTS, LEVELS, BASES, TARGET_ORIGINS]) {
    expect(list.length).toBeGreaterThan(1);
    expect(new Set(list).size).toBe(list.length);
  }
});

it('every threshold is a number that can be set, and setting it has effect', () => {
  for (const value of Object.values(DEFAULT_THRESHOLDS)) expect(Number.isFinite(value)).toBe(true);
  expect(judged(CHANNELS, {}, { dropProbability: 1 }).bad!.verdict).not.toBe('drop');
  expect(judged(CHANNELS, {}, { minSpendTargets: 1000 }).bad!.verdict).not.toBe('drop');
  expect(judged(CHANNELS, {}, { strengthenProbability: 1.1 }).good!.verdict).toBe('keep');
  expect(judged(CHANNELS, {}, { assumedBetaHigh: 0.8 }).good!.verdict).toBe('strengthen');
});
