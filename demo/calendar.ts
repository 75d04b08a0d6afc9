/** Length of the demo history in calendar months. */
export const MONTHS_OF_HISTORY = 14;

/** One day in milliseconds. */
export const DAY = 86_400_000;

/** yyyy-mm-dd of a UTC instant in milliseconds. */
const isoDay = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

/** Every day of the history, yyyy-mm-dd, oldest first: 14 calendar months up to yesterday. Today itself is left out: at any hour of it the rest has not happened. */
export function historyDays(today: string): string[] {
  const end = Date.parse(today);
  const start = new Date(end);
  start.setUTCDate(1);
  start.setUTCMonth(start.getUTCMonth() - MONTHS_OF_HISTORY);
  const lastOfMonth = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 0)).getUTCDate();
  start.setUTCDate(Math.min(Number(today.slice(8)), lastOfMonth));
  return Array.from({ length: Math.round((end - start.getTime()) / DAY) }, (_, index) => isoDay(start.getTime() + index * DAY));
}

/** The wall clock of a time zone: midnight of a day as an instant, and the day of an instant. Instants are milliseconds since 1970 UTC. */
export type Clock = { midnight: (day: string) => number; day: (instant: number) => string };

/** A wall clock that remembers the offsets it has looked up: asking Intl costs more than all the rest of a lead. */
export function clock(timeZone: string): Clock {
  const offsets = new Map<string, number>();
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const offset = (day: string): number => {
    const known = offsets.get(day);
    if (known !== undefined) return known;
    const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(format.format(Date.parse(day))) ?? [];
    const found = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
    offsets.set(day, found);
    return found;
  };
  const midnight = (day: string): number => Date.parse(day) - offset(day);
  return { midnight, day: (instant) => isoDay(instant + offset(isoDay(instant))) };
}
