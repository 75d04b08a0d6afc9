import { sql } from 'kysely';
import type { Trx } from '../../platform/db.ts';
import { recordset } from '../../platform/recordset.ts';
import type { Scope } from '../../platform/scope.ts';

/** One writer of facts at a time in a workspace, until the transaction ends (migrations/0004_leads.sql says why). */
export const lockFacts = (trx: Trx, scope: Scope) => sql`select lock_facts(${scope.workspaceId})`.execute(trx);

export type NewSource = {
  id: string;
  key: string;
  channelKey: string;
  channelName: string | null;
  source: string | null;
  medium: string | null;
  campaign: string | null;
  content: string | null;
  term: string | null;
  toolKey: string;
  campaignKey: string;
};
export type NewChannel = { id: string; key: string; name: string; code: string | null; paid: boolean };

export async function sourceIds(trx: Trx, scope: Scope, keys: string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; key: string }>`
    select id, key from source where workspace_id = ${scope.workspaceId} and key = any(${keys}::text[])`.execute(trx);
  return new Map(rows.map((r) => [r.key, r.id]));
}

/** Channels of these keys: through their alias, else by their own key. */
export async function channelIds(trx: Trx, scope: Scope, keys: string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ key: string; id: string }>`
    select k.key, coalesce(a.channel_id, c.id) as id from unnest(${keys}::text[]) k (key)
    left join channel_alias a on a.workspace_id = ${scope.workspaceId} and a.key = k.key
    left join channel c on c.workspace_id = ${scope.workspaceId} and c.key = k.key
    where coalesce(a.channel_id, c.id) is not null`.execute(trx);
  return new Map(rows.map((r) => [r.key, r.id]));
}

export const insertChannels = (trx: Trx, scope: Scope, channels: NewChannel[]) =>
  sql`insert into channel (workspace_id, id, key, name, code, paid)
    select ${scope.workspaceId}, c.* from json_to_recordset(${recordset(channels)}) as c (id uuid, key text, name text, code text, paid boolean)`.execute(trx);

export const insertSources = (trx: Trx, scope: Scope, sources: (NewSource & { channelId: string })[]) =>
  sql`insert into source (workspace_id, id, channel_id, channel_key, channel_name, source, medium, campaign, content, term, tool_key, campaign_key, key)
    select ${scope.workspaceId}, s.* from json_to_recordset(${recordset(sources)}) as s (id uuid, "channelId" uuid, "channelKey" text, "channelName" text,
      source text, medium text, campaign text, content text, term text, "toolKey" text, "campaignKey" text, key text)`.execute(trx);
