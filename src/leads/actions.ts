import { rawKey, resolveSources } from '../channels/actions.ts';
import { lockFacts } from '../channels/queries/sources.ts';
import type { Trx } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Written } from '../platform/recordset.ts';
import type { Scope } from '../platform/scope.ts';
import type { DealRow, LeadRow } from './domain/rows.ts';
import { dealsAbout, linkDeals } from './queries/link.ts';
import { type RollUp, replaceRollUp, rollUps, wrongRows } from './queries/recount.ts';
import { createdBy, deleteRows, type Entity, handOver, restoreChanged, unlinkDeals } from './queries/undo.ts';
import { writeDeals } from './queries/write-deals.ts';
import { writeLeads } from './queries/write-leads.ts';

export type LeadContext = { importId?: string | null };
/** `rates`: units of the workspace's currency for one unit of another; a currency without a rate is refused. */
export type DealContext = { importId?: string | null; currency: string; rates?: Readonly<Record<string, number>> };

const nothing: Written = { created: 0, updated: 0, unchanged: 0 };
/** The last row of a key within one call wins. */
const byKey = <R extends { key: string }>(rows: readonly R[]): R[] => [...new Map(rows.map((r) => [r.key, r])).values()];

/** Writes leads, idempotent by key, and links the deals that were waiting for them: up to some 5,000 rows a call, all roll-ups included. */
export async function upsertLeads(trx: Trx, scope: Scope, rows: readonly LeadRow[], ctx: LeadContext = {}): Promise<Written> {
  if (rows.length === 0) return nothing;
  await lockFacts(trx, scope);
  const unique = byKey(rows);
  const sources = await resolveSources(trx, scope, unique);
  const facts = unique.map(({ createdAt, channel, source, medium, campaign, content, term, ...rest }) => {
    const key = rawKey({ channel, source, medium, campaign, content, term });
    return { ...rest, id: newId(), receivedAt: createdAt, sourceId: key === null ? null : sources.get(key)! };
  });
  const { touched, ...written } = await writeLeads(trx, scope, facts, ctx.importId ?? null);
  await linkDeals(trx, scope, await dealsAbout(trx, scope, touched));
  return written;
}

/** Writes deals, idempotent by key, and gives them their leads (queries/link.ts has the rule). */
export async function upsertDeals(trx: Trx, scope: Scope, rows: readonly DealRow[], ctx: DealContext): Promise<Written> {
  if (rows.length === 0) return nothing;
  await lockFacts(trx, scope);
  const facts = byKey(rows).map(({ currency, ...row }) => {
    const rate = currency === null || currency === ctx.currency ? 1 : ctx.rates?.[currency];
    if (rate === undefined) throw new AppError('invalid', { reason: 'no_rate', currency });
    const converted = (minor: number | null) => (minor === null ? null : Math.round(minor * rate));
    return { ...row, id: newId(), amountMinor: converted(row.amountMinor), marginMinor: converted(row.marginMinor) };
  });
  const { touched, ...written } = await writeDeals(trx, scope, facts, ctx.importId ?? null);
  await linkDeals(trx, scope, touched);
  return written;
}

/**
 * Takes up to `limit` rows of an import back: changed rows get their former state, created ones go (unless a later import changed
 * them: then they are that import's). Deals of a lead that goes look for another by the rule. Call it, one transaction each, until
 * it returns 0; costs are among the rows.
 */
export async function removeImported(trx: Trx, scope: Scope, importId: string, limit: number): Promise<number> {
  await lockFacts(trx, scope);
  for (const entity of ['deal', 'lead', 'cost'] as const) {
    const restored = await restoreChanged(trx, scope, entity, importId, limit);
    if (restored.handled > 0) {
      await relink(trx, scope, entity, restored.ids);
      return restored.handled;
    }
    const created = await createdBy(trx, scope, entity, importId, limit);
    if (created.length > 0) {
      const kept = new Set(await handOver(trx, scope, entity, created));
      const ids = created.filter((id) => !kept.has(id));
      const orphans = entity === 'lead' ? await unlinkDeals(trx, scope, ids) : [];
      await deleteRows(trx, scope, entity, ids);
      await linkDeals(trx, scope, orphans);
      return created.length;
    }
  }
  return 0;
}

async function relink(trx: Trx, scope: Scope, entity: Entity, ids: string[]): Promise<void> {
  if (entity === 'deal') await linkDeals(trx, scope, ids);
  if (entity === 'lead') await linkDeals(trx, scope, await dealsAbout(trx, scope, ids));
}

/** Rows of each roll-up that differ from a recount of leads, deals and costs; all 0 unless something wrote past the triggers. */
export async function checkRollUps(trx: Trx, scope: Scope): Promise<Record<RollUp, number>> {
  await lockFacts(trx, scope);
  const wrong = {} as Record<RollUp, number>;
  for (const name of rollUps) wrong[name] = await wrongRows(trx, scope, name);
  return wrong;
}

/** Makes the roll-ups that are wrong anew, and says how many rows of each were. */
export async function rebuildRollUps(trx: Trx, scope: Scope): Promise<Record<RollUp, number>> {
  const wrong = await checkRollUps(trx, scope);
  for (const name of rollUps) if (wrong[name] > 0) await replaceRollUp(trx, scope, name);
  return wrong;
}
