/** One decision about one unit: the order of the questions is the method (methods §2, "Verdict"). */
import { diagnose, findCauses, repairLift } from './causes.ts';
import { type ClosingCurve, daysToMaturity } from './closing.ts';
import type { Basis, Guard, Level, Reason, ToKnow, Verdict } from './codes.ts';
import { type Evidence, qualifiedTarget, type Sums } from './evidence.ts';
import { marginalCost, spendFactorFor } from './marginal.ts';
import type { Gamma } from './rates.ts';
import type { Thresholds } from './thresholds.ts';
import { probabilityAbove, times, type Uncertain } from './uncertain.ts';
import type { Company } from './unit.ts';

/** Everything a decision about one unit needs besides the settings. */
export type Case = { evidence: Evidence; company: Company; curve: ClosingCurve | null; total: Sums; t: Thresholds };

/** The cost a verdict stands on: its rate, what it may be, how many events and how many expected at the target. */
export type Standing = { basis: Basis; rate: Gamma; target: Uncertain; events: number; exposure: number; estimate: number };

/** A verdict with what it stands on. */
export type Decision = {
  verdict: Verdict;
  level: Level;
  standing: Standing | null;
  above: number | null;
  marginalBelow: number | null;
  reasons: Reason[];
  guards: Guard[];
  toKnow: ToKnow[];
};

/** What a qualified lead of the unit may cost; null when nothing is known about how they close. */
export function qualifiedCost({ unit, target, close }: Evidence): Uncertain | null {
  return unit.qualified !== null && target && close ? qualifiedTarget(target.cac, close) : null;
}

/** Deals when the cohort is mature and has either the spend for a drop or the deals for a hint; else qualified leads, when these exist. */
function stand({ evidence: e, t }: Case): Standing | null {
  if (!e.target) return null;
  const { cac } = e.target;
  const deals: Standing = { basis: 'deals', rate: e.won, target: cac, events: e.unit.won, exposure: e.wonExposure, estimate: e.won.money / e.won.events };
  const enough = e.wonExposure >= t.minSpendTargets * cac.median || e.unit.won >= t.hintEvents;
  const target = qualifiedCost(e);
  if ((e.maturity >= t.minMaturity && enough) || !target || e.unit.qualified === null) return deals;
  return {
    basis: 'qualified',
    rate: e.qualified,
    target,
    events: e.unit.qualified,
    exposure: e.qualifiedExposure,
    estimate: e.qualified.money / e.qualified.events,
  };
}

/** What the average cost may be for the marginal one to reach the target: mCAC = CAC/β. */
export function marginalTarget({ evidence }: Case, standing: Standing): Uncertain {
  return times(standing.target, { median: evidence.response.beta, logSd: evidence.response.logSd });
}

/** The decision itself. */
export function decide(c: Case): Decision {
  const { unit } = c.evidence;
  if (unit.spend <= 0) return withoutSpend(c);
  const standing = stand(c);
  if (!standing) {
    const decision = { verdict: 'not_enough_data', level: 'none', standing, above: null, marginalBelow: null, guards: [] } as const;
    return { ...decision, guards: [], reasons: [{ code: 'no_target' }], toKnow: [{ code: 'set_target' }] };
  }
  const above = probabilityAbove(standing.rate, standing.target);
  const marginalBelow = 1 - probabilityAbove(standing.rate, marginalTarget(c, standing));
  const decision: Decision = {
    verdict: 'keep',
    level: 'none',
    standing,
    above,
    marginalBelow,
    reasons: basisReasons(c, standing, above),
    guards: [],
    toKnow: [],
  };
  const {
    verdict,
    guards = [],
    reasons = [],
    toKnow = [],
  } = above >= c.t.dropProbability ? tooDear(c, standing) : notTooDear(c, standing, above, marginalBelow);
  const evidenceAtTarget = verdict === 'drop' || verdict === 'fix' ? standing.exposure / standing.target.median : 0;
  return {
    ...decision,
    verdict,
    level: verdict === 'not_enough_data' ? 'none' : levelOf(Math.max(standing.events, evidenceAtTarget), c, standing),
    reasons: [...decision.reasons, ...reasons],
    guards,
    toKnow,
  };
}

type Outcome = { verdict: Verdict; guards?: Guard[]; reasons?: Reason[]; toKnow?: ToKnow[] };

/** Hint, provisional, firm by events; on qualified leads never firm while the deals are still to come. A judged unit is at least a hint. */
function levelOf(events: number, { evidence, t }: Case, standing: Standing): Level {
  if (events < t.provisionalEvents) return 'hint';
  const immature = standing.basis === 'qualified' && evidence.maturity < t.minMaturity;
  return events < t.firmEvents || immature ? 'provisional' : 'firm';
}

