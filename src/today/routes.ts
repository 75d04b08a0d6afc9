import { addDays, kindOf } from '../accounts/domain/calendar.ts';
import { ownDays } from '../accounts/queries/workspaces.ts';
import { shareOf } from '../plan/domain/pacing.ts';
import { firstDayOf, lastDayOf } from '../plan/domain/timing.ts';
import { type Frame, readFrame, versionOf } from '../plan/queries.ts';
import type { Db } from '../platform/db.ts';
import { handle, handlePersonal, type Implementation } from '../platform/route.ts';
import type { Scope } from '../platform/scope.ts';
import { loadDemo, unloadDemo } from './actions.ts';
import { createDemo, readToday, removeDemo, STEPS, tickStep } from './contract.ts';
import { figuresOf, missOf, type Result, totalOf, WEIGHT } from './domain.ts';
import { importsWithProblems, readBegun, readDays, readTicks, saveTick } from './queries.ts';

const SPARK_DAYS = 60;

export const todayRoutes = (): Implementation[] => [
  handle(readToday, async ({ db, scope, deps }) => {
    const frame = await readFrame(db, scope, deps.clock());
    const through = addDays(frame.today, -1);
    const [from, to] = [firstDayOf(through), lastDayOf(through)];
    const spark = addDays(through, 1 - SPARK_DAYS);
    const days = await readDays(db, scope, spark, through, frame.vatRecoverable);
    const share = shareOf(await weightsOf(db, scope, frame, from, to), Number(through.slice(8)));
    const plan = await versionOf(db, scope, from);
    const begun = await readBegun(db, scope);

    const sees = (what: 'plan.read' | 'money.read' | 'imports.manage') => scope.can.has(what);
    const targets = plan && sees('plan.read') ? plan.targets : null;
    const fact = totalOf(days.filter((d) => d.day >= from));
    const shown = figuresOf({ days, fact, loaded: begun, targets, share }).filter(({ metric }) => {
      if (metric === 'leads' || metric === 'qualified') return true;
      return metric === 'deals' ? sees('plan.read') : sees('money.read');
    });
    const due: Result | null =
      targets?.qualified && sees('plan.read')
        ? {
            leads: targets.leads * share,
            qualified: targets.qualified * share,
            deals: targets.deals * share,
            revenue: sees('money.read') ? (targets.revenueMinor ?? 0) * share : 0,
          }
        : null;
    return {
      month: { from, to, through, share },
      hasPlan: targets !== null,
      figures: shown,
      miss: due && shown.some((f) => f.metric === 'leads' && f.band !== 'early') ? missOf(due, fact) : null,
      progress: sees('imports.manage') ? progressOf(begun, await readTicks(db, scope)) : [],
      imports: sees('imports.manage')
        ? (await importsWithProblems(db, scope, 5)).map((i) => ({
            id: i.id,
            kind: i.kind,
            fileName: i.file_name,
            status: i.status,
            badRows: i.rows_bad,
            createdAt: i.created_at.toISOString(),
          }))
        : [],
    };
  }),

  handle(tickStep, async ({ db, scope, params }) => {
    await saveTick(db, scope, params.step);
    return undefined;
  }),

  handlePersonal(createDemo, ({ db, principal, deps }) => loadDemo(db, principal!.personId, deps)),

  handle(removeDemo, async ({ db, scope, deps }) => {
    await unloadDemo(db, scope, deps);
    return undefined;
  }),
];

/** The working weights of the days of a month. */
async function weightsOf(db: Db, scope: Scope, { country }: Frame, from: string, to: string): Promise<number[]> {
  const own = new Map((await ownDays(db, scope, from, to)).map((d) => [d.day, d.kind]));
  return Array.from({ length: Number(to.slice(8)) }, (_, index) => WEIGHT[kindOf(addDays(from, index), country, own)]);
}

/** A step is done when it has left its trace, or was ticked. */
const progressOf = (begun: Partial<Record<string, boolean>>, ticks: Partial<Record<string, boolean>>) =>
  STEPS.map((step) => ({ step, done: begun[step] === true || ticks[step] === true }));
