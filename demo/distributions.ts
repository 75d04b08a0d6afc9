/** A source of numbers in [0, 1), the same ones for the same seed and path. */
export type Random = () => number;

/**
 * A generator of its own for every named stream (`random(seed, 'leads', 'maps')`), so that changing one channel leaves the history of the others as it was.
 * The path is hashed with FNV-1a, the numbers are Mulberry32 (public domain, Tommy Ettinger): 2^32 period, plenty for a stream of a few thousand draws.
 */
export function random(seed: number, ...path: (string | number)[]): Random {
  let state = 0x811c9dc5;
  for (const character of [seed, ...path].join('/')) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** True with the given probability. */
export const chance = (next: Random, probability: number): boolean => next() < probability;

/** A whole number from `from` to `to`, both included. */
export const integer = (next: Random, from: number, to: number): number => from + Math.floor(next() * (to - from + 1));

/** One of the items, all equally likely. The list must not be empty. */
export const pick = <T>(next: Random, items: readonly T[]): T => items[Math.floor(next() * items.length)]!;

/** One of the keys, as likely as its weight; weights need not sum to one. */
export function weighted<K extends string>(next: Random, weights: Readonly<Partial<Record<K, number>>>): K {
  const entries = Object.entries(weights) as [K, number][];
  let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [key, weight] of entries) {
    left -= weight;
    if (left < 0) return key;
  }
  return entries[entries.length - 1]![0];
}

/** A standard normal number (Box–Muller). */
export const normal = (next: Random): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

/** A positive number whose logarithm is normal: `median` in any unit, `sigma` of the logarithm. */
export const lognormal = (next: Random, median: number, sigma: number): number => median * Math.exp(sigma * normal(next));

/** Sigma of the lognormal law that has this median and this 90th percentile (1.2816 = the 90 % point of the standard normal). */
export const sigmaOf = (median: number, p90: number): number => Math.log(p90 / median) / 1.2816;

/** A count with the given mean (Knuth's product method, in pieces of 20 because exp(−mean) of a large mean underflows). */
export function poisson(next: Random, mean: number): number {
  let count = 0;
  for (let left = mean; left > 0; left -= 20) {
    const limit = Math.exp(-Math.min(left, 20));
    for (let product = next(); product > limit; product *= next()) count += 1;
  }
  return count;
}

/**
 * Draws like `weighted`, but from a shuffled deck whose cards show the keys in proportion, so that a channel with thirty deals has the share of wins it was meant
 * to have: without it pure chance would now and then make the good channel of a demo look bad. Weights too small for a card get one in some of the decks
 * (systematic sampling with a random start), so that in the long run every key comes exactly as often as its weight says.
 */
export function deck<K extends string>(next: Random, weights: Readonly<Partial<Record<K, number>>>, size = 25): () => K {
  const entries = Object.entries(weights) as [K, number][];
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  const cards: K[] = [];
  return () => {
    if (cards.length === 0) {
      const start = next();
      let sum = 0;
      for (const [key, weight] of entries) {
        const from = Math.ceil(sum - start);
        sum += (weight / total) * size;
        for (let card = from; card < sum - start; card += 1) if (card >= 0) cards.push(key);
      }
      for (let last = cards.length - 1; last > 0; last -= 1) {
        const other = Math.floor(next() * (last + 1));
        [cards[last], cards[other]] = [cards[other]!, cards[last]!];
      }
    }
    return cards.pop()!;
  };
}