/** P(cost > target) is high enough for DROP or FIX: which of them, or what stops it. */
function tooDear(c: Case, standing: Standing): Outcome {
  const { evidence: e, company, curve, t } = c;
  const { unit } = e;
  const needed = t.minSpendTargets * e.target!.cac.median;
  const spent = standing.basis === 'deals' ? e.wonExposure : unit.spend;
  if (spent < needed) {
    const toKnow: ToKnow[] = [{ code: 'spend_more', money: needed - spent }];
    return { verdict: 'not_enough_data', guards: [{ code: 'little_spend', spend: spent, needed }], toKnow };
  }
  const causes = findCauses(e, company, standing.estimate / standing.target.median, standing.basis === 'deals', t);
  const reasons = causes.map((cause) => cause.reason);
  if (causes.length > 0) {
    const lift = repairLift(causes, t);
    const guards: Guard[] = unit.slaNormal === false ? [{ code: 'sla' }] : [];
    if (lift === null) return { verdict: 'fix', reasons, guards };
    const p = probabilityAbove(standing.rate, { ...standing.target, median: standing.target.median * lift });
    if (p < t.dropProbability) return { verdict: 'fix', reasons };
    reasons.push({ code: 'repair_not_enough', times: lift, p });
  }
  const diagnosis = diagnose(e, t);
  reasons.push(...diagnosis);
  const guards: Guard[] = [];
  const toKnow: ToKnow[] = [];
  if (unit.days < t.minDays) {
    guards.push({ code: 'few_days', days: unit.days, needed: t.minDays });
    toKnow.push({ code: 'observe_longer', days: t.minDays - unit.days });
  }
  if (e.maturity < t.minMaturity) {
    guards.push({ code: 'immature', maturity: e.maturity, needed: t.minMaturity });
    toKnow.push(...ripening(c, curve));
  }
  if (guards.length > 0) return { verdict: diagnosis.length > 0 ? 'fix' : 'not_enough_data', reasons, guards, toKnow };
  if (unit.assistShare !== null && unit.assistShare >= t.maxAssistShare) {
    return { verdict: 'keep', reasons, guards: [{ code: 'assists', share: unit.assistShare, limit: t.maxAssistShare }] };
  }
  return { verdict: 'drop', reasons };
}

function ripening({ evidence: { unit }, t }: Case, curve: ClosingCurve | null): ToKnow[] {
  const days = daysToMaturity(curve, unit.won, unit.lost, unit.open, t.minMaturity);
  return [days === null ? { code: 'state_cycle' } : { code: 'wait_for_deals', days }];
}

/** Not too dear: enough events for a verdict? then STRENGTHEN or what stops it, else KEEP. */
function notTooDear(c: Case, standing: Standing, above: number, marginalBelow: number): Outcome {
  const { evidence: e, company, t } = c;
  if (standing.events < t.hintEvents) return tooFew(c, standing);
  const marginal = marginalReasons(c, standing, marginalBelow);
  // A fitted curve that says the last roubles are lost is worth saying even where nothing else is decided.
  if (1 - above < t.strengthenProbability) return { verdict: 'keep', reasons: e.response.fitted && marginalBelow < 1 - t.marginalProbability ? marginal : [] };
  if (marginalBelow < t.marginalProbability) {
    return { verdict: 'keep', reasons: marginal, guards: [{ code: 'saturation', p: marginalBelow, needed: t.marginalProbability }] };
  }
  const reasons = marginal;
  const { guards, toKnow } = growthGuards(c, standing, company);
  if (company.headroom === null) {
    reasons.push({ code: 'headroom_unknown' });
    toKnow.push({ code: 'state_headroom' });
  }
  if (guards.length > 0) return { verdict: 'keep', reasons, guards, toKnow };
  return { verdict: 'strengthen', reasons: [...reasons, { code: 'step', low: t.stepLow, high: t.stepHigh }], guards, toKnow };
}

function marginalReasons({ evidence: { response }, t }: Case, standing: Standing, below: number): Reason[] {
  const { beta, fitted, weeks } = response;
  const marginal = marginalCost(standing.estimate, beta);
  const target = standing.target.median;
  const reasons: Reason[] = fitted ? [] : [{ code: 'beta_assumed', beta, weeks }];
  if (below >= t.marginalProbability) return [{ code: 'marginal_cost_below_target', p: below, marginal, target, beta }, ...reasons];
  if (marginal <= target) return [{ code: 'marginal_cost_unclear', p: below, marginal, target, beta }, ...reasons];
  const spendFactor = spendFactorFor(marginal, target, beta);
  return [{ code: 'marginal_cost_above_target', p: 1 - below, marginal, target, beta, spendFactor }, ...reasons];
}

