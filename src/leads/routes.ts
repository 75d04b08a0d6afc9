import { Readable } from 'node:stream';
import { z } from 'zod';
import { cursorOf, placeOf } from '../platform/cursor.ts';
import { AppError } from '../platform/errors.ts';
import { type Download, handle, type Implementation } from '../platform/route.ts';
import type { Scope } from '../platform/scope.ts';
import { csvPieces, type Value, xlsxFile } from '../platform/tables/write.ts';
import { type DealRowOut, exportLeads, Judgement, type LeadCard, type LeadListRow, listDeals, listLeads, Outcome, readLead } from './contract.ts';
import * as list from './queries/list.ts';

const LeadPlace = z.object({ day: z.iso.date(), receivedAt: z.iso.datetime(), id: z.uuid() });
const DealPlace = z.object({ day: z.iso.date(), id: z.uuid() });
/** Excel's sheet ends here; more leads than that are a matter for CSV. */
const XLSX_ROWS = 1_000_000;
const PAGE = 2_000;

const seesContacts = (scope: Scope): boolean => scope.can.has('contacts.read');
const seesMoney = (scope: Scope): boolean => scope.can.has('money.read');

export const leadRoutes = (): Implementation[] => [
  handle(listLeads, async ({ db, scope, query: { cursor, limit, ...filter } }) => {
    refuseBlindSearch(scope, filter.search);
    const rows = await list.listLeads(db, scope, seesContacts(scope), filter, placeOf(cursor, LeadPlace), limit + 1);
    return { rows: rows.slice(0, limit).map(present), nextCursor: rows.length > limit ? cursorOf(leadPlace(rows[limit - 1]!)) : null };
  }),

  handle(exportLeads, async ({ db, scope, query: { format, language, ...filter } }) => {
    refuseBlindSearch(scope, filter.search);
    const rows: LeadListRow[] = [];
    for (let after: list.LeadPlace | null = null; rows.length < XLSX_ROWS; ) {
      const page: Awaited<ReturnType<typeof list.listLeads>> = await list.listLeads(db, scope, seesContacts(scope), filter, after, PAGE);
      rows.push(...page.map(present));
      if (page.length < PAGE) break;
      after = leadPlace(page.at(-1)!);
    }
    return fileOf(rows, format, language);
  }),

  handle(readLead, async ({ db, scope, params }) => {
    const lead = await list.leadById(db, scope, seesContacts(scope), params.id);
    if (!lead) throw new AppError('not_found');
    return presentCard(lead, await list.dealsOfLead(db, scope, lead.id), scope);
  }),

  handle(listDeals, async ({ db, scope, query: { cursor, limit, ...filter } }) => {
    const rows = await list.listDeals(db, scope, filter, placeOf(cursor, DealPlace), limit + 1);
    const last = rows[limit - 1];
    return {
      money: seesMoney(scope),
      rows: rows.slice(0, limit).map((row) => presentDeal(row, scope)),
      nextCursor: rows.length > limit && last ? cursorOf({ day: last.cohort_on, id: last.id }) : null,
    };
  }),
];

/** Who may not read contacts must not guess them letter by letter either. */
function refuseBlindSearch(scope: Scope, search: string | undefined): void {
  if (search !== undefined && !seesContacts(scope)) throw new AppError('forbidden', { reason: 'contacts' });
}

type ListedLead = Awaited<ReturnType<typeof list.listLeads>>[number];
const leadPlace = (row: ListedLead): list.LeadPlace => ({ day: row.day, receivedAt: row.received_at.toISOString(), id: row.id });

const present = (row: ListedLead): LeadListRow => ({
  id: row.id,
  day: row.day,
  receivedAt: row.received_at.toISOString(),
  name: row.name,
  company: row.company,
  phone: row.phone,
  email: row.email,
  judgement: Judgement.parse(row.judgement),
  rejectReason: row.reject_reason,
  status: row.status,
  outcome: Outcome.parse(row.outcome),
  channelId: row.channel_id,
  channel: row.channel,
  code: row.code,
  campaign: row.campaign,
});

const presentDeal = (row: list.DealListRow, scope: Scope): DealRowOut => ({
  id: row.id,
  leadId: row.lead_id,
  cohortOn: row.cohort_on,
  openedOn: row.opened_on,
  closedOn: row.closed_on,
  status: row.status as DealRowOut['status'],
  name: seesContacts(scope) ? row.name : null,
  company: seesContacts(scope) ? row.company : null,
  product: row.product,
  lostReason: row.lost_reason,
  amountMinor: seesMoney(scope) ? row.amount_minor : null,
  marginMinor: seesMoney(scope) ? row.margin_minor : null,
  channelId: row.channel_id,
  channel: row.channel,
  code: row.code,
});

type FoundLead = NonNullable<Awaited<ReturnType<typeof list.leadById>>>;
const sourceOf = ({ channel, code, source, medium, campaign, content, term }: FoundLead, channelId: string): LeadCard['source'] => ({
  channelId,
  channel: channel!,
  code,
  source,
  medium,
  campaign,
  content,
  term,
});

const presentCard = (row: FoundLead, deals: list.DealListRow[], scope: Scope): LeadCard => ({
  ...present(row),
  externalId: row.external_id,
  judgedOn: row.judged_on,
  outcomeOn: row.outcome_on,
  landing: row.landing,
  selfReported: row.self_reported,
  comment: seesContacts(scope) ? row.comment : null,
  clickIds: row.click_ids as Record<string, string> | null,
  source: row.channel_id === null ? null : sourceOf(row, row.channel_id),
  deals: deals.map((d) => presentDeal(d, scope)),
  import: row.import_id === null ? null : { id: row.import_id, fileName: row.file_name!, at: row.imported_at!.toISOString() },
  version: row.version,
});

const HEADER = {
  ru: ['Дата', 'Имя', 'Компания', 'Телефон', 'E-mail', 'Канал', 'Кампания', 'Статус', 'Оценка', 'Причина отказа', 'Итог'],
  en: ['Date', 'Name', 'Company', 'Phone', 'E-mail', 'Channel', 'Campaign', 'Status', 'Judgement', 'Reject reason', 'Outcome'],
};

async function fileOf(rows: LeadListRow[], format: 'csv' | 'xlsx', language: 'ru' | 'en'): Promise<Download> {
  const cells: Value[][] = [
    HEADER[language],
    ...rows.map((r) => [r.day, r.name, r.company, r.phone, r.email, r.channel, r.campaign, r.status, r.judgement, r.rejectReason, r.outcome]),
  ];
  if (format === 'csv') return { file: Readable.from(csvPieces(cells, language)), name: 'leads.csv', type: 'text/csv; charset=utf-8' };
  return { file: await xlsxFile(cells, 'leads'), name: 'leads.xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
}
