import type { z } from 'zod';
import type { Trx } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import type { Scope } from '../../platform/scope.ts';
import { type ChannelVerdicts, type ThresholdSetting, ThresholdValues, type VerdictRow } from '../contract.ts';
import { DEFAULT_THRESHOLDS, type Thresholds } from '../domain/thresholds.ts';
import type { Company, UnitVerdict } from '../domain/unit.ts';
import { CURVE_WEEKS, isJudged, unitsOf, withoutRepeats } from '../domain/units.ts';
import { judge, whatFirst } from '../domain/verdict.ts';
import { readChannels } from '../queries/channels.ts';
import { knownUntil, readClosing, readCohorts, readPeculiarities, readSettings } from '../queries/cohorts.ts';
import { readSavedThresholds, writeThresholds } from '../queries/thresholds.ts';

/** The workspace's thresholds: the saved ones over the defaults. */
export async function thresholdsOf(trx: Trx, scope: Scope): Promise<z.output<typeof ThresholdSetting>> {
  const { version, value } = await readSavedThresholds(trx, scope);
  return { version, values: { ...DEFAULT_THRESHOLDS, ...ThresholdValues.partial().parse(value) }, defaults: DEFAULT_THRESHOLDS };
}

/** Saves thresholds over the version the person saw; null puts the defaults back. Only what differs from them is kept. */
export async function saveThresholds(trx: Trx, scope: Scope, version: number, values: Thresholds | null): Promise<z.output<typeof ThresholdSetting>> {
  const own = Object.entries(values ?? {}).filter(([name, value]) => value !== DEFAULT_THRESHOLDS[name as keyof Thresholds]);
  const done = await writeThresholds(trx, scope, version, Object.fromEntries(own));
  const current = await thresholdsOf(trx, scope);
  if (!done) throw new AppError('stale', { current });
  return current;
}

/** Days before the period that still count, with the half-life of the thresholds (an eighth of their weight at 270 days). */
const HISTORY_DAYS = 270;

/** Verdicts on every row of the channel table for a period, and what to do first. */
export async function judgeChannels(trx: Trx, scope: Scope, from: string, to: string, now: Date): Promise<ChannelVerdicts> {
  const settings = await readSettings(trx, scope, now);
  const { values: thresholds } = await thresholdsOf(trx, scope);
  const channels = await readChannels(trx, scope);
  const until = await knownUntil(trx, scope, settings.today);
  const before = (day: string, days: number) => new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
  const weekly = before(to, CURVE_WEEKS * 7 - 1);
  const daily = weekly < from ? weekly : from;
  const cohorts = await readCohorts(trx, scope, settings, before(from, HISTORY_DAYS), daily, from, to);
  const peculiarities = await readPeculiarities(trx, scope, from, to);
  const { units, shownAs } = unitsOf(cohorts, peculiarities, channels, { from, to, until, grossMargin: settings.grossMargin });
  const company: Company = {
    mode: settings.mode,
    targetCac: settings.targetCac,
    marginPerCustomer: null,
    requiredRomi: settings.requiredRomi,
    grossMargin: settings.grossMargin,
    cycle: { medianDays: settings.medianDays, p90Days: settings.p90Days },
    closing: await readClosing(trx, scope, until),
    statedLeadToWon: null,
    statedQualifiedToWon: null,
    headroom: null,
    salesFree: null,
  };
  const { company: summary, units: judged } = judge(units, company, thresholds);
  const verdicts = new Map(judged.map((v) => [v.id, v]));
  const spend = new Map(units.map((u) => [u.id, u.spend]));
  const rows = [...shownAs].filter(([id]) => isJudged(id)).map(([id, unitId]) => presentVerdict(id, verdicts.get(unitId)!, spend.get(unitId)!));
  return {
    currency: settings.currency,
    costBasis: settings.vatRecoverable ? 'net' : 'gross',
    company: { ...summary, spendMinor: Math.round(summary.spend) },
    verdicts: rows,
    first: withoutRepeats(whatFirst(judged.filter((v) => isJudged(v.id)))),
  };
}

function presentVerdict(id: string, v: UnitVerdict, spend: number): VerdictRow {
  const coded = <C extends { code: string }>({ code, ...params }: C) =>
    ({ code, params: params as Record<string, number | string> }) as { code: C['code']; params: Record<string, number | string> };
  const parent = id.includes('/') ? id.slice(0, id.lastIndexOf('/')) : null;
  return {
    ...v,
    id,
    parentId: parent,
    spendMinor: Math.round(spend),
    moneyAtStakeMinor: Math.round(v.moneyAtStake),
    reasons: v.reasons.map(coded),
    guards: v.guards.map(coded),
    toKnow: v.toKnow.map(coded),
  };
}
