/** Stands for zero in a logarithm; the parts stay exact to about this share of the result. */
const ZERO = 1e-9;

/**
 * Who caused the miss: the difference of two products of the same factors, divided among the factors without a residual (LMDI-I, Ang 2005):
 * Δ_k = L(D1, D0)·ln(X_k1/X_k0), where L is the logarithmic mean and D = ΠX_k. Both lists in the same order and equally long; the parts sum to `total`.
 */
export function divideMiss(before: readonly number[], after: readonly number[]): { total: number; parts: number[] } {
  if (before.length !== after.length) throw new RangeError('both products need the same factors');
  const x0 = before.map((x) => Math.max(x, ZERO));
  const x1 = after.map((x) => Math.max(x, ZERO));
  const d0 = product(x0);
  const d1 = product(x1);
  const ratio = Math.log(d1 / d0);
  const mean = ratio === 0 ? d0 : (d1 - d0) / ratio;
  return { total: d1 - d0, parts: x0.map((x, k) => mean * Math.log(x1[k]! / x)) };
}

const product = (factors: readonly number[]): number => factors.reduce((all, factor) => all * factor, 1);
