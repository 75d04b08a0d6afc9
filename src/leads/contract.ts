import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';

const Day = z.iso.date();
const Id = z.uuid();
export const Judgement = z.enum(['unjudged', 'qualified', 'rejected', 'invalid']);
export type Judgement = z.infer<typeof Judgement>;
export const Outcome = z.enum(['open', 'won', 'lost']);

const page = { cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(500).default(100) };

/** Where it came from, as written in the file; null = unattributed. */
const SourceOfLead = z
  .object({
    channelId: Id,
    channel: z.string(),
    code: z.string().nullable(),
    source: z.string().nullable(),
    medium: z.string().nullable(),
    campaign: z.string().nullable(),
    content: z.string().nullable(),
    term: z.string().nullable(),
  })
  .nullable();

export const LeadListRow = z.object({
  id: Id,
  day: Day,
  receivedAt: z.iso.datetime(),
  /** Name, company, phone and e-mail are null without the permission to see contacts. */
  name: z.string().nullable(),
  company: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  judgement: Judgement,
  rejectReason: z.string().nullable(),
  status: z.string().nullable(),
  outcome: Outcome,
  channelId: Id.nullable(),
  channel: z.string().nullable(),
  code: z.string().nullable(),
  campaign: z.string().nullable(),
});
export type LeadListRow = z.infer<typeof LeadListRow>;

const filters = {
  from: Day.optional(),
  to: Day.optional(),
  channelId: Id.optional(),
  /** Only leads of which no source is known. */
  unattributed: z.stringbool().optional(),
  judgement: Judgement.optional(),
  outcome: Outcome.optional(),
  /** Part of a name, company, phone or e-mail; needs the permission to see contacts. */
  search: z.string().trim().min(2).max(100).optional(),
};

export const listLeads = endpoint({
  method: 'GET',
  path: '/leads',
  can: 'leads.read',
  summary: 'Leads, newest first',
  query: z.object({ ...filters, ...page }),
  response: z.object({ rows: z.array(LeadListRow), nextCursor: z.string().nullable() }),
});

export const exportLeads = endpoint({
  method: 'GET',
  path: '/leads/export',
  can: 'leads.read',
  summary: 'Leads as a file',
  query: z.object({ ...filters, format: z.enum(['csv', 'xlsx']), language: z.enum(['ru', 'en']).default('en') }),
  download: true,
});

export const DealRowOut = z.object({
  id: Id,
  leadId: Id.nullable(),
  cohortOn: Day,
  openedOn: Day.nullable(),
  closedOn: Day.nullable(),
  status: z.enum(['open', 'won', 'lost']),
  name: z.string().nullable(),
  company: z.string().nullable(),
  product: z.string().nullable(),
  lostReason: z.string().nullable(),
  /** null = not known, or no permission to see money. */
  amountMinor: z.int().nullable(),
  marginMinor: z.int().nullable(),
  channelId: Id.nullable(),
  channel: z.string().nullable(),
  code: z.string().nullable(),
});
export type DealRowOut = z.infer<typeof DealRowOut>;

export const LeadCard = LeadListRow.extend({
  externalId: z.string().nullable(),
  judgedOn: Day.nullable(),
  outcomeOn: Day.nullable(),
  landing: z.string().nullable(),
  selfReported: z.string().nullable(),
  comment: z.string().nullable(),
  clickIds: z.record(z.string(), z.string()).nullable(),
  source: SourceOfLead,
  deals: z.array(DealRowOut),
  /** The import that brought it. */
  import: z.object({ id: Id, fileName: z.string(), at: z.iso.datetime() }).nullable(),
  version: z.int(),
});
export type LeadCard = z.infer<typeof LeadCard>;

export const readLead = endpoint({
  method: 'GET',
  path: '/leads/:id',
  can: 'leads.read',
  summary: 'One lead: contact, source, deals, and the import it came from',
  params: z.object({ id: Id }),
  response: LeadCard,
});

export const listDeals = endpoint({
  method: 'GET',
  path: '/deals',
  can: 'leads.read',
  summary: 'Deals, newest first',
  query: z.object({
    from: Day.optional(),
    to: Day.optional(),
    status: z.enum(['open', 'won', 'lost']).optional(),
    /** Deals of which no lead is known. */
    unlinked: z.stringbool().optional(),
    ...page,
  }),
  response: z.object({ money: z.boolean(), rows: z.array(DealRowOut), nextCursor: z.string().nullable() }),
});
