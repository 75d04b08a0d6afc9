import { sql } from 'kysely';
import type { Trx } from '../../platform/db.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Channel } from '../contract.ts';

/** The channel an alias replaced, as the alias remembers it. */
export type ReplacedChannel = { id: string; name: string; code: string | null; paid: boolean; brand: boolean; remarketing: boolean };

export async function readChannels(trx: Trx, scope: Scope): Promise<Channel[]> {
  const { rows } = await sql<Channel>`
    select c.id, c.name, c.code, c.key, c.paid, c.brand, c.remarketing, c.version,
      (select count(*) from source s where s.workspace_id = c.workspace_id and s.channel_id = c.id) as sources,
      coalesce((select json_agg(json_build_object('key', a.key, 'name', a.replaced ->> 'name', 'code', a.replaced ->> 'code') order by a.key)
        from channel_alias a where a.workspace_id = c.workspace_id and a.channel_id = c.id), '[]') as aliases
    from channel c where c.workspace_id = ${scope.workspaceId} order by c.name, c.id`.execute(trx);
  return rows;
}

/** Moves everything of one channel under another: its sources, the aliases that meant it, and its own key as a new alias. */
export async function moveChannel(trx: Trx, scope: Scope, fromId: string, intoId: string): Promise<void> {
  await sql`
    insert into channel_alias (workspace_id, key, channel_id, replaced)
    select workspace_id, key, ${intoId}::uuid, json_build_object('id', id, 'name', name, 'code', code, 'paid', paid, 'brand', brand, 'remarketing', remarketing)
    from channel where workspace_id = ${scope.workspaceId} and id = ${fromId}`.execute(trx);
  await sql`update channel_alias set channel_id = ${intoId} where workspace_id = ${scope.workspaceId} and channel_id = ${fromId}`.execute(trx);
  await sql`update source set channel_id = ${intoId} where workspace_id = ${scope.workspaceId} and channel_id = ${fromId}`.execute(trx);
  await sql`delete from channel where workspace_id = ${scope.workspaceId} and id = ${fromId}`.execute(trx);
}

export async function takeAlias(trx: Trx, scope: Scope, key: string): Promise<ReplacedChannel | null> {
  const { rows } = await sql<{ replaced: ReplacedChannel }>`
    delete from channel_alias where workspace_id = ${scope.workspaceId} and key = ${key} returning replaced`.execute(trx);
  return rows[0]?.replaced ?? null;
}

/** Puts a channel back under its own id and key, with the sources that came under that key. */
export async function restoreChannel(trx: Trx, scope: Scope, key: string, c: ReplacedChannel): Promise<void> {
  await sql`insert into channel (workspace_id, id, key, name, code, paid, brand, remarketing)
    values (${scope.workspaceId}, ${c.id}, ${key}, ${c.name}, ${c.code}, ${c.paid}, ${c.brand}, ${c.remarketing})`.execute(trx);
  await sql`update source set channel_id = ${c.id} where workspace_id = ${scope.workspaceId} and channel_key = ${key}`.execute(trx);
}

export type ChannelChange = { name?: string; paid?: boolean; brand?: boolean; remarketing?: boolean };

/** Changes a channel of this version; false when somebody else has changed it. A name of one's own ends the translation of a known group. */
export async function updateChannel(trx: Trx, scope: Scope, id: string, version: number, c: ChannelChange): Promise<boolean> {
  const { rows } = await sql`
    update channel set code = case when ${c.name ?? null}::text is null or ${c.name ?? null}::text = name then code end, name = coalesce(${c.name ?? null}::text, name),
      paid = coalesce(${c.paid ?? null}::boolean, paid), brand = coalesce(${c.brand ?? null}::boolean, brand),
      remarketing = coalesce(${c.remarketing ?? null}::boolean, remarketing), version = version + 1
    where workspace_id = ${scope.workspaceId} and id = ${id} and version = ${version} returning id`.execute(trx);
  return rows.length > 0;
}
