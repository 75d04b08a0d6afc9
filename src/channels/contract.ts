import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { BASES, GUARD_CODES, LEVELS, REASON_CODES, TARGET_ORIGINS, TO_KNOW_CODES, VERDICTS } from './domain/codes.ts';
import { FORMULA_IDS, type FormulaId } from './domain/ratios.ts';
import { DEFAULT_THRESHOLDS, type Thresholds } from './domain/thresholds.ts';

const Day = z.iso.date();
const Id = z.uuid();
const Count = z.int().nullable();
const Minor = z.int().nullable();
/** cohort: everything on the day its lead came (verdicts use it). cash: everything on the day it happened. */
export const Basis = z.enum(['cohort', 'cash']);
export type Basis = z.infer<typeof Basis>;

const period = { from: Day, to: Day, basis: Basis.default('cohort') };
const comparison = { compareFrom: Day.optional(), compareTo: Day.optional() };

// ── the table ───────────────────────────────────────────────────────────────────────────────────────────────────
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

// ── the rows behind a number ────────────────────────────────────────────────────────────────────────────────────
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

// ── verdicts ────────────────────────────────────────────────────────────────────────────────────────────────────
const Parameters = z.record(z.string(), z.union([z.number(), z.string()]));
const coded = <const C extends readonly [string, ...string[]]>(codes: C) => z.object({ code: z.enum(codes), params: Parameters });
const listOf = <T extends string>(codes: readonly T[]) => codes as readonly [T, ...T[]];
const Cost = z.object({
  /** Plain ratio, minor units per event; null without events or spend. */
  observed: z.number().nullable(),
  /** Drawn to the neighbours, interval of the level in the thresholds. */
  estimate: z.object({ low: z.number(), median: z.number(), high: z.number() }).nullable(),
});
const Target = z.object({ cac: z.number(), cpql: z.number().nullable(), origin: z.enum(TARGET_ORIGINS) });

export const VerdictRow = z.object({
  /** The id of the report row. */
  id: z.string(),
  parentId: z.string().nullable(),
  verdict: z.enum(VERDICTS),
  level: z.enum(LEVELS),
  /** What it stands on: deals, or qualified leads while the deals are still to come. */
  basis: z.enum(BASES).nullable(),
  /** Probability of what the verdict says. */
  probability: z.number().nullable(),
  probabilityAbove: z.number().nullable(),
  probabilityMarginalBelow: z.number().nullable(),
  target: Target.nullable(),
  spendMinor: z.int(),
  cpl: Cost,
  cpql: Cost,
  cac: Cost,
  projectedDeals: z.number(),
  maturity: z.number(),
  /** Expected loss over such a period at today's spend, or the gain of one step for strengthen. */
  moneyAtStakeMinor: z.int(),
  stakeKind: z.enum(['loss', 'gain']),
  reasons: z.array(coded(listOf(REASON_CODES))),
  guards: z.array(coded(listOf(GUARD_CODES))),
  toKnow: z.array(coded(listOf(TO_KNOW_CODES))),
  withoutLargestDeal: z.object({ verdict: z.enum(VERDICTS), probabilityAbove: z.number().nullable() }).nullable(),
});
export type VerdictRow = z.infer<typeof VerdictRow>;

export const ChannelVerdicts = z.object({
  currency: z.string(),
  costBasis: z.enum(['net', 'gross']),
  company: z.object({
    spendMinor: z.int(),
    target: Target.nullable(),
    cpl: Cost,
    cpql: Cost,
    cac: Cost,
    probabilityAbove: z.number().nullable(),
    projectedDeals: z.number(),
    maturity: z.number(),
    /** Where the closing curve comes from; null = nothing is known of the sales cycle. */
    closing: z.enum(['measured', 'stated']).nullable(),
  }),
  /** One for each row of the report except unattributed. */
  verdicts: z.array(VerdictRow),
  /** What to do first: ids of the rows to drop, fix or strengthen, by money at stake; a row below one with the same verdict is not repeated. */
  first: z.array(z.string()),
});
export type ChannelVerdicts = z.infer<typeof ChannelVerdicts>;

export const readVerdicts = endpoint({
  method: 'GET',
  path: '/channels/verdicts',
  can: 'money.read',
  summary: 'Drop, fix, keep, strengthen or not enough data for every channel, tool and campaign, and what to do first',
  query: z.object({ from: Day, to: Day }),
  response: ChannelVerdicts,
});

