import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMULA_IDS, FORMULAS, NOTHING, ratio, ratios, sumTotals, type Totals } from './ratios.ts';

const rub = (n: number) => n * 100;
const SEARCH: Totals = {
  impressions: 100_000,
  clicks: 2_000,
  visits: 1_800,
  leads: 90,
  valid: 75,
  qualified: 30,
  won: 10,
  customers: 8,
  revenue: rub(1_000_000),
  margin: rub(400_000),
  media: rub(160_000),
  spend: rub(200_000),
  fullCost: rub(320_000),
};

describe('ratios', () => {
  it('computes each by its formula', () => {
    const r = ratios(SEARCH);
    expect(r.ctr).toBeCloseTo(0.02, 12);
    expect(r.cpm).toBeCloseTo(rub(1_600), 6);
    expect(r.cpc).toBeCloseTo(rub(80), 6);
    expect(r.cpl).toBeCloseTo(rub(200_000) / 90, 6);
    expect(r.valid_cpl).toBeCloseTo(rub(200_000) / 75, 6);
    expect(r.cpql).toBeCloseTo(rub(200_000) / 30, 6);
    expect(r.cpo).toBeCloseTo(rub(20_000), 6);
    expect(r.cac).toBeCloseTo(rub(40_000), 6);
    expect(r.marketing_cac).toBeCloseTo(rub(25_000), 6);
    expect(r.paid_cac).toBeCloseTo(rub(20_000), 6);
    expect(r.drr).toBeCloseTo(0.2, 12);
    expect(r.roas).toBeCloseTo(5, 12);
    expect(r.romi_revenue).toBeCloseTo(4, 12);
    expect(r.romi_margin).toBeCloseTo(1, 12);
    expect(r.roi_full).toBeCloseTo(0.25, 12);
    expect(r.average_check).toBeCloseTo(rub(100_000), 6);
    expect(r.lead_to_won).toBeCloseTo(1 / 9, 12);
    expect(r.cacFormula).toBe('cac');
  });

  it('break-even: ROMI 0, ROAS 1, margin-aware ROAS 1 ÷ gross margin', () => {
    const even = { ...SEARCH, revenue: rub(500_000), margin: rub(200_000) };
    expect(ratio('romi_margin', even)).toBe(0);
    expect(ratio('roas', even)).toBeCloseTo(1 / 0.4, 12);
    expect(ratio('romi_revenue', { ...even, revenue: even.spend })).toBe(0);
  });

  it('what is absent gives null, never 0', () => {
    for (const id of FORMULA_IDS) {
      const formula = FORMULAS[id];
      for (const part of [...formula.top, ...formula.minus, formula.bottom]) expect(ratio(id, { ...SEARCH, [part]: null })).toBeNull();
      expect(ratio(id, { ...SEARCH, [formula.bottom]: 0 })).toBeNull();
    }
  });

  it('a channel without spend has no cost per lead, and a known zero result is a zero', () => {
    expect(ratio('cpl', { ...SEARCH, spend: 0 })).toBeNull();
    expect(ratio('lead_to_qualified', { ...SEARCH, qualified: 0 })).toBe(0);
    expect(ratio('roas', { ...SEARCH, revenue: 0 })).toBe(0);
    expect(ratio('romi_margin', { ...SEARCH, margin: 0 })).toBe(-1);
  });

  it('CAC stands on marketing cost alone until sales cost is entered, and says so', () => {
    const r = ratios({ ...SEARCH, fullCost: null });
    expect(r.cac).toBeCloseTo(rub(25_000), 6);
    expect(r.cacFormula).toBe('marketing_cac');
  });

  it('blended ratios are ratios of sums', () => {
    const social = { ...SEARCH, leads: 10, spend: rub(100_000) };
    expect(ratio('cpl', sumTotals([SEARCH, social]))).toBeCloseTo(rub(3_000), 9);
    expect(sumTotals([NOTHING, NOTHING])).toEqual(NOTHING);
    expect(sumTotals([NOTHING, SEARCH])).toEqual(SEARCH);
  });

  it('a blended cost lies between the costs it blends', () => {
    const amount = fc.integer({ min: 1, max: 1e9 });
    fc.assert(
      fc.property(fc.array(fc.record({ spend: amount, leads: amount }), { minLength: 1, maxLength: 8 }), (rows) => {
        const all = rows.map((r) => ({ ...NOTHING, ...r }));
        const each = all.map((r) => ratio('cpl', r)!);
        const blended = ratio('cpl', sumTotals(all))!;
        expect(blended).toBeGreaterThanOrEqual(Math.min(...each) * (1 - 1e-12));
        expect(blended).toBeLessThanOrEqual(Math.max(...each) * (1 + 1e-12));
      }),
    );
  });
});
