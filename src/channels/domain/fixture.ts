import { DEFAULT_THRESHOLDS, type Thresholds } from './thresholds.ts';
import type { Company, Unit, UnitVerdict } from './unit.ts';
import { judge } from './verdict.ts';

/* A small company made by hand, for the tests of the verdicts. */

export const rub = (n: number) => Math.round(n * 100);

export const COMPANY: Company = {
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

export function unit(id: string, given: Partial<Unit>): Unit {
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
export function weeks(spend: number, leads: number, beta: number) {
  return Array.from({ length: 26 }, (_, i) => {
    const s = (spend / 26) * (0.5 + (i % 5) / 4);
    return { spend: s, leads: (leads / 26) * (s / (spend / 26)) ** beta };
  });
}

export const GOOD = unit('good', { spend: rub(1_500_000), leads: 600, qualified: 240, won: 100, weekly: weeks(rub(1_500_000), 600, 0.85) });
export const BAD = unit('bad', { spend: rub(900_000), leads: 220, qualified: 40, won: 7, rejects: { spam: 40, budget: 60 } });
export const ORDINARY = unit('ordinary', { spend: rub(700_000), leads: 200, qualified: 70, won: 25 });
export const SATURATING = unit('saturating', { spend: rub(2_000_000), leads: 700, qualified: 260, won: 88, weekly: weeks(rub(2_000_000), 700, 0.35) });
export const SMALL = unit('small', { spend: rub(15_000), leads: 4, qualified: 1 });
export const IMMATURE_GOOD = unit('immature good', {
  days: 35,
  spend: rub(200_000),
  leads: 120,
  qualified: 50,
  undecided: 10,
  won: 2,
  open: [5, 15, 25].map((ageDays) => ({ ageDays, count: 36 })),
});
export const IMMATURE_BAD = unit('immature bad', {
  days: 35,
  spend: rub(400_000),
  leads: 80,
  qualified: 6,
  undecided: 10,
  open: [5, 15, 25].map((ageDays) => ({ ageDays, count: 20 })),
});
export const FREE = unit('free', { leads: 90, qualified: 50, won: 20 });
export const CHANNELS = [GOOD, BAD, ORDINARY, SATURATING, SMALL, IMMATURE_GOOD, IMMATURE_BAD, FREE];

export function judged(units: readonly Unit[], company: Partial<Company> = {}, thresholds: Partial<Thresholds> = {}): Record<string, UnitVerdict> {
  return Object.fromEntries(judge(units, { ...COMPANY, ...company }, { ...DEFAULT_THRESHOLDS, ...thresholds }).units.map((v) => [v.id, v]));
}

/** The verdict of one more channel among the usual ones. */
export function among(id: string, given: Partial<Unit>, company: Partial<Company> = {}): UnitVerdict {
  return judged([...CHANNELS, unit(id, given)], company)[id]!;
}

export const codes = (list: readonly { code: string }[]) => list.map((r) => r.code);
