import { CHANNELS } from '../../demo/channels.ts';
import { COMPANY, type Lang } from '../../demo/company.ts';
import { generateDemo } from '../../demo/generate.ts';
import { createWorkspace, removeWorkspace } from '../accounts/actions.ts';
import { addDays } from '../accounts/domain/calendar.ts';
import { personById } from '../accounts/queries/people.ts';
import { membershipsOf, updateWorkspace, workspaceOf } from '../accounts/queries/workspaces.ts';
import { upsertCosts } from '../channels/actions.ts';
import { readChannels, updateChannel } from '../channels/queries/channels.ts';
import { upsertDeals, upsertLeads } from '../leads/actions.ts';
import { savePlanVersion } from '../plan/actions.ts';
import { firstDayOf } from '../plan/domain/timing.ts';
import type { Trx } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import type { Deps } from '../platform/route.ts';
import type { Scope } from '../platform/scope.ts';
import { lockDemoOf } from './queries.ts';

/** The history the demo's own tests hold to the verdicts it is meant to show. */
const SEED = 1;
/** What one call of the import's actions is made for. */
const BATCH = 5_000;
const CURRENCY: Readonly<Record<Lang, string>> = { ru: 'RUB', en: 'GBP' };

/**
 * The demo company of a person, made when there is none, in one transaction: a crash leaves nothing behind. It goes in by the same actions as imported files,
 * so it shows what real data would show.
 */
export async function loadDemo(trx: Trx, personId: string, deps: Pick<Deps, 'audit' | 'clock'>): Promise<{ workspaceId: string; created: boolean }> {
  await lockDemoOf(trx, personId);
  const known = (await membershipsOf(trx, personId)).find((w) => w.demo && w.role === 'owner');
  if (known) return { workspaceId: known.id, created: false };

  const person = await personById(trx, personId);
  const lang: Lang = person?.language === 'en' ? 'en' : 'ru';
  const now = deps.clock();
  const today = dayAt(now, COMPANY[lang].timeZone);
  const { workspace: w, plan, leads, deals, costs } = generateDemo({ seed: SEED, today, lang, currency: CURRENCY[lang] });
  const scope = await createWorkspace(trx, deps, personId, { ...w, demo: true });
  await updateWorkspace(trx, scope, 1, {
    vat_rate: w.vatRate,
    vat_recoverable: w.vatRecoverable,
    gross_margin: w.grossMargin,
    required_romi: w.requiredRomi,
    cycle_median_days: w.cycleMedianDays,
    cycle_p90_days: w.cycleP90Days,
  });
  for (const batch of batches(leads)) await upsertLeads(trx, scope, batch);
  for (const batch of batches(deals)) await upsertDeals(trx, scope, batch, { currency: w.currency });
  for (const batch of batches(costs)) await upsertCosts(trx, scope, batch, { currency: w.currency, vatRate: w.vatRate });
  await markBrandSearch(trx, scope, lang);
  // from the month before, so that on the first of a month the one that has just ended has its plan too
  const effectiveFrom = firstDayOf(addDays(firstDayOf(today), -1));
  await savePlanVersion(trx, scope, { inputs: plan, reason: '', effectiveFrom, expectedVersion: 0 }, now);
  return { workspaceId: scope.workspaceId, created: true };
}

/** Takes the demo company out of reach at once and has it erased in the background, as any removed workspace; refuses a real company. */
export async function unloadDemo(trx: Trx, scope: Scope, deps: Pick<Deps, 'jobs' | 'clock'>): Promise<void> {
  if (!(await workspaceOf(trx, scope)).demo) throw new AppError('conflict', { reason: 'not_demo' });
  await removeWorkspace(trx, deps, scope);
}

/** No file says that a channel lives on searches for the firm's own name; a person ticks it, here as in real life. */
async function markBrandSearch(trx: Trx, scope: Scope, lang: Lang): Promise<void> {
  const name = CHANNELS.find((c) => c.key === 'brand')?.name[lang];
  for (const c of await readChannels(trx, scope)) if (c.name === name) await updateChannel(trx, scope, c.id, c.version, { brand: true });
}

function* batches<T>(rows: readonly T[]): Generator<T[]> {
  for (let at = 0; at < rows.length; at += BATCH) yield rows.slice(at, at + BATCH);
}

/** The day yyyy-mm-dd on the wall clock of a time zone. */
const dayAt = (instant: Date, timeZone: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(instant);
