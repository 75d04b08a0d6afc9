import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { Basis, Count, Day, Id, Minor, period } from './contract/words.ts';
import { FORMULA_IDS, type FormulaId } from './domain/ratios.ts';

export * from './contract/channels.ts';
export * from './contract/rows.ts';
export * from './contract/verdicts.ts';
export { Basis };

const comparison = { compareFrom: Day.optional(), compareTo: Day.optional() };

/** Sums of one row. null = there is no such data (or no permission for money), shown as "—"; 0 is a measured zero. */
export const Figures = z.object({
  visits: Count,
  impressions: Count,
  clicks: Count,
  leads: Count,
  /** Without spam, wrong numbers, job seekers, suppliers. */
  valid: Count,
  /** Qualified, rejected or invalid: leads somebody has looked at. */
  judged: Count,
  qualified: Count,
  /** Won deals. */
  deals: Count,
  /** Won deals with an amount: fewer than `deals` means that revenue is understated. */
  priced: Count,
  /** Leads with a won deal, and won deals of which no lead is known. */
  customers: Count,
  revenueMinor: Minor,
  /** Known margins of the deals plus the workspace's gross margin on the revenue of the others (`marginEstimatedMinor` of it). */
  marginMinor: Minor,
  marginEstimatedMinor: Minor,
  /** Net of VAT, or gross when the workspace cannot recover VAT (`costBasis` of the report). */
  costMinor: Minor,
});
export type Figures = z.infer<typeof Figures>;

/** Every ratio of domain/ratios.ts, computed from the sums of the row; null = a part is missing. */
export const Ratios = z.object(Object.fromEntries(FORMULA_IDS.map((id) => [id, z.number().nullable()])) as Record<FormulaId, z.ZodNullable<z.ZodNumber>>);
export type Ratios = z.infer<typeof Ratios>;

const Values = z.object({ figures: Figures, ratios: Ratios });
export const ReportRow = z.object({
  /** What `listChannelRows` takes as `row`. */
  id: z.string(),
  parentId: z.string().nullable(),
  level: z.enum(['channel', 'tool', 'campaign', 'unattributed']),
  /** As written; '' = not known on this level (show "not set"). */
  name: z.string(),
  /** Code of a known channel group, whose name the client translates; null = the name is the firm's own. */
  code: z.string().nullable(),
  channelId: Id.nullable(),
  paid: z.boolean(),
  brand: z.boolean(),
  remarketing: z.boolean(),
  now: Values,
  /** The same row in the comparison period; null when none was asked for. */
  before: Values.nullable(),
});
export type ReportRow = z.infer<typeof ReportRow>;

export const ChannelReport = z.object({
  basis: Basis,
  currency: z.string(),
  /** May the reader see money? When false, every figure of money is null. */
  money: z.boolean(),
  costBasis: z.enum(['net', 'gross']),
  grossMargin: z.number(),
  /** Which formula the ratio `cac` is: full cost of sales is not known yet, so it stands on marketing cost alone. */
  cacFormula: z.enum(['cac', 'marketing_cac']),
  /** First and last day with any data of the workspace, for the period picker; null = no data yet. */
  dataFrom: Day.nullable(),
  dataTo: Day.nullable(),
  /** Depth first: a channel, its tools, their campaigns; channels by spend, then leads; unattributed last, always there. */
  rows: z.array(ReportRow),
  total: z.object({ now: Values, before: Values.nullable() }),
});
export type ChannelReport = z.infer<typeof ChannelReport>;

export const readChannelReport = endpoint({
  method: 'GET',
  path: '/channels/report',
  can: 'channels.read',
  summary: 'What each channel, tool and campaign brought and cost in a period, with a comparison',
  query: z.object({ ...period, ...comparison }),
  response: ChannelReport,
});

export const exportChannelReport = endpoint({
  method: 'GET',
  path: '/channels/export',
  can: 'channels.read',
  summary: 'The channel table as a file',
  query: z.object({ ...period, ...comparison, format: z.enum(['csv', 'xlsx']), language: z.enum(['ru', 'en']).default('en') }),
  download: true,
});
