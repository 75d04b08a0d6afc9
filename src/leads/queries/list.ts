import { type ExpressionBuilder, sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import type { DB } from '../../platform/schema.gen.ts';
import type { Scope } from '../../platform/scope.ts';

export type LeadFilter = {
  from?: string;
  to?: string;
  channelId?: string;
  unattributed?: boolean;
  judgement?: string;
  outcome?: string;
  search?: string;
};
/** The place in the order of the list behind which the next page begins. */
export type LeadPlace = { day: string; receivedAt: string; id: string };

/** What a reader without the right to see contacts gets instead of them: nothing leaves the database. */
const contact = (shown: boolean, column: 'name' | 'company' | 'phone' | 'email') =>
  (shown ? sql<string | null>`${sql.ref(`lead.${column}`)}` : sql<string | null>`null`).as(column);

const leads = (db: Db, scope: Scope, contacts: boolean) =>
  db
    .selectFrom('lead')
    .leftJoin('source', (join) => join.onRef('source.workspace_id', '=', 'lead.workspace_id').onRef('source.id', '=', 'lead.source_id'))
    .leftJoin('channel', (join) => join.onRef('channel.workspace_id', '=', 'source.workspace_id').onRef('channel.id', '=', 'source.channel_id'))
    .where('lead.workspace_id', '=', scope.workspaceId)
    .select([
      'lead.id',
      'lead.day',
      'lead.received_at',
      'lead.judgement',
      'lead.reject_reason',
      'lead.status',
      'lead.outcome',
      'channel.id as channel_id',
      'channel.name as channel',
      'channel.code',
      'source.campaign',
      contact(contacts, 'name'),
      contact(contacts, 'company'),
      contact(contacts, 'phone'),
      contact(contacts, 'email'),
    ]);

/** One page, newest first: an index scan in the order of the list, stopped at the limit. */
export async function listLeads(db: Db, scope: Scope, contacts: boolean, filter: LeadFilter, after: LeadPlace | null, limit: number) {
  let query = leads(db, scope, contacts);
  if (filter.from) query = query.where('lead.day', '>=', filter.from);
  if (filter.to) query = query.where('lead.day', '<=', filter.to);
  if (filter.channelId) query = query.where('source.channel_id', '=', filter.channelId);
  if (filter.unattributed) query = query.where('lead.source_id', 'is', null);
  if (filter.judgement) query = query.where('lead.judgement', '=', filter.judgement);
  if (filter.outcome) query = query.where('lead.outcome', '=', filter.outcome);
  if (filter.search) query = query.where((eb) => eb.or(matches(eb, filter.search!)));
  if (after)
    query = query.where(sql<boolean>`(lead.day, lead.received_at, lead.id) < (${after.day}::date, ${after.receivedAt}::timestamptz, ${after.id}::uuid)`);
  return query.orderBy('lead.day', 'desc').orderBy('lead.received_at', 'desc').orderBy('lead.id', 'desc').limit(limit).execute();
}

/** Part of a name, company or e-mail; of a phone by its digits, however they are written (8 and +7 are the same start). */
function matches(eb: ExpressionBuilder<DB, 'lead'>, search: string) {
  const part = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  const digits = search.replace(/\D/g, '').replace(/^8(?=\d{10}$)/, '7');
  const byText = (['name', 'company', 'email'] as const).map((column) => eb(`lead.${column}`, 'ilike', part));
  return digits.length >= 3 && /^[\d\s+()./-]+$/.test(search) ? [...byText, eb('lead.phone', 'like', `%${digits}%`)] : byText;
}

export const leadById = (db: Db, scope: Scope, contacts: boolean, id: string) =>
  leads(db, scope, contacts)
    .leftJoin('import', (join) => join.onRef('import.workspace_id', '=', 'lead.workspace_id').onRef('import.id', '=', 'lead.import_id'))
    .where('lead.id', '=', id)
    .select([
      'lead.external_id',
      'lead.judged_on',
      'lead.outcome_on',
      'lead.landing',
      'lead.self_reported',
      'lead.comment',
      'lead.click_ids',
      'lead.version',
      'source.source',
      'source.medium',
      'source.content',
      'source.term',
      'import.id as import_id',
      'import.file_name',
      'import.created_at as imported_at',
    ])
    .executeTakeFirst();

const deals = (db: Db, scope: Scope) =>
  db
    .selectFrom('deal')
    .leftJoin('source', (join) => join.onRef('source.workspace_id', '=', 'deal.workspace_id').onRef('source.id', '=', 'deal.source_id'))
    .leftJoin('channel', (join) => join.onRef('channel.workspace_id', '=', 'source.workspace_id').onRef('channel.id', '=', 'source.channel_id'))
    .where('deal.workspace_id', '=', scope.workspaceId)
    .select([
      'deal.id',
      'deal.lead_id',
      'deal.cohort_on',
      'deal.opened_on',
      'deal.closed_on',
      'deal.status',
      'deal.name',
      'deal.company',
      'deal.product',
      'deal.lost_reason',
      'deal.amount_minor',
      'deal.margin_minor',
      'channel.id as channel_id',
      'channel.name as channel',
      'channel.code',
    ]);
export type DealListRow = Awaited<ReturnType<typeof dealsOfLead>>[number];

export const dealsOfLead = (db: Db, scope: Scope, leadId: string) =>
  deals(db, scope).where('deal.lead_id', '=', leadId).orderBy('deal.opened_on').orderBy('deal.id').execute();

export type DealFilter = { from?: string; to?: string; status?: string; unlinked?: boolean };
export type DealPlace = { day: string; id: string };

/** One page by the day of the cohort, newest first. */
export async function listDeals(db: Db, scope: Scope, filter: DealFilter, after: DealPlace | null, limit: number) {
  let query = deals(db, scope);
  if (filter.from) query = query.where('deal.cohort_on', '>=', filter.from);
  if (filter.to) query = query.where('deal.cohort_on', '<=', filter.to);
  if (filter.status) query = query.where('deal.status', '=', filter.status);
  if (filter.unlinked) query = query.where('deal.lead_id', 'is', null);
  if (after) query = query.where(sql<boolean>`(deal.cohort_on, deal.id) < (${after.day}::date, ${after.id}::uuid)`);
  return query.orderBy('deal.cohort_on', 'desc').orderBy('deal.id', 'desc').limit(limit).execute();
}
