import { z } from 'zod';
import { endpoint } from '../../platform/endpoint.ts';
import { Count, Day, Id, Minor, period } from './words.ts';

export const DrillMetric = z.enum([
  'leads',
  'valid',
  'judged',
  'qualified',
  'deals',
  'priced',
  'customers',
  'revenue',
  'margin',
  'cost',
  'impressions',
  'clicks',
]);
export type DrillMetric = z.infer<typeof DrillMetric>;

const DrillLead = z.object({
  kind: z.literal('lead'),
  id: Id,
  day: Day,
  /** null without the permission to see contacts. */
  name: z.string().nullable(),
  company: z.string().nullable(),
  judgement: z.string(),
  judgedOn: Day.nullable(),
  rejectReason: z.string().nullable(),
  outcome: z.string(),
  source: z.string().nullable(),
  campaign: z.string().nullable(),
});
const DrillDeal = z.object({
  kind: z.literal('deal'),
  id: Id,
  leadId: Id.nullable(),
  cohortOn: Day,
  endedOn: Day.nullable(),
  name: z.string().nullable(),
  company: z.string().nullable(),
  product: z.string().nullable(),
  amountMinor: Minor,
  marginMinor: Minor,
  source: z.string().nullable(),
  campaign: z.string().nullable(),
});
const DrillCost = z.object({
  kind: z.literal('cost'),
  id: Id,
  day: Day,
  platform: z.string().nullable(),
  source: z.string().nullable(),
  campaign: z.string().nullable(),
  netMinor: Minor,
  vatMinor: Minor,
  impressions: Count,
  clicks: Count,
});
export const DrillRow = z.discriminatedUnion('kind', [DrillLead, DrillDeal, DrillCost]);
export type DrillRow = z.infer<typeof DrillRow>;

export const listChannelRows = endpoint({
  method: 'GET',
  path: '/channels/rows',
  can: 'channels.read',
  summary: 'The leads, deals or costs behind one number of the channel table; count and sum equal the number',
  query: z.object({
    ...period,
    metric: DrillMetric,
    /** Id of a row of the report; absent = the whole company. */
    row: z.string().max(2000).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  response: z.object({
    rows: z.array(DrillRow),
    /** Rows behind the number. */
    count: z.int(),
    /** The number itself: the same as in the table (money in minor units). */
    sum: z.int(),
    nextCursor: z.string().nullable(),
  }),
});
