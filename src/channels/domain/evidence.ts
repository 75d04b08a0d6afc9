/** From the counts of the whole tree to what is known about each unit: posteriors, target, maturity, peers. */
import { type ClosingCurve, chooseCurve, effectiveLeads, maturity, projectedWins } from './closing.ts';
import type { TargetOrigin } from './codes.ts';
import { fitResponse, type Response } from './marginal.ts';
import { type Beta, type Gamma, ratePosterior, sharePosterior } from './rates.ts';
import { asBeta, asGamma, halfLifeWeight, type Prior, poolRates, poolShares, treePriors } from './shrinkage.ts';
import { digamma, trigamma } from './special.ts';
import type { Thresholds } from './thresholds.ts';
import type { Uncertain } from './uncertain.ts';
import type { Company, Unit } from './unit.ts';

/** What is known about one unit. Exposure of a rate = the money whose events can already be seen. */
export type Evidence = {
  unit: Unit;
  maturity: number;
  projectedDeals: number;
  leads: Gamma;
  qualified: Gamma;
  won: Gamma;
  wonExposure: number;
  qualifiedExposure: number;
  /** Share of qualified leads that become deals, and what the neighbours alone say about it; null when nothing is known. */
  close: Beta | null;
  closeOfPeers: number | null;
  /** Share of decided leads that are qualified; and what one lead costs and which share is qualified among the neighbours, null when unknown. */
  quality: Beta;
  cplOfPeers: number | null;
  qualityOfPeers: number | null;
  /** Share of visits that become leads among the peers; null without comparable ones. */
  visitToLeadOfPeers: number | null;
  response: Response;
  target: { cac: Uncertain; origin: TargetOrigin } | null;
};

/** The company's sums and curve, and the evidence of every unit. */
export type Tree = { curve: ClosingCurve | null; total: Sums; evidence: Evidence[] };

/** Sums over units of one level; money in minor units. */
export type Sums = { spend: number; leads: number; qualified: number; won: number; lost: number; margin: number; open: Unit['open'] };

type Seen = { unit: Unit; maturity: number; decided: number };

