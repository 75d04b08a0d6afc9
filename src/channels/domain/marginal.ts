/** What the next rouble brings: leads = c·S^β on weekly points, so the marginal cost of a lead is CPL/β (methods §2). */

/** One week of a unit: spend in minor units and leads. */
export type Week = { spend: number; leads: number };

/** The response exponent with its uncertainty: `logSd` is the standard deviation of ln β; `fitted` false = the convention, to be flagged. */
export type Response = { beta: number; logSd: number; fitted: boolean; weeks: number };

/** When a fit is believed and what is assumed without one; `assumedLow`..`assumedHigh` is read as a 90 % interval. */
export type ResponseSettings = { minWeeks: number; minSpendCv: number; assumedBeta: number; assumedLow: number; assumedHigh: number };

const Z90 = 1.6448536269514722;

/** Fits β, or returns the assumed one when there are too few weeks, too even a spend, or no leads. */
export function fitResponse(weeks: readonly Week[], settings: ResponseSettings): Response {
  const points = weeks.filter((w) => w.spend > 0);
  const assumed: Response = {
    beta: settings.assumedBeta,
    logSd: Math.log(settings.assumedHigh / settings.assumedLow) / (2 * Z90),
    fitted: false,
    weeks: points.length,
  };
  if (points.length < settings.minWeeks || spendVariation(points) < settings.minSpendCv) return assumed;
  const fit = fitPower(points);
  if (!fit || fit.beta <= 0.02) return assumed;
  // More than proportional growth is season or chance, not a property of the channel.
  const beta = Math.min(1, fit.beta);
  return { beta, logSd: Math.min(1, fit.standardError / beta), fitted: true, weeks: points.length };
}

/** Coefficient of variation of weekly spend. */
export function spendVariation(weeks: readonly Week[]): number {
  const mean = weeks.reduce((s, w) => s + w.spend, 0) / weeks.length;
  return Math.sqrt(weeks.reduce((s, w) => s + (w.spend - mean) ** 2, 0) / (weeks.length - 1)) / mean;
}

/**
 * ln(leads) = ln c + β·ln(spend) as a Poisson regression: the same line as least squares on logarithms, but weeks without leads
 * stay in (their logarithm does not exist) and a week of 2 leads weighs less than a week of 200. The error is widened by the
 * overdispersion, never narrowed. Null when nothing can be fitted.
 */
export function fitPower(weeks: readonly Week[]): { beta: number; scale: number; standardError: number } | null {
  const total = weeks.reduce((s, w) => s + w.leads, 0);
  if (total <= 0 || weeks.length < 3) return null;
  const centre = weeks.reduce((s, w) => s + Math.log(w.spend), 0) / weeks.length;
  const points = weeks.map((w) => ({ x: Math.log(w.spend) - centre, leads: w.leads }));
  let level = Math.log(total / weeks.length);
  let beta = 0.7;
  let slopeVariance = 0;
  for (let step = 0; step < 50; step++) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let g0 = 0;
    let g1 = 0;
    for (const { x, leads } of points) {
      const mean = Math.exp(level + beta * x);
      s0 += mean;
      s1 += mean * x;
      s2 += mean * x * x;
      g0 += leads - mean;
      g1 += (leads - mean) * x;
    }
    const determinant = s0 * s2 - s1 * s1;
    if (!(determinant > 1e-12)) return null;
    const moveLevel = (s2 * g0 - s1 * g1) / determinant;
    const moveBeta = (s0 * g1 - s1 * g0) / determinant;
    slopeVariance = s0 / determinant;
    level += Math.max(-1, Math.min(1, moveLevel));
    beta += Math.max(-1, Math.min(1, moveBeta));
    if (Math.abs(moveLevel) + Math.abs(moveBeta) < 1e-8) break;
  }
  if (!Number.isFinite(beta)) return null;
  const pearson = points.reduce((s, { x, leads }) => {
    const mean = Math.exp(level + beta * x);
    return s + (leads - mean) ** 2 / mean;
  }, 0);
  const overdispersion = Math.max(1, pearson / (points.length - 2));
  return { beta, scale: Math.exp(level - beta * centre), standardError: Math.sqrt(slopeVariance * overdispersion) };
}

/** Marginal cost from the average one, mCPL = CPL/β (any cost proportional to leads). */
export function marginalCost(averageCost: number, beta: number): number {
  return averageCost / beta;
}

/** Factor on today's spend at which the average cost (or the marginal one) falls to the target; 1 at most, β < 1. */
export function spendFactorFor(cost: number, target: number, beta: number): number {
  if (cost <= target) return 1;
  return beta < 1 ? (target / cost) ** (1 / (1 - beta)) : 0;
}
