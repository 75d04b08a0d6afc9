/**
 * Remembers which keys a file has had already, in 16 bytes a key (a Set of a million texts takes seven times that): 64-bit fingerprints
 * in open addressing. Two keys out of a million fall on one fingerprint once in 30 million files. Says true when the key was there.
 */
export function seenKeys(): (key: string) => boolean {
  let slots = 1 << 12;
  let high = new Uint32Array(slots);
  let low = new Uint32Array(slots);
  let count = 0;

  function put(h: number, l: number): boolean {
    for (let at = l & (slots - 1); ; at = (at + 1) & (slots - 1)) {
      if (high[at] === h && low[at] === l) return true;
      if (high[at] !== 0 || low[at] !== 0) continue;
      high[at] = h;
      low[at] = l;
      return false;
    }
  }
  function grow(): void {
    const [wasHigh, wasLow] = [high, low];
    slots *= 2;
    high = new Uint32Array(slots);
    low = new Uint32Array(slots);
    for (let i = 0; i < wasHigh.length; i++) if (wasHigh[i] !== 0 || wasLow[i] !== 0) put(wasHigh[i]!, wasLow[i]!);
  }

  return (key) => {
    // cyrb53 (public domain) with all of its 64 bits: two multiplicative hashes, mixed into one another
    let a = 0xdeadbeef;
    let b = 0x41c6ce57;
    for (let i = 0; i < key.length; i++) {
      const code = key.charCodeAt(i);
      a = Math.imul(a ^ code, 2654435761);
      b = Math.imul(b ^ code, 1597334677);
    }
    const h = (Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)) >>> 0;
    const l = (Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)) >>> 0;
    if (put(h, l || 1)) return true; // 0, 0 marks a free slot
    if (++count * 2 > slots) grow();
    return false;
  };
}
