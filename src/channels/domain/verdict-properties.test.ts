import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BASES, GUARD_CODES, GUARDS, LEVELS, REASON_CODES, REASONS, TARGET_ORIGINS, TO_KNOW, TO_KNOW_CODES, VERDICTS } from './codes.ts';
import { among, CHANNELS, COMPANY, codes, judged, rub, unit } from './fixture.ts';
import { DEFAULT_THRESHOLDS } from './thresholds.ts';
import type { Unit } from './unit.ts';
import { judge } from './verdict.ts';

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
