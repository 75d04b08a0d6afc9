import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reckon, sensitivity } from './funnel.ts';
import type { Input, PlanInputs } from './inputs.ts';

const assumed = (value: number): Input => ({ value, tag: 'assumed', n: null });
const nothing: PlanInputs = {
  unit: 'money',
  sales: assumed(0),
  cheque: null,
  leadToDeal: null,
  leadToQualified: null,
  qualifiedToDeal: null,
  visitToLead: null,
  repeatDeals: null,
  unaidedDeals: null,
  price: null,
};
const three = (sales: number, cheque: number, conversion: number): PlanInputs => ({
  ...nothing,
  sales: assumed(sales),
  cheque: assumed(cheque),
  leadToDeal: assumed(conversion),
});
const codes = (inputs: PlanInputs) => reckon(inputs).problems.map((p) => `${p.input}: ${p.code}`);

describe('worked examples', () => {
  test('three numbers: 1,000,000 of sales, a cheque of 50,000, one lead in ten buys', () => {
    const { plan } = reckon(three(100_000_000, 5_000_000, 0.1));
    expect(plan).toMatchObject({ deals: 20, newDeals: 20, qualified: null, visits: null, revenueMinor: 100_000_000, budgetMinor: null, costShare: null });
    expect(plan?.leads).toBeCloseTo(200, 9);
  });

  test('the whole funnel: 10,000 visits · 2 % · 40 % · 25 % = 20 deals, read backwards', () => {
    const { plan } = reckon({
      ...nothing,
      unit: 'deals',
      sales: assumed(20),
      cheque: assumed(5_000_000),
      leadToQualified: assumed(0.4),
      qualifiedToDeal: assumed(0.25),
      visitToLead: assumed(0.02),
      price: { ...assumed(4_000), of: 'visit' },
    });
    expect(plan?.leads).toBeCloseTo(200, 9);
    expect(plan?.qualified).toBeCloseTo(80, 9);
    expect(plan?.visits).toBeCloseTo(10_000, 6);
    expect(plan?.budgetMinor).toBeCloseTo(40_000_000, 3);
    expect(plan?.cplMinor).toBeCloseTo(200_000, 4);
    expect(plan?.cpqlMinor).toBeCloseTo(500_000, 4);
    expect(plan?.cacMinor).toBeCloseTo(2_000_000, 4);
    expect(plan?.costShare).toBeCloseTo(0.4, 12);
  });

  test('deals that come without marketing are taken off first', () => {
    const { plan } = reckon({ ...three(100_000_000, 5_000_000, 0.1), repeatDeals: assumed(5), unaidedDeals: assumed(3) });
    expect(plan?.deals).toBe(20);
    expect(plan?.newDeals).toBe(12);
    expect(plan?.leads).toBeCloseTo(120, 9);
  });

  test('a given budget turns into the most a lead may cost', () => {
    const { plan } = reckon({ ...three(100_000_000, 5_000_000, 0.1), leadToQualified: assumed(0.4), price: { ...assumed(30_000_000), of: 'month' } });
    expect(plan?.cplMinor).toBeCloseTo(150_000, 6);
    expect(plan?.cpqlMinor).toBeCloseTo(375_000, 6);
    expect(plan?.cacMinor).toBeCloseTo(1_500_000, 6);
    expect(plan?.qualifiedToDeal).toBeCloseTo(0.25, 12);
  });

  test('any two of the three conversions give the third', () => {
    const by = (given: Partial<PlanInputs>) => reckon({ ...nothing, unit: 'deals', sales: assumed(10), ...given }).plan!;
    for (const plan of [
      by({ leadToQualified: assumed(0.4), qualifiedToDeal: assumed(0.25) }),
      by({ leadToDeal: assumed(0.1), leadToQualified: assumed(0.4) }),
      by({ leadToDeal: assumed(0.1), qualifiedToDeal: assumed(0.25) }),
    ]) {
      expect(plan.leadToDeal).toBeCloseTo(0.1, 12);
      expect(plan.leadToQualified).toBeCloseTo(0.4, 12);
      expect(plan.qualifiedToDeal).toBeCloseTo(0.25, 12);
      expect(plan.revenueMinor).toBeNull();
    }
  });
});

