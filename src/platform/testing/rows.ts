import type pg from 'pg';
import { savePlanVersion } from '../../plan/actions.ts';
import { within } from '../db.ts';
import { newId } from '../ids.ts';
import type { TestApp, TestWorkspace } from './app.ts';

/** Ids of the rows of a workspace that a path can name, by the last two parts of the path: `members/:personId`. */
export type Named = ReadonlyMap<string, string>;

/** One row at least in every table of a workspace, its texts carrying the workspace's mark; returns what paths name. */
export async function fill({ owner, deps }: TestApp, w: TestWorkspace): Promise<Named> {
  const id = Object.fromEntries(['invitation', 'import', 'channel', 'source', 'lead', 'deal', 'cost'].map((table) => [table, newId()])) as Record<
    string,
    string
  >;
  const insert = async (table: string, row: Record<string, unknown>): Promise<void> => {
    const columns = ['workspace_id', ...Object.keys(row)];
    await owner.query(`insert into ${table} (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})`, [w.id, ...Object.values(row)]);
  };
  const json = (value: unknown) => JSON.stringify(value);
  const key = await w.key(['workspace.read']);

  await insert('invitation', {
    id: id.invitation,
    email: `invited@${w.mark.toLowerCase()}.test`,
    role: 'sales',
    token_hash: `hash ${w.mark}`,
    invited_by: w.as.owner.id,
    expires_at: '2030-01-01',
  });
  await insert('setting', { key: `key ${w.mark}`, value: json({ text: w.mark }) });
  await insert('calendar_day', { day: '2026-02-02', kind: 'off', note: w.mark });
  await insert('import', { id: id.import, kind: 'leads', file_name: `${w.mark}.csv`, file_key: newId(), file_size: 1, file_sha256: w.mark });
  await insert('import_fault', { import_id: id.import, line: 2, cells: [w.mark], faults: json([{ column: 0, value: w.mark, code: 'date', params: {} }]) });
  await insert('import_change', { import_id: id.import, entity: 'lead', entity_id: id.lead, before: json({ name: w.mark }) });
  await insert('import_mapping', { signature: w.mark, said: json({}) });
  await insert('channel', { id: id.channel, name: `Канал ${w.mark}`, key: `канал ${w.mark}` });
  await insert('channel_alias', {
    key: `старый ${w.mark}`,
    channel_id: id.channel,
    replaced: json({ id: newId(), name: w.mark, code: null, paid: true, brand: false, remarketing: false }),
  });
  await insert('source', {
    id: id.source,
    channel_id: id.channel,
    channel_key: `канал ${w.mark}`,
    source: w.mark,
    medium: 'cpc',
    campaign: w.mark,
    key: w.mark,
  });
  await insert('cost', { id: id.cost, day: '2026-01-05', source_id: id.source, platform: w.mark, net_minor: 700_000, key: w.mark });
  // one won and one rejected lead, so that the triggers fill every roll-up
  const lead = {
    received_at: '2026-01-05T09:00:00Z',
    day: '2026-01-05',
    source_id: id.source,
    phone: '+79000000000',
    email: `lead@${w.mark.toLowerCase()}.test`,
    company: w.mark,
  };
  await insert('lead', { id: id.lead, name: w.mark, key: `1 ${w.mark}`, ...lead });
  await insert('lead', { id: newId(), name: w.mark, key: `2 ${w.mark}`, judgement: 'rejected', judged_on: '2026-01-06', reject_reason: w.mark, ...lead });
  await insert('deal', {
    id: id.deal,
    lead_id: id.lead,
    cohort_on: '2026-01-05',
    name: w.mark,
    status: 'won',
    closed_on: '2026-01-10',
    amount_minor: 900_000,
    key: w.mark,
  });
  const n = (value: number) => ({ value, tag: 'assumed' as const, n: null });
  const inputs = {
    unit: 'deals' as const,
    sales: n(10),
    cheque: n(1_000_000),
    leadToDeal: n(0.1),
    leadToQualified: null,
    qualifiedToDeal: null,
    visitToLead: null,
    repeatDeals: null,
    unaidedDeals: null,
    price: null,
  };
  await within(deps.db, w.scope, (trx) =>
    savePlanVersion(trx, w.scope, { inputs, reason: w.mark, effectiveFrom: '2026-01-01', expectedVersion: 0 }, deps.clock()),
  );

  const session = (await owner.query('select id from session where person_id = $1', [w.as.owner.id])).rows[0] as { id: string };
  return new Map([
    ['members/:personId', w.as.sales.id],
    ['invitations/:invitationId', id.invitation!],
    ['keys/:keyId', key.id],
    ['sessions/:sessionId', session.id],
    ['imports/:id', id.import!],
    ['channels/:id', id.channel!],
    ['leads/:id', id.lead!],
  ]);
}

/** Tables of the application that belong to a workspace. */
export const tenantTables = async (owner: pg.Client): Promise<string[]> =>
  (
    await owner.query<{ name: string }>(
      `select table_name as name from information_schema.columns join information_schema.tables t using (table_schema, table_name)
       where table_schema = 'public' and t.table_type = 'BASE TABLE' and column_name = 'workspace_id' order by 1`,
    )
  ).rows.map((r) => r.name);

/** A hash of everything in the database, or of everything of one workspace: equal before and after what must change nothing. */
export async function fingerprint(owner: pg.Client, workspaceId?: string): Promise<string> {
  const all = await owner.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const tables = workspaceId ? await tenantTables(owner) : all.rows.map((r) => r.name);
  const each = tables.map(
    (name) =>
      `select '${name}' as name, count(*) as n, sum(hashtextextended(t::text, 0)) as hash from ${name} t ${workspaceId ? `where workspace_id = '${workspaceId}'` : ''}`,
  );
  if (!workspaceId) each.push(`select 'queue', count(*), sum(hashtextextended(t::text, 0)) from graphile_worker.jobs t`);
  const { rows } = await owner.query(each.join(' union all '));
  return JSON.stringify(rows);
}