/** Builds the evidence of all units; they may come in any order. */
export function gather(units: readonly Unit[], company: Company, thresholds: Thresholds): Tree {
  const ids = new Set(units.map((u) => u.id));
  const total = sumUnits(
    units.filter((u) => u.parentId === null || !ids.has(u.parentId)),
    company,
  );
  // Jeffreys for the first wins of a new firm that stated nothing.
  const leadToWon = company.statedLeadToWon ?? (total.won + 0.5) / (total.won + total.lost + 1);
  const curve = chooseCurve(company.closing, company.cycle, leadToWon, thresholds.enoughWins);

  const seen = units.map((unit): Seen => {
    const decided = unit.leads > 0 ? Math.max(0, 1 - unit.undecided / unit.leads) : 1;
    return { unit, maturity: maturity(curve, unit.won, unit.lost, unit.open), decided };
  });
  const strength = { few: thresholds.priorEvents, most: thresholds.maxPriorEvents };
  const priorsOf = (events: (s: Seen) => number, exposure: (s: Seen) => number, poolOf = poolRates, root?: Prior) =>
    treePriors(
      seen.map((s) => ({ id: s.unit.id, parentId: s.unit.parentId, events: events(s), exposure: exposure(s) })),
      poolOf,
      strength,
      root,
    );
  const leadPriors = priorsOf(
    (s) => s.unit.leads,
    (s) => s.unit.spend,
  );
  const qualifiedPriors = priorsOf(
    (s) => s.unit.qualified ?? 0,
    (s) => s.unit.spend * s.decided,
  );
  const wonPriors = priorsOf(
    (s) => s.unit.won,
    (s) => s.unit.spend * s.maturity,
  );
  const winPriors = priorsOf((s) => s.unit.won, leadsSettled, poolShares);
  const closePriors = priorsOf((s) => s.unit.won, qualifiedSettled, poolShares, statedClose(company, total, thresholds));

  const overallWin = total.won / Math.max(1, effectiveLeads(curve, total.won, total.lost, total.open));
  const family = (u: Unit) => String(u.parentId);
  // Brand search and remarketing convert otherwise than cold traffic.
  const kind = (u: Unit) => JSON.stringify([u.parentId, u.brand, u.remarketing]);
  const paid = (s: Seen) => s.unit.spend > 0;
  const conversions = peerRates(
    seen,
    kind,
    (s) => (paid(s) && s.unit.visits ? s.unit.leads : 0),
    (s) => (paid(s) ? (s.unit.visits ?? 0) : 0),
  );
  const qualities = peerRates(seen, family, (s) => s.unit.qualified ?? 0, leadsDecided);
  const closes = peerRates(seen, family, (s) => s.unit.won, qualifiedSettled);
  const leadsPerMoney = peerRates(
    seen,
    family,
    (s) => (paid(s) ? s.unit.leads : 0),
    (s) => s.unit.spend,
  );
  const evidence = seen.map((s): Evidence => {
    const { unit } = s;
    const close = closePriors.get(unit.id)!;
    const win = sharePosterior(unit.won, leadsSettled(s), asBeta(winPriors.get(unit.id)!));
    const segment = overallWin > 0 ? win.a / (win.a + win.b) / overallWin : 1;
    const wonExposure = unit.spend * s.maturity;
    const qualifiedExposure = unit.spend * s.decided;
    const known = (prior: Prior, count: 'leads' | 'qualified' | 'won') => withHistory(asGamma(prior), unit, count, thresholds.halfLifeDays);
    return {
      unit,
      maturity: s.maturity,
      projectedDeals: curve ? projectedWins(curve, unit.won, unit.open, segment) : unit.won,
      leads: ratePosterior(unit.leads, unit.spend, known(leadPriors.get(unit.id)!, 'leads')),
      qualified: ratePosterior(unit.qualified ?? 0, qualifiedExposure, known(qualifiedPriors.get(unit.id)!, 'qualified')),
      won: ratePosterior(unit.won, wonExposure, known(wonPriors.get(unit.id)!, 'won')),
      wonExposure,
      qualifiedExposure,
      close: close.events > 0 || unit.won > 0 ? sharePosterior(unit.won, qualifiedSettled(s), asBeta(close)) : null,
      closeOfPeers: closes.get(unit.id) ?? null,
      quality: sharePosterior(unit.qualified ?? 0, leadsDecided(s)),
      cplOfPeers: invert(leadsPerMoney.get(unit.id) ?? null),
      qualityOfPeers: qualities.get(unit.id) ?? null,
      visitToLeadOfPeers: conversions.get(unit.id) ?? null,
      response: fitResponse(unit.weekly, {
        minWeeks: thresholds.minWeeks,
        minSpendCv: thresholds.minSpendCv,
        assumedBeta: thresholds.assumedBeta,
        assumedLow: thresholds.assumedBetaLow,
        assumedHigh: thresholds.assumedBetaHigh,
      }),
      target: targetOf(unit.won, marginOf(unit, company), total, company, thresholds),
    };
  });
  return { curve, total, evidence };
}

function invert(rate: number | null): number | null {
  return rate === null ? null : 1 / rate;
}

function leadsDecided({ unit, decided }: Seen): number {
  return Math.max(unit.qualified ?? 0, unit.leads * decided);
}

function leadsSettled({ unit, maturity }: Seen): number {
  return Math.max(unit.won, unit.leads * maturity);
}

function qualifiedSettled({ unit, maturity }: Seen): number {
  return Math.max(unit.won, (unit.qualified ?? 0) * maturity);
}

/** Before the company has wins enough, the stated share of qualified leads that become deals stands above the tree. */
function statedClose(company: Company, total: Sums, thresholds: Thresholds): Prior | undefined {
  const rate = company.statedQualifiedToWon;
  if (rate === null || rate <= 0 || total.won >= thresholds.enoughWins) return undefined;
  return { events: thresholds.priorEvents, exposure: thresholds.priorEvents / rate };
}

