/** Every convention behind a verdict, in one object; each can be changed in the workspace settings (methods §2, "convention: a setting"). */
export type Thresholds = {
  /** DROP and FIX need P(cost > target) at least this. */
  dropProbability: number;
  /** STRENGTHEN needs P(cost < target) at least this, */
  strengthenProbability: number;
  /** and P(marginal cost < target) at least this. */
  marginalProbability: number;
  /** DROP needs this many days of observation. */
  minDays: number;
  /** Verdicts on deals need this maturity of the cohort, 0 to 1; below it they stand on qualified leads. */
  minMaturity: number;
  /** DROP and FIX need a spend of this many target costs. */
  minSpendTargets: number;
  /** Events from which there is a hint, a provisional and a firm verdict (90 % intervals of 4.3, 2.8 and 1.8 times). */
  hintEvents: number;
  provisionalEvents: number;
  firmEvents: number;
  /** DROP is stopped when the unit assists at least this share of conversions won by others. */
  maxAssistShare: number;
  /** A cause for FIX: at least this share of the leads was rejected for one reason, */
  rejectShare: number;
  /** on at least this many such leads. */
  minRejects: number;
  /** A cause for FIX: a conversion below this part of the peers' one (with `dropProbability`). */
  conversionVsPeers: number;
  /** No repair is believed to improve the cost more than this many times; if even that is not enough, it is DROP. */
  maxRepairLift: number;
  /** A saturated unit is repaired by spending less only if at least this part of the spend remains. */
  minSpendFactor: number;
  /** Production headroom (how much more can be shipped) needed before STRENGTHEN. */
  minHeadroom: number;
  /** A deal above this share of the unit's revenue: STRENGTHEN must also hold without it. */
  singleDealShare: number;
  /** Step of STRENGTHEN, shares of the spend; money at stake is counted on the lower end. */
  stepLow: number;
  stepHigh: number;
  /** Pull of the parent on a unit with fewer than four neighbours, and the most neighbours may ever weigh, pseudo-events. */
  priorEvents: number;
  maxPriorEvents: number;
  /** Data before the period counts half after this many days. */
  halfLifeDays: number;
  /** The stated sales cycle is replaced by the measured one from this many wins. */
  enoughWins: number;
  /** Required ROMI when the workspace sets none: 0 = the spend must come back. */
  requiredRomi: number;
  /** Months of a customer's margin that count for the allowed CAC once LTV is known. */
  horizonMonths: number;
  /** Spread of deal sizes (standard deviation ÷ mean): how uncertain the margin per deal of a unit is. */
  dealSizeCv: number;
  /** The response leads = c·S^β: weeks and spend variation needed to fit it, and what is assumed otherwise. */
  minWeeks: number;
  minSpendCv: number;
  assumedBeta: number;
  assumedBetaLow: number;
  assumedBetaHigh: number;
  /** Coverage of the shown intervals. */
  intervalLevel: number;
};

/** The defaults of methods §2. */
export const DEFAULT_THRESHOLDS: Thresholds = {
  dropProbability: 0.9,
  strengthenProbability: 0.8,
  marginalProbability: 0.7,
  minDays: 28,
  minMaturity: 0.7,
  minSpendTargets: 3,
  hintEvents: 5,
  provisionalEvents: 10,
  firmEvents: 30,
  maxAssistShare: 0.2,
  rejectShare: 0.4,
  minRejects: 5,
  conversionVsPeers: 0.6,
  maxRepairLift: 2,
  minSpendFactor: 0.3,
  minHeadroom: 0.4,
  singleDealShare: 0.3,
  stepLow: 0.2,
  stepHigh: 0.3,
  priorEvents: 5,
  maxPriorEvents: 10,
  halfLifeDays: 90,
  enoughWins: 20,
  requiredRomi: 0,
  horizonMonths: 12,
  dealSizeCv: 0.8,
  minWeeks: 8,
  minSpendCv: 0.25,
  assumedBeta: 0.7,
  assumedBetaLow: 0.5,
  assumedBetaHigh: 0.9,
  intervalLevel: 0.9,
};
