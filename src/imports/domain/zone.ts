/** The offset of a time zone from UTC at a moment, both in ms. Throws a RangeError on an unknown zone. */
export type ZoneOffset = (utcMs: number) => number;

const readers = new Map<string, ZoneOffset>();
const quarter = 900_000; // zones change at quarters of an hour

/** The clock of a zone. Intl takes 5 µs a question, so answers are kept by quarter of an hour: a year of rows asks at most 35,000 times. */
export function zoneOffset(zone: string): ZoneOffset {
  const known = readers.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const answers = new Map<number, number>();
  const offset: ZoneOffset = (utcMs) => {
    const slot = Math.floor(utcMs / quarter);
    const kept = answers.get(slot);
    if (kept !== undefined) return kept;
    const at: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(slot * quarter)) if (type !== 'literal') at[type] = Number(value);
    const found = Date.UTC(at.year!, at.month! - 1, at.day!, at.hour!, at.minute!, at.second!) - slot * quarter;
    if (answers.size > 100_000) answers.clear();
    answers.set(slot, found);
    return found;
  };
  readers.set(zone, offset);
  return offset;
}

/** The moment (UTC ms) at which clocks of the zone show this local time; a time the clocks skip is moved behind the gap, one shown twice is the first. */
export function toUtc(localMs: number, offset: ZoneOffset): number {
  const before = localMs - offset(localMs - 86_400_000);
  const after = localMs - offset(localMs + 86_400_000);
  if (before === after) return before;
  if (before + offset(before) === localMs) return before; // the offset of before the change still holds
  if (after + offset(after) === localMs) return after;
  return before; // skipped: the old offset puts it as far behind the gap as it was inside
}
