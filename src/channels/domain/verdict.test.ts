import { describe, expect, it } from 'vitest';
import { among, CHANNELS, COMPANY, codes, judged, rub, unit, weeks } from './fixture.ts';
import { judge, whatFirst } from './verdict.ts';

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
