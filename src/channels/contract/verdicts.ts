import { z } from 'zod';
import { endpoint } from '../../platform/endpoint.ts';
import { BASES, GUARD_CODES, LEVELS, REASON_CODES, TARGET_ORIGINS, TO_KNOW_CODES, VERDICTS } from '../domain/codes.ts';
import type { Thresholds } from '../domain/thresholds.ts';
import { Day } from './words.ts';

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
