/** Seeded randomness for everything simulated in Otdel: the same seed gives the same report on every machine. */

/** A source of uniform numbers in [0, 1). */
export type Random = () => number;

/** sfc32 (Small Fast Counter, passes PractRand) seeded from any text through FNV-1a, so that a report can be seeded by its own id. */
export function seeded(seed: string): Random {
  let hash = 0x811c9dc5;
  for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193);
  let a = hash | 0;
  let b = Math.imul(hash, 0x85ebca6b) | 0;
  let c = Math.imul(hash, 0xc2b2ae35) | 0;
  let counter = 1;
  const next = () => {
    const t = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return (t >>> 0) / 4294967296;
  };
  // The first outputs still show the seed; twelve rounds are the author's advice.
  for (let i = 0; i < 12; i++) next();
  return next;
}

/** Standard normal draw (Box–Muller, one of the pair). */
export function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Gamma(shape, rate) draw, shape and rate > 0 (Marsaglia & Tsang 2000; for shape < 1 boosted by U^{1/shape}). */
export function drawGamma(random: Random, shape: number, rate = 1): number {
  if (shape < 1) return drawGamma(random, shape + 1, rate) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = drawNormal(random);
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return (d * v) / rate;
  }
}

/** Beta(a, b) draw, a and b > 0, as a ratio of two gamma draws. */
export function drawBeta(random: Random, a: number, b: number): number {
  const x = drawGamma(random, a);
  return x / (x + drawGamma(random, b));
}
