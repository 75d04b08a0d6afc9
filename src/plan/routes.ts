import type { z } from 'zod';
import { handle, type Implementation } from '../platform/route.ts';
import type { Scope } from '../platform/scope.ts';
import { savePlanVersion } from './actions.ts';
import { listPlanVersions, type PlanVersion, readPlan, savePlan } from './contract.ts';
import { measure } from './domain/measured.ts';
import { firstDayOf } from './domain/timing.ts';
import { latestVersion, listVersions, readFrame, readHistory, type SavedVersion, versionOf } from './queries.ts';

export const planRoutes = (): Implementation[] => [
  handle(readPlan, async ({ db, scope, deps }) => {
    const frame = await readFrame(db, scope, deps.clock());
    const month = firstDayOf(frame.today);
    const [latest, inForce, { from, to, ...sums }] = [await latestVersion(db, scope), await versionOf(db, scope, month), await readHistory(db, scope, frame)];
    const measured = measure(sums);
    return {
      latest: latest && present(latest, scope),
      inForce: inForce && present(inForce, scope),
      measured: { from, to, ...measured, ...(seesMoney(scope) ? {} : { cheque: null, cpl: null }) },
      mode: frame.mode,
      month,
      cycle: frame.cycle,
    };
  }),

  handle(listPlanVersions, async ({ db, scope }) => ({ versions: (await listVersions(db, scope)).map((v) => present(v, scope)) })),

  handle(savePlan, async ({ db, scope, body, deps, audit }) => {
    const saved = await savePlanVersion(db, scope, body, deps.clock());
    audit({
      entity: 'plan_version',
      entityId: String(saved.version),
      after: { effectiveFrom: saved.effectiveFrom, inputs: saved.inputs, reason: saved.reason },
    });
    return present(saved, scope);
  }),
];

const seesMoney = (scope: Scope): boolean => scope.can.has('money.read');

/** Sales plan by it too, but in leads and deals: what things cost and bring is for those who may see money. */
function present(v: SavedVersion, scope: Scope): z.input<typeof PlanVersion> {
  const { targets } = v;
  const money = seesMoney(scope);
  return {
    version: v.version,
    effectiveFrom: v.effectiveFrom,
    inputs: money ? v.inputs : null,
    targets: money
      ? targets
      : { ...targets, revenueMinor: null, budgetMinor: null, cpcMinor: null, cplMinor: null, cpqlMinor: null, cacMinor: null, costShare: null },
    reason: v.reason,
    author: v.author,
    createdAt: v.createdAt.toISOString(),
  };
}