function growthGuards({ evidence: { unit, maturity }, total, t }: Case, standing: Standing, company: Company): { guards: Guard[]; toKnow: ToKnow[] } {
  const guards: Guard[] = [];
  const toKnow: ToKnow[] = [];
  if ((unit.brand || unit.remarketing) && !unit.incrementalityTested) {
    guards.push({ code: 'incrementality' });
    toKnow.push({ code: 'test_incrementality' });
  }
  if (company.headroom !== null && company.headroom < t.minHeadroom) guards.push({ code: 'headroom', headroom: company.headroom, needed: t.minHeadroom });
  if (company.salesFree === false) guards.push({ code: 'sales_capacity' });
  if (unit.slaNormal === false) guards.push({ code: 'sla' });
  // More money into a unit whose deals are still to come needs a provisional picture of its qualified leads, and a firm that has closed some at all.
  if (maturity < t.minMaturity) {
    if (unit.days < t.minDays) guards.push({ code: 'few_days', days: unit.days, needed: t.minDays });
    const unproven = standing.basis === 'deals' || standing.events < t.provisionalEvents || total.won < t.hintEvents;
    if (unproven) guards.push({ code: 'immature', maturity, needed: t.minMaturity });
  }
  return { guards, toKnow };
}

function tooFew(c: Case, standing: Standing): Outcome {
  const { evidence: e, curve, t } = c;
  const toKnow: ToKnow[] = [];
  const missing = t.hintEvents - standing.events;
  // Either enough events come at the estimated cost, or none do and the spend itself becomes the proof: whichever is sooner in money.
  const toHint = missing * standing.estimate;
  const toDrop = Math.max(0, t.minSpendTargets * e.target!.cac.median - e.unit.spend);
  toKnow.push({ code: 'spend_more', money: standing.events === 0 && toDrop > 0 ? Math.min(toHint, toDrop) : toHint });
  if (e.maturity < t.minMaturity && e.unit.open.length > 0) toKnow.push(...ripening(c, curve));
  if (standing.basis === 'deals' && e.unit.qualified !== null && e.close === null) toKnow.push({ code: 'state_close_rate' });
  return { verdict: 'not_enough_data', reasons: [{ code: 'few_events', events: standing.events, needed: t.hintEvents }], toKnow };
}

function basisReasons({ evidence: { unit, maturity }, t }: Case, standing: Standing, p: number): Reason[] {
  const { basis, events, estimate } = standing;
  const target = standing.target.median;
  const side = p >= t.dropProbability ? 'above' : 1 - p >= t.strengthenProbability ? 'below' : 'near';
  const reasons: Reason[] = [];
  if (basis === 'deals') reasons.push({ code: `cac_${side}_target`, p: side === 'below' ? 1 - p : p, cac: estimate, target });
  else reasons.push({ code: `cpql_${side}_target`, p: side === 'below' ? 1 - p : p, cpql: estimate, target });
  if (events === 0 && side === 'above') {
    reasons.push({ code: basis === 'deals' ? 'no_deals_after_spend' : 'no_qualified_after_spend', spend: unit.spend, times: unit.spend / target });
  }
  if (basis === 'qualified') {
    reasons.push(maturity < t.minMaturity ? { code: 'judged_on_qualified_immature', maturity } : { code: 'judged_on_qualified_few_deals', deals: unit.won });
  }
  return reasons;
}

/** Nothing was paid, so nothing can be lost: never DROP, only what it brings. */
function withoutSpend({ evidence: { unit }, t }: Case): Decision {
  const few = unit.leads < t.hintEvents && unit.won === 0;
  const brings: Reason = { code: 'brings', leads: unit.leads, qualified: unit.qualified ?? 0, deals: unit.won, revenue: unit.revenue ?? 0 };
  const level: Level = few ? 'none' : unit.leads >= t.firmEvents ? 'firm' : unit.leads >= t.provisionalEvents ? 'provisional' : 'hint';
  return {
    verdict: few ? 'not_enough_data' : 'keep',
    level,
    standing: null,
    above: null,
    marginalBelow: null,
    reasons: [{ code: 'no_spend' }, brings],
    guards: [],
    toKnow: few ? [{ code: 'collect_leads', leads: t.hintEvents - unit.leads }] : [],
  };
}
