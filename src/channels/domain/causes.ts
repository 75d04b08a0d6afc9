/** Found causes of a too high cost: what makes FIX out of DROP, provided that the repair can bring the cost to the target. */
import type { Reason } from './codes.ts';
import type { Evidence } from './evidence.ts';
import { spendFactorFor } from './marginal.ts';
import { costAbove, shareBelow, sharePosterior } from './rates.ts';
import type { Thresholds } from './thresholds.ts';
import { probabilityAbove } from './uncertain.ts';
import type { Company } from './unit.ts';

/** A cause and how many times cheaper the unit may become without it; null = nobody can tell, so it must be repaired before judging. */
export type Cause = { reason: Reason; lift: number | null };

/** All causes visible in the unit's own numbers; `costToTarget` = estimated cost ÷ target. */
export function findCauses(evidence: Evidence, company: Company, costToTarget: number, onDeals: boolean, thresholds: Thresholds): Cause[] {
  const found = [
    slaCause(evidence),
    conversionCause(evidence, thresholds),
    ...rejectCauses(evidence, thresholds),
    saturationCause(evidence, costToTarget, thresholds),
    onDeals && company.mode === 'leads' ? closeCause(evidence, thresholds) : null,
  ];
  return found.filter((c) => c !== null);
}

function slaCause({ unit }: Evidence): Cause | null {
  return unit.slaNormal === false ? { reason: { code: 'sla_breached' }, lift: null } : null;
}

function conversionCause({ unit, visitToLeadOfPeers: peers }: Evidence, t: Thresholds): Cause | null {
  if (peers === null || peers <= 0 || unit.visits === null || unit.visits <= 0) return null;
  const leads = Math.min(unit.leads, unit.visits);
  if (shareBelow(sharePosterior(leads, unit.visits), Math.min(1, peers * t.conversionVsPeers)) < t.dropProbability) return null;
  const rate = leads / unit.visits;
  return { reason: { code: 'conversion_below_peers', rate, peers }, lift: peers / Math.max(rate, 0.5 / unit.visits) };
}

function rejectCauses({ unit }: Evidence, t: Thresholds): Cause[] {
  return Object.entries(unit.rejects)
    .filter(([, count]) => unit.leads > 0 && count >= t.minRejects && count / unit.leads >= t.rejectShare)
    .sort(([x], [y]) => (x < y ? -1 : 1))
    .map(([reason, leads]) => {
      const share = Math.min(1, leads / unit.leads);
      return { reason: { code: 'rejected_for_one_reason', reason, share, leads }, lift: 1 / Math.max(0.01, 1 - share) };
    });
}

/** Average cost falls with the spend when the response is flat: cutting is a repair if a reasonable part of the spend remains. */
function saturationCause({ response }: Evidence, costToTarget: number, t: Thresholds): Cause | null {
  const surelyFlat = response.fitted && response.beta * Math.exp(1.2815515655446004 * response.logSd) < t.assumedBetaHigh;
  const spendFactor = spendFactorFor(costToTarget, 1, response.beta);
  if (!surelyFlat || spendFactor >= 1 || spendFactor < t.minSpendFactor) return null;
  return { reason: { code: 'saturated', beta: response.beta, spendFactor }, lift: costToTarget };
}

/**
 * Where Sales signs what "qualified" means: leads that are qualified cheaply enough but close much worse than the neighbours' are a
 * matter for both heads (criteria, handling, offer) before they are a reason to drop the channel.
 */
function closeCause({ unit, close, closeOfPeers: peers, qualified, target }: Evidence, t: Thresholds): Cause | null {
  if (unit.qualified === null || close === null || peers === null || peers <= 0 || target === null) return null;
  if (shareBelow(close, peers * t.conversionVsPeers) < t.dropProbability) return null;
  const cheap = 1 - probabilityAbove(qualified, { median: target.cac.median * peers, logSd: target.cac.logSd });
  if (cheap < t.strengthenProbability) return null;
  const rate = close.a / (close.a + close.b);
  return { reason: { code: 'qualified_close_below_peers', rate, peers }, lift: peers / rate };
}

/** Joint effect of the repairs; null when one of them cannot be valued. Several causes never promise more than `maxRepairLift`. */
export function repairLift(causes: readonly Cause[], thresholds: Thresholds): number | null {
  let lift = 1;
  for (const cause of causes) {
    if (cause.lift === null) return null;
    lift *= cause.lift;
  }
  return Math.min(thresholds.maxRepairLift, lift);
}

/**
 * Where the unit loses against its neighbours. Said beside every dear unit; and while a cohort is too young to be dropped this is
 * what can be repaired at once, because dear or unfit leads do not get better with age.
 */
export function diagnose({ unit, leads, quality, cplOfPeers, qualityOfPeers }: Evidence, t: Thresholds): Reason[] {
  const reasons: Reason[] = [];
  if (cplOfPeers !== null && costAbove(leads, cplOfPeers / t.conversionVsPeers) >= t.dropProbability) {
    reasons.push({ code: 'lead_cost_above_peers', cpl: leads.money / leads.events, peers: cplOfPeers });
  }
  if (unit.qualified !== null && qualityOfPeers !== null && shareBelow(quality, qualityOfPeers * t.conversionVsPeers) >= t.dropProbability) {
    reasons.push({ code: 'qualified_share_below_peers', rate: quality.a / (quality.a + quality.b), peers: qualityOfPeers });
  }
  return reasons;
}
