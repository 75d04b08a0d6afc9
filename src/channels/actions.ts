import { createHash } from 'node:crypto';
import type { Trx } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Written } from '../platform/recordset.ts';
import type { Scope } from '../platform/scope.ts';
import type { Channel } from './contract.ts';
import { channelOf, meaningful, type RawSource, toolKey } from './domain/classify.ts';
import type { CostRow } from './domain/cost-row.ts';
import { nameKey, nameSimilarity, similarEnough } from './domain/naming.ts';
import { type ChannelChange, moveChannel, readChannels, restoreChannel, takeAlias, updateChannel } from './queries/channels.ts';
import { type CostFact, writeCosts } from './queries/costs.ts';
import { channelIds, insertChannels, insertSources, lockFacts, type NewChannel, type NewSource, sourceIds } from './queries/sources.ts';

/** Key of a source: a hash of its fields as written, or null when they say nothing at all (unattributed). */
export function rawKey(raw: RawSource): string | null {
  const fields = [raw.channel, raw.source, raw.medium, raw.campaign, raw.content, raw.term].map(meaningful);
  return fields.every((f) => f === null) ? null : createHash('sha256').update(JSON.stringify(fields)).digest('base64url');
}

/** Sources of these raw fields, made where they are new, together with their channels; the answer maps rawKey() to the id. Set-based. */
export async function resolveSources(trx: Trx, scope: Scope, raws: Iterable<RawSource>): Promise<Map<string, string>> {
  const wanted = new Map<string, RawSource>();
  for (const raw of raws) {
    const key = rawKey(raw);
    if (key !== null) wanted.set(key, raw);
  }
  if (wanted.size === 0) return new Map();
  await lockFacts(trx, scope);
  const known = await sourceIds(trx, scope, [...wanted.keys()]);
  const fresh: NewSource[] = [];
  const channels = new Map<string, NewChannel>();
  for (const [key, raw] of wanted) {
    if (known.has(key)) continue;
    const channel = channelOf(raw)!; // something is known of it, or it would have no key
    if (!channels.has(channel.key)) channels.set(channel.key, { id: newId(), ...channel });
    fresh.push({ id: newId(), key, channelKey: channel.key, toolKey: toolKey(raw), campaignKey: nameKey(meaningful(raw.campaign)), ...fieldsOf(raw) });
  }
  if (fresh.length === 0) return known;
  const channelOfKey = await channelIds(trx, scope, [...channels.keys()]);
  const newChannels = [...channels.values()].filter((c) => !channelOfKey.has(c.key));
  if (newChannels.length > 0) await insertChannels(trx, scope, newChannels);
  for (const c of newChannels) channelOfKey.set(c.key, c.id);
  await insertSources(
    trx,
    scope,
    fresh.map((s) => ({ ...s, channelId: channelOfKey.get(s.channelKey)! })),
  );
  for (const s of fresh) known.set(s.key, s.id);
  return known;
}

const fieldsOf = (raw: RawSource) => ({
  channelName: meaningful(raw.channel),
  source: meaningful(raw.source),
  medium: meaningful(raw.medium),
  campaign: meaningful(raw.campaign),
  content: meaningful(raw.content),
  term: meaningful(raw.term),
});

/** How costs are brought into the workspace's books. */
export type CostContext = {
  importId?: string | null;
  /** The workspace's currency, into which everything is converted. */
  currency: string;
  /** Units of the workspace's currency for one unit of another (money of both in minor units); a currency without a rate is refused. */
  rates?: Readonly<Record<string, number>>;
  /** VAT in percent, for rows that do not name the tax itself; 0 for platforms that charge none. */
  vatRate: number;
};

/** Net and tax of an amount: as the row names them, else reckoned from the rate. */
export function splitVat(amountMinor: number, vat: 'net' | 'gross', vatMinor: number | null, vatRate: number): { netMinor: number; vatMinor: number } {
  if (vat === 'net') return { netMinor: amountMinor, vatMinor: vatMinor ?? Math.round((amountMinor * vatRate) / 100) };
  const tax = vatMinor ?? Math.round((amountMinor * vatRate) / (100 + vatRate));
  return { netMinor: amountMinor - tax, vatMinor: tax };
}

/** Where money was paid the click was bought: a cost of a source without a medium must not become "organic search". */
const asBought = (row: CostRow): CostRow =>
  meaningful(row.channel) === null && meaningful(row.source) !== null && meaningful(row.medium) === null ? { ...row, medium: 'cpc' } : row;

