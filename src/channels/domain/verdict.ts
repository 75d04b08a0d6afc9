/** Drop, fix, keep, strengthen, or not enough data: one decision per unit, with what it stands on (methods §2, "Verdict"). */
import { type ClosingCurve, maturity as maturityOf, projectedWins } from './closing.ts';
import { type Case, decide, marginalTarget, qualifiedCost } from './decision.ts';
import { type Evidence, gather, marginOf, type Sums, targetOf } from './evidence.ts';
import { costInterval, type Gamma, ratePosterior } from './rates.ts';
import { DEFAULT_THRESHOLDS, type Thresholds } from './thresholds.ts';
import { expectedGainShare, expectedLossShare, probabilityAbove } from './uncertain.ts';
import type { Company, CompanySummary, Cost, Judgement, Unit, UnitVerdict } from './unit.ts';

/** Judges the whole tree. The same units in any order give the same result, in the order given. */
export function judge(units: readonly Unit[], company: Company, thresholds: Thresholds = DEFAULT_THRESHOLDS): Judgement {
  const sorted = [...units].sort((a, b) => (a.id < b.id ? -1 : 1));
  const { curve, total, evidence } = gather(sorted, company, thresholds);
  const verdicts = new Map(evidence.map((e) => [e.unit.id, judgeUnit({ evidence: e, company, curve, total, t: thresholds })]));
  return { company: summarise(total, company, curve, thresholds), units: units.map((u) => verdicts.get(u.id)!) };
}

/** What to do first: drop, fix and strengthen, by money at stake. Parents before children when they weigh the same. */
export function whatFirst(units: readonly UnitVerdict[]): UnitVerdict[] {
  const actions = units.filter((u) => u.verdict === 'drop' || u.verdict === 'fix' || u.verdict === 'strengthen');
  return actions.sort((a, b) => b.moneyAtStake - a.moneyAtStake || (a.id < b.id ? -1 : 1));
}

function judgeUnit(c: Case): UnitVerdict {
  const { unit, maturity, projectedDeals, target } = c.evidence;
  let decision = decide(c);
  const single = decision.standing?.basis === 'deals' ? singleDeal(c) : null;
  const without = single ? decide(single.without) : null;
  if (decision.verdict === 'strengthen' && single && without && without.verdict !== 'strengthen') {
    const p = without.above === null ? 0 : 1 - without.above;
    decision = { ...decision, verdict: 'keep', guards: [...decision.guards, { code: 'single_deal', share: single.share, p }] };
  }
  if (single) decision.reasons.push({ code: 'single_deal', share: single.share, deal: unit.largestDeal! });
  const { verdict, standing, above } = decision;
  const gain = verdict === 'strengthen' && standing !== null;
  const stake =
    standing && (gain ? expectedGainShare(standing.rate, marginalTarget(c, standing)) * c.t.stepLow : expectedLossShare(standing.rate, standing.target));
  const bad = verdict === 'drop' || verdict === 'fix';
  return {
    id: unit.id,
    parentId: unit.parentId,
    verdict,
    level: decision.level,
    basis: standing?.basis ?? null,
    probability: above === null || verdict === 'not_enough_data' ? null : bad ? above : 1 - above,
    probabilityAbove: above,
    probabilityMarginalBelow: decision.marginalBelow,
    target: target && { cac: target.cac.median, cpql: qualifiedCost(c.evidence)?.median ?? null, origin: target.origin },
    cpl: cost(c.evidence.leads, unit.leads, unit.spend, c.t),
    cpql: unit.qualified === null ? { observed: null, estimate: null } : cost(c.evidence.qualified, unit.qualified, unit.spend, c.t),
    cac: cost(c.evidence.won, unit.won, unit.spend, c.t),
    projectedDeals,
    maturity,
    moneyAtStake: (stake ?? 0) * unit.spend,
    stakeKind: gain ? 'gain' : 'loss',
    reasons: decision.reasons,
    guards: decision.guards,
    toKnow: decision.toKnow,
    withoutLargestDeal: without && { verdict: without.verdict, probabilityAbove: without.above },
  };
}

function cost(rate: Gamma, events: number, spend: number, t: Thresholds): Cost {
  if (!(spend > 0)) return { observed: null, estimate: null };
  return { observed: events > 0 ? spend / events : null, estimate: costInterval(rate, t.intervalLevel) };
}

/** The same case without its largest deal, when that deal is more than the allowed share of the unit's revenue. */
function singleDeal(c: Case): { share: number; without: Case } | null {
  const { evidence: e, company, total, t } = c;
  const { unit } = e;
  if (unit.largestDeal === null || unit.revenue === null || unit.revenue <= 0 || unit.won < 1 || unit.spend <= 0) return null;
  const share = unit.largestDeal / unit.revenue;
  if (share <= t.singleDealShare) return null;
  const margin = marginOf(unit, company);
  const rest: Unit = { ...unit, won: unit.won - 1, lost: unit.lost + 1, revenue: unit.revenue - unit.largestDeal, largestDeal: null };
  const evidence: Evidence = {
    ...e,
    unit: rest,
    won: ratePosterior(-1, 0, e.won),
    close: e.close && { a: e.close.a - 1, b: e.close.b + 1 },
    target: targetOf(rest.won, margin === null ? null : margin * (1 - share), total, company, t),
  };
  return { share, without: { ...c, evidence } };
}

function summarise(total: Sums, company: Company, curve: ClosingCurve | null, t: Thresholds): CompanySummary {
  const ripe = maturityOf(curve, total.won, total.lost, total.open);
  const target = targetOf(total.won, total.margin, total, company, t);
  const won = ratePosterior(total.won, total.spend * ripe);
  const closes = total.qualified > 0 ? total.won / Math.max(total.won, total.qualified * ripe) : null;
  return {
    spend: total.spend,
    target: target && { cac: target.cac.median, cpql: closes ? target.cac.median * closes : null, origin: target.origin },
    cpl: cost(ratePosterior(total.leads, total.spend), total.leads, total.spend, t),
    cpql: cost(ratePosterior(total.qualified, total.spend), total.qualified, total.spend, t),
    cac: cost(won, total.won, total.spend, t),
    probabilityAbove: target && total.spend > 0 ? probabilityAbove(won, target.cac) : null,
    projectedDeals: curve ? projectedWins(curve, total.won, total.open) : total.won,
    maturity: ripe,
    closing: curve?.origin ?? null,
  };
}