const share = z.number().min(0).max(1);
const count = z.int().min(0).max(1_000_000);
const factor = z.number().min(0).max(1000);
/** All conventions of the verdicts (domain/thresholds.ts says what each is). */
export const ThresholdValues = z.object({
  dropProbability: share,
  strengthenProbability: share,
  marginalProbability: share,
  minDays: count,
  minMaturity: share,
  minSpendTargets: factor,
  hintEvents: count,
  provisionalEvents: count,
  firmEvents: count,
  maxAssistShare: share,
  rejectShare: share,
  minRejects: count,
  conversionVsPeers: share,
  maxRepairLift: z.number().min(1).max(100),
  minSpendFactor: share,
  minHeadroom: factor,
  singleDealShare: share,
  stepLow: factor,
  stepHigh: factor,
  priorEvents: factor,
  maxPriorEvents: factor,
  halfLifeDays: z.int().min(1).max(3650),
  enoughWins: count,
  requiredRomi: factor,
  horizonMonths: z.int().min(1).max(120),
  dealSizeCv: factor,
  minWeeks: count,
  minSpendCv: factor,
  assumedBeta: z.number().min(0.05).max(1),
  assumedBetaLow: z.number().min(0.05).max(1),
  assumedBetaHigh: z.number().min(0.05).max(1),
  intervalLevel: z.number().min(0.5).max(0.99),
}) satisfies z.ZodType<Thresholds>;

export const ThresholdSetting = z.object({
  /** 0 = never changed. */
  version: z.int(),
  values: ThresholdValues,
  defaults: ThresholdValues,
});
export const defaultThresholds: Thresholds = DEFAULT_THRESHOLDS;

export const readThresholds = endpoint({
  method: 'GET',
  path: '/channels/thresholds',
  can: 'channels.read',
  summary: 'The conventions behind the verdicts',
  response: ThresholdSetting,
});
export const saveThresholds = endpoint({
  method: 'PUT',
  path: '/channels/thresholds',
  can: 'channels.manage',
  summary: 'Change the conventions behind the verdicts, or put the defaults back (values: null)',
  body: z.object({ version: z.int().min(0), values: ThresholdValues.nullable() }),
  response: ThresholdSetting,
});

// ── the channels themselves ─────────────────────────────────────────────────────────────────────────────────────
export const Channel = z.object({
  id: Id,
  name: z.string(),
  code: z.string().nullable(),
  key: z.string(),
  paid: z.boolean(),
  brand: z.boolean(),
  remarketing: z.boolean(),
  version: z.int(),
  /** Different sources seen in it. */
  sources: z.int(),
  /** Other names that mean this channel; each can be split off again. */
  aliases: z.array(z.object({ key: z.string(), name: z.string(), code: z.string().nullable() })),
});
export type Channel = z.infer<typeof Channel>;

export const listChannels = endpoint({
  method: 'GET',
  path: '/channels',
  can: 'channels.read',
  summary: 'All channels with their aliases',
  response: z.array(Channel),
});
export const changeChannel = endpoint({
  method: 'PATCH',
  path: '/channels/:id',
  can: 'channels.manage',
  summary: 'Rename a channel, or say that it is paid, brand or remarketing',
  params: z.object({ id: Id }),
  body: z.object({
    version: z.int(),
    name: z.string().trim().min(1).max(200).optional(),
    paid: z.boolean().optional(),
    brand: z.boolean().optional(),
    remarketing: z.boolean().optional(),
  }),
  response: Channel,
});
export const mergeChannels = endpoint({
  method: 'POST',
  path: '/channels/merge',
  can: 'channels.manage',
  summary: 'Say once and for all that two names mean one channel',
  body: z.object({ fromId: Id, intoId: Id }),
  response: Channel,
});
export const splitChannel = endpoint({
  method: 'POST',
  path: '/channels/split',
  can: 'channels.manage',
  summary: 'Take an alias back: the channel it replaced returns with its sources',
  body: z.object({ key: z.string().min(1).max(500) }),
  response: Channel,
});
export const listMergeSuggestions = endpoint({
  method: 'GET',
  path: '/channels/suggestions',
  can: 'channels.read',
  summary: 'Channels whose names look like the same thing',
  response: z.array(z.object({ fromId: Id, intoId: Id, similarity: z.number() })),
});