describe('problems are named at the number that can repair them', () => {
  test.each<[string, PlanInputs, string[]]>([
    ['nothing typed yet', nothing, ['sales: not_positive', 'cheque: missing', 'leadToDeal: missing']],
    ['nobody buys', three(100, 10, 0), ['leadToDeal: not_positive']],
    ['more than everybody buys', three(100, 10, 1.2), ['leadToDeal: above_whole']],
    ['one step of two', { ...three(100, 10, 0.1), leadToDeal: null, leadToQualified: assumed(0.4) }, ['qualifiedToDeal: missing']],
    ['the other step of two', { ...three(100, 10, 0.1), leadToDeal: null, qualifiedToDeal: assumed(0.4) }, ['leadToQualified: missing']],
    ['three of two', { ...three(100, 10, 0.1), leadToQualified: assumed(0.4), qualifiedToDeal: assumed(0.25) }, ['leadToDeal: over_determined']],
    ['more deals than qualified leads', { ...three(100, 10, 0.5), leadToQualified: assumed(0.4) }, ['leadToDeal: above_qualified']],
    ['regular customers fill the plan', { ...three(100, 10, 0.1), repeatDeals: assumed(10) }, ['repeatDeals: covered']],
    ['recommendations fill the plan', { ...three(100, 10, 0.1), unaidedDeals: assumed(11) }, ['unaidedDeals: covered']],
    ['a negative number of regular customers', { ...three(100, 10, 0.1), repeatDeals: assumed(-1) }, ['repeatDeals: negative']],
    ['a price of a visit without visits', { ...three(100, 10, 0.1), price: { ...assumed(5), of: 'visit' } }, ['visitToLead: needs_visits']],
    ['not a number', three(Number.NaN, 10, 0.1), ['sales: not_positive']],
  ])('%s', (_, inputs, expected) => expect(codes(inputs)).toEqual(expected));
});

const share = fc.double({ min: 0.001, max: 1, noNaN: true });
const money = fc.integer({ min: 1, max: 1e12 });
const anyPlan = fc
  .record({ sales: money, cheque: money, first: share, second: share, visits: share, cpl: money })
  .map(({ sales, cheque, first, second, visits, cpl }): PlanInputs & { price: NonNullable<PlanInputs['price']> } => ({
    ...nothing,
    sales: assumed(sales),
    cheque: assumed(cheque),
    leadToQualified: assumed(first),
    qualifiedToDeal: assumed(second),
    visitToLead: assumed(visits),
    price: { ...assumed(cpl), of: 'lead' },
  }));
const near = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));