function withHistory(prior: Gamma, unit: Unit, count: 'leads' | 'qualified' | 'won', halfLifeDays: number): Gamma {
  return unit.history.reduce((sum, h) => {
    const weight = halfLifeWeight(h.ageDays, halfLifeDays);
    return { events: sum.events + weight * h[count], money: sum.money + weight * h.spend };
  }, prior);
}

/** Gross margin of the unit's deals; null when neither it nor revenue and a margin share are known. */
export function marginOf(unit: Unit, company: Company): number | null {
  if (unit.margin !== null) return unit.margin;
  return unit.revenue !== null && company.grossMargin !== null ? unit.revenue * company.grossMargin : null;
}

/**
 * The allowed CAC: the set one; else the customer's margin over the horizon ÷ (1 + required ROMI); else the margin of the first deal,
 * the unit's own drawn to the company's mean and uncertain by the spread of deal sizes. Null when nothing of this is known.
 */
export function targetOf(won: number, margin: number | null, total: Sums, company: Company, thresholds: Thresholds): Evidence['target'] {
  if (company.targetCac !== null) return company.targetCac > 0 ? { cac: { median: company.targetCac, logSd: 0 }, origin: 'target_cac' } : null;
  const allowed = 1 + (company.requiredRomi ?? thresholds.requiredRomi);
  if (company.marginPerCustomer !== null) {
    return company.marginPerCustomer > 0 ? { cac: { median: company.marginPerCustomer / allowed, logSd: 0 }, origin: 'customer_margin' } : null;
  }
  if (total.won === 0 || total.margin <= 0) return null;
  const pull = thresholds.maxPriorEvents;
  const own = margin === null ? 0 : won;
  const perDeal = ((margin ?? 0) + (pull * total.margin) / total.won) / (own + pull);
  return perDeal > 0 ? { cac: { median: perDeal / allowed, logSd: thresholds.dealSizeCv / Math.sqrt(own + pull) }, origin: 'first_deal_margin' } : null;
}

/** What a qualified lead is worth at most: allowed CAC × the share that closes, both uncertain (ln of a Beta has mean ψ(a) − ψ(a+b)). */
export function qualifiedTarget(cac: Uncertain, close: Beta): Uncertain {
  const logMean = digamma(close.a) - digamma(close.a + close.b);
  const variance = trigamma(close.a) - trigamma(close.a + close.b);
  return { median: cac.median * Math.exp(logMean), logSd: Math.sqrt(cac.logSd ** 2 + variance) };
}

/** Adds up units of one level. */
export function sumUnits(units: readonly Unit[], company: Company): Sums {
  const sum = { spend: 0, leads: 0, qualified: 0, won: 0, lost: 0, margin: 0 };
  for (const u of units) {
    sum.spend += u.spend;
    sum.leads += u.leads;
    sum.qualified += u.qualified ?? 0;
    sum.won += u.won;
    sum.lost += u.lost;
    sum.margin += marginOf(u, company) ?? 0;
  }
  return { ...sum, open: units.flatMap((u) => u.open) };
}

/** Rate of the other units of the same group, as a ratio of sums; null without others or without events among them. */
function peerRates(seen: readonly Seen[], group: (u: Unit) => string, events: (s: Seen) => number, exposure: (s: Seen) => number): Map<string, number | null> {
  const sums = new Map<string, { events: number; exposure: number }>();
  for (const s of seen) {
    const sum = sums.get(group(s.unit)) ?? { events: 0, exposure: 0 };
    sums.set(group(s.unit), { events: sum.events + events(s), exposure: sum.exposure + exposure(s) });
  }
  return new Map(
    seen.map((s) => {
      const sum = sums.get(group(s.unit))!;
      const rest = { events: sum.events - events(s), exposure: sum.exposure - exposure(s) };
      return [s.unit.id, rest.events > 0 && rest.exposure > 0 ? rest.events / rest.exposure : null];
    }),
  );
}
