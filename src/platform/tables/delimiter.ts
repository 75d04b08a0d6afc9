/** What separates the columns of a text table, in the order of trust: a tab or a semicolon is rarely anything else, a comma is often a decimal sign. */
export const delimiters = ['\t', ';', '|', ','] as const;
export type Delimiter = (typeof delimiters)[number];

/** How many cells each line of the sample has with this delimiter, quotes respected; a record that goes over lines counts once. */
function widths(sample: string, delimiter: Delimiter): number[] {
  const result: number[] = [];
  let cells = 1;
  let quoted = false;
  let cellStart = true;
  let blank = true;
  for (let i = 0; i < sample.length; i++) {
    const char = sample[i];
    if (quoted) {
      if (char === '"') {
        if (sample[i + 1] === '"') i++;
        else quoted = false;
      }
    } else if (char === '"' && cellStart) {
      quoted = true;
      cellStart = false;
      blank = false;
    } else if (char === '\n' || (char === '\r' && sample[i + 1] !== '\n')) {
      if (!blank) result.push(cells);
      cells = 1;
      cellStart = true;
      blank = true;
    } else if (char === delimiter) {
      cells++;
      cellStart = true;
      blank = false;
    } else {
      cellStart = false;
      if (char !== '\r' && char !== ' ') blank = false;
    }
  }
  if (!blank && (result.length === 0 || cells > 1)) result.push(cells);
  return result;
}

type Shape = { delimiter: Delimiter; width: number; first: number; share: number };

/** The most frequent width above one, where it first occurs, and its share of the lines from there on (title lines above do not count). */
function shape(sample: string, delimiter: Delimiter): Shape | null {
  const lines = widths(sample, delimiter);
  const counts = new Map<number, number>();
  for (const width of lines) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
  let best = 0;
  for (const [width, count] of counts) if (count > (counts.get(best) ?? 0) || (count === counts.get(best) && width > best)) best = width;
  if (best === 0) return null;
  const first = lines.indexOf(best);
  return { delimiter, width: best, first, share: (counts.get(best) ?? 0) / (lines.length - first) };
}

/** The delimiter of a sample of text (some tens of lines are enough), or ',' when nothing divides it: a table of one column. */
export function detectDelimiter(sample: string): Delimiter {
  const shapes = delimiters.map((delimiter) => shape(sample, delimiter)).filter((one) => one !== null);
  const steady = shapes.filter((one) => one.share >= 0.6);
  // A delimiter that appears only below the header of a table at least as wide is part of the values.
  const kept = steady.filter((one) => !steady.some((other) => other.first < one.first && other.width >= one.width));
  const widest = [...shapes].sort((a, b) => b.width * b.share - a.width * a.share)[0];
  return (kept[0] ?? widest)?.delimiter ?? ',';
}