/** Writes costs, idempotent by key: up to some 5,000 rows a call. Rows of one key within the call are one fact and are added up. */
export async function upsertCosts(trx: Trx, scope: Scope, rows: readonly CostRow[], ctx: CostContext): Promise<Written> {
  if (rows.length === 0) return { created: 0, updated: 0, unchanged: 0 };
  await lockFacts(trx, scope);
  const bought = rows.map(asBought);
  const sources = await resolveSources(trx, scope, bought);
  const facts = new Map<string, CostFact>();
  for (const row of bought) {
    const rate = row.currency === ctx.currency ? 1 : ctx.rates?.[row.currency];
    if (rate === undefined) throw new AppError('invalid', { reason: 'no_rate', currency: row.currency });
    const { netMinor, vatMinor } = splitVat(row.amountMinor, row.vat, row.vatMinor, ctx.vatRate);
    const key = rawKey(row);
    const fact: CostFact = {
      id: newId(),
      key: row.key,
      day: row.day,
      sourceId: key === null ? null : sources.get(key)!,
      platform: row.platform,
      netMinor: Math.round(netMinor * rate),
      vatMinor: Math.round(vatMinor * rate),
      originalMinor: row.currency === ctx.currency ? null : row.amountMinor,
      originalCurrency: row.currency === ctx.currency ? null : row.currency,
      impressions: row.impressions,
      clicks: row.clicks,
    };
    const same = facts.get(row.key);
    facts.set(row.key, same ? added(same, fact) : fact);
  }
  return writeCosts(trx, scope, [...facts.values()], ctx.importId ?? null);
}

const plus = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : a + b);
const added = (a: CostFact, b: CostFact): CostFact => ({
  ...a,
  netMinor: a.netMinor + b.netMinor,
  vatMinor: a.vatMinor + b.vatMinor,
  originalMinor: plus(a.originalMinor, b.originalMinor),
  impressions: plus(a.impressions, b.impressions),
  clicks: plus(a.clicks, b.clicks),
});

/** Says once and for all that two channels are one: the names of `from` become aliases of `into`, its sources move, it is gone. Returns the channel. */
export async function mergeChannels(trx: Trx, scope: Scope, fromId: string, intoId: string): Promise<Channel> {
  await lockFacts(trx, scope);
  const present = new Set((await readChannels(trx, scope)).map((c) => c.id));
  if (!present.has(fromId) || !present.has(intoId)) throw new AppError('not_found');
  if (fromId === intoId) throw new AppError('invalid', { reason: 'same_channel' });
  await moveChannel(trx, scope, fromId, intoId);
  return readChannel(trx, scope, intoId);
}

/** Takes an alias back: the channel it replaced returns as it was, with the sources that came under its name. Returns that channel. */
export async function splitAlias(trx: Trx, scope: Scope, key: string): Promise<Channel> {
  await lockFacts(trx, scope);
  const replaced = await takeAlias(trx, scope, key);
  if (!replaced) throw new AppError('not_found');
  await restoreChannel(trx, scope, key, replaced);
  return readChannel(trx, scope, replaced.id);
}

/** Renames or marks a channel of the version the person saw. */
export async function changeChannel(trx: Trx, scope: Scope, id: string, version: number, change: ChannelChange): Promise<Channel> {
  const done = await updateChannel(trx, scope, id, version, change);
  const current = await readChannel(trx, scope, id);
  if (!done) throw new AppError('stale', { current });
  return current;
}

async function readChannel(trx: Trx, scope: Scope, id: string): Promise<Channel> {
  const found = (await readChannels(trx, scope)).find((c) => c.id === id);
  if (!found) throw new AppError('not_found');
  return found;
}

/** Pairs of channels whose names (aliases included) look like one, most alike first; the one with fewer sources is proposed to join the other. */
export async function mergeSuggestions(trx: Trx, scope: Scope): Promise<{ fromId: string; intoId: string; similarity: number }[]> {
  const channels = await readChannels(trx, scope);
  const found: { fromId: string; intoId: string; similarity: number }[] = [];
  channels.forEach((a, i) => {
    for (const b of channels.slice(i + 1)) {
      const namesOf = (c: Channel) => [c.key, nameKey(c.name), ...c.aliases.map((x) => x.key)];
      const similarity = Math.max(...namesOf(a).flatMap((x) => namesOf(b).map((y) => nameSimilarity(x, y))));
      const [from, into] = a.sources <= b.sources ? [a, b] : [b, a];
      // two groups the rules tell apart are two on purpose
      if (similarity >= similarEnough && !(a.code && b.code)) found.push({ fromId: from.id, intoId: into.id, similarity });
    }
  });
  return found.sort((x, y) => y.similarity - x.similarity || (x.fromId < y.fromId ? -1 : 1));
}