describe('laws', () => {
  test('the funnel read forwards gives the plan back', () =>
    fc.assert(
      fc.property(anyPlan, (inputs) => {
        const plan = reckon(inputs).plan!;
        const revenue = plan.visits! * inputs.visitToLead!.value * inputs.leadToQualified!.value * inputs.qualifiedToDeal!.value * inputs.cheque!.value;
        expect(near(revenue, inputs.sales.value)).toBe(true);
      }),
    ));

  test('twice the sales need twice of everything', () =>
    fc.assert(
      fc.property(anyPlan, (inputs) => {
        const one = reckon(inputs).plan!;
        const two = reckon({ ...inputs, sales: assumed(inputs.sales.value * 2) }).plan!;
        for (const name of ['deals', 'qualified', 'leads', 'visits', 'budgetMinor'] as const) expect(near(two[name]!, 2 * one[name]!)).toBe(true);
        expect(near(two.costShare!, one.costShare!)).toBe(true);
      }),
    ));

  test('a better conversion never needs more leads', () =>
    fc.assert(
      fc.property(anyPlan, share, (inputs, other) => {
        const [worse, better] = [inputs.qualifiedToDeal!.value, other].sort((a, b) => a - b);
        const leads = (value: number) => reckon({ ...inputs, qualifiedToDeal: assumed(value) }).plan!.leads;
        expect(leads(better!)).toBeLessThanOrEqual(leads(worse!));
      }),
    ));

  test('the budget is leads × CPL, qualified × CPQL, new deals × CAC and visits × CPC', () =>
    fc.assert(
      fc.property(anyPlan, (inputs) => {
        const plan = reckon(inputs).plan!;
        expect(near(plan.budgetMinor!, plan.leads * inputs.price.value)).toBe(true);
        expect(near(plan.budgetMinor!, plan.qualified! * plan.cpqlMinor!)).toBe(true);
        expect(near(plan.budgetMinor!, plan.newDeals * plan.cacMinor!)).toBe(true);
        expect(near(plan.budgetMinor!, plan.visits! * plan.cpcMinor!)).toBe(true);
      }),
    ));

  test('the three ways to name the price agree', () =>
    fc.assert(
      fc.property(anyPlan, (inputs) => {
        const byLead = reckon(inputs).plan!;
        const byVisit = reckon({ ...inputs, price: { ...assumed(byLead.cpcMinor!), of: 'visit' } }).plan!;
        const byMonth = reckon({ ...inputs, price: { ...assumed(byLead.budgetMinor!), of: 'month' } }).plan!;
        expect(near(byVisit.budgetMinor!, byLead.budgetMinor!)).toBe(true);
        expect(near(byMonth.cplMinor!, inputs.price.value)).toBe(true);
      }),
    ));
});

describe('sensitivity', () => {
  test('one point of conversion less: 10 % → 9 % takes 200 → 222.2 leads, at 1,500 each', () => {
    const [conversion, cheque] = sensitivity({ ...three(100_000_000, 5_000_000, 0.1), price: { ...assumed(150_000), of: 'lead' } });
    expect(conversion).toMatchObject({ input: 'leadToDeal', from: 0.1, to: expect.closeTo(0.09, 12) });
    expect(conversion!.extraLeads).toBeCloseTo(22.2222, 4);
    expect(conversion!.extraBudgetMinor).toBeCloseTo(22.2222 * 150_000, -2);
    expect(cheque).toMatchObject({ input: 'cheque', to: 4_500_000 });
    expect(cheque!.extraLeads).toBeCloseTo(22.2222, 4);
  });

  test('small conversions worsen by a tenth of themselves, and a fixed budget does not grow', () => {
    const [conversion] = sensitivity({ ...three(100_000_000, 5_000_000, 0.02), price: { ...assumed(30_000_000), of: 'month' } });
    expect(conversion!.to).toBeCloseTo(0.018, 12);
    expect(conversion!.extraBudgetMinor).toBeNull();
  });

  test('a worse landing takes no more leads, only more visits to get them', () => {
    const [, , landing] = sensitivity({ ...three(100_000_000, 5_000_000, 0.1), visitToLead: assumed(0.02), price: { ...assumed(3_000), of: 'visit' } });
    expect(landing).toMatchObject({ input: 'visitToLead', to: expect.closeTo(0.018, 12), extraLeads: 0 });
    expect(landing!.extraVisits).toBeCloseTo(200 / 0.018 - 200 / 0.02, 6);
    expect(landing!.extraBudgetMinor).toBeCloseTo(3_000 * landing!.extraVisits, 3);
  });

  test('an input the leads do not depend on is left out; a plan with problems has none', () => {
    const inDeals = { ...three(20, 5_000_000, 0.1), unit: 'deals' as const };
    expect(sensitivity(inDeals).map((s) => s.input)).toEqual(['leadToDeal']);
    expect(sensitivity(nothing)).toEqual([]);
  });
});
