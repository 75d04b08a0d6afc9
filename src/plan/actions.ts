import type { Db } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import type { Scope } from '../platform/scope.ts';
import { reckon } from './domain/funnel.ts';
import type { PlanInputs } from './domain/inputs.ts';
import { firstDayOf } from './domain/timing.ts';
import { insertVersion, latestVersion, readFrame, type SavedVersion } from './queries.ts';

export type NewPlan = { inputs: PlanInputs; reason: string; effectiveFrom: string; expectedVersion: number };

/**
 * Adds a version to the plan; nothing is ever overwritten. Fails with invalid (problems of the inputs, or no reason for a change), stale (somebody saved meanwhile)
 * and conflict/past_month (a month that is over keeps the plan it had).
 */
export async function savePlanVersion(db: Db, scope: Scope, { inputs, reason, effectiveFrom, expectedVersion }: NewPlan, now: Date): Promise<SavedVersion> {
  const { plan, problems } = reckon(inputs);
  if (!plan) throw new AppError('invalid', { reason: 'plan_problems', problems });
  if (expectedVersion > 0 && !reason) throw new AppError('invalid', { reason: 'no_reason' });
  const { today } = await readFrame(db, scope, now);
  if (expectedVersion > 0 && effectiveFrom < firstDayOf(today)) throw new AppError('conflict', { reason: 'past_month' });

  const before = await latestVersion(db, scope);
  const free = (before?.version ?? 0) === expectedVersion;
  const added = free && (await insertVersion(db, scope, expectedVersion + 1, { inputs, targets: plan, reason, effectiveFrom, now }));
  const latest = await latestVersion(db, scope);
  if (!added || !latest) throw new AppError('stale', { version: latest?.version ?? 0, author: latest?.author ?? null, reason: 'plan_saved_meanwhile' });
  return latest;
}
