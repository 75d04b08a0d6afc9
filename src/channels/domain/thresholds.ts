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
  /** Verdicts on deals need this maturity of the cohort, 0 to 1; below it they stand on qualified leads, and DROP waits. */
  minMaturity: number;
  /** DROP and FIX need a spend of this many target CACs. */
  minSpendTargets: number;
  /** Events from which there is a verdict at all, a hint: its 90 % interval spans 4.3 times. */
  hintEvents: number;
  /** Events from which a verdict is provisional: 2.8 times. */
  provisionalEvents: number;
  /** Events from which a verdict is firm: 1.8 times. */
  firmEvents: number;
  /** DROP is stopped from this share of assists on. */
  maxAssistShare: number;
  /** A cause for FIX: at least this share of the leads was rejected for one reason, */
  rejectShare: number;
  /** on at least this many leads. */
  minRejects: number;
  /** A cause for FIX: conversion below this part of the peers' (a lead dearer by as much), known with `dropProbability`. */
  conversionVsPeers: number;
  /** No repair is believed to make a unit cheaper more than this many times; if even that is not enough, it is DROP. */
  maxRepairLift: number;
  /** Spending less is a repair of a saturated unit only if at least this part of the spend remains. */
  minSpendFactor: number;
  /** Production headroom (how much more can be shipped, 0.4 = 40 %) needed for STRENGTHEN. */
  minHeadroom: number;
  /** A deal above this share of the unit's revenue: STRENGTHEN must also hold without it. */
  singleDealShare: number;
  /** Smallest step of STRENGTHEN as a share of the spend; the expected gain is counted on it. */
  stepLow: number;
  /** Largest step of STRENGTHEN as a share of the spend. */
  stepHigh: number;
  /** Pull of the parent on a unit with fewer than four neighbours, pseudo-events. */
  priorEvents: number;
  /** The most that neighbours may ever weigh, pseudo-events. */
  maxPriorEvents: number;
  /** Data from before the period counts half after this many days. */
  halfLifeDays: number;
  /** The measured closing curve replaces the stated cycle from this many wins on. */
  enoughWins: number;
  /** Required ROMI when the workspace sets none: 0 = the spend must come back. */
  requiredRomi: number;
  /** Months of a customer's margin to put into `marginPerCustomer` once LTV is known. */
  horizonMonths: number;
  /** Spread of deal sizes (standard deviation ÷ mean): how uncertain the margin per deal of a unit is. */
  dealSizeCv: number;
  /** Weeks needed to fit the response leads = c·S^β. */
  minWeeks: number;
  /** Variation of weekly spend needed to fit it. */
  minSpendCv: number;
  /** β without a fit, */
  assumedBeta: number;
  /** the lower end of its 90 % range, */
  assumedBetaLow: number;
  /** and the upper end; a fitted β surely below it counts as saturation. */
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
