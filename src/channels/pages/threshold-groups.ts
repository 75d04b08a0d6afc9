import type { Thresholds } from '../domain/thresholds.ts';

/** What a threshold is, so that it is typed and shown as people say it: 0.9 as 90 %. */
export type ThresholdKind = 'share' | 'number' | 'count' | 'days' | 'months';
type Field = readonly [keyof Thresholds, ThresholdKind];

/** Every threshold, grouped by the question it answers, in the order they are asked. */
export const groups = {
  decision: [
    ['dropProbability', 'share'],
    ['strengthenProbability', 'share'],
    ['marginalProbability', 'share'],
  ],
  data: [
    ['hintEvents', 'count'],
    ['provisionalEvents', 'count'],
    ['firmEvents', 'count'],
    ['minDays', 'days'],
    ['minMaturity', 'share'],
    ['minSpendTargets', 'number'],
  ],
  causes: [
    ['rejectShare', 'share'],
    ['minRejects', 'count'],
    ['conversionVsPeers', 'share'],
    ['maxRepairLift', 'number'],
    ['minSpendFactor', 'share'],
    ['maxAssistShare', 'share'],
  ],
  growth: [
    ['stepLow', 'share'],
    ['stepHigh', 'share'],
    ['minHeadroom', 'share'],
    ['singleDealShare', 'share'],
  ],
  money: [
    ['requiredRomi', 'share'],
    ['horizonMonths', 'months'],
  ],
  method: [
    ['intervalLevel', 'share'],
    ['halfLifeDays', 'days'],
    ['priorEvents', 'number'],
    ['maxPriorEvents', 'number'],
    ['enoughWins', 'count'],
    ['dealSizeCv', 'number'],
    ['minWeeks', 'count'],
    ['minSpendCv', 'number'],
    ['assumedBeta', 'number'],
    ['assumedBetaLow', 'number'],
    ['assumedBetaHigh', 'number'],
  ],
} as const satisfies Record<string, readonly Field[]>;
export type ThresholdGroup = keyof typeof groups;
