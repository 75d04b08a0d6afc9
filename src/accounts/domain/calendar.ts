import { type Decree, decrees, fridaySaturday, holidays } from './holidays.ts';

/** A day of a calendar: worked, worked an hour less (Labour Code art. 95), or off. */
export type DayKind = 'working' | 'short' | 'off';
/** What a day is, and why: code of a public holiday, `moved` by decree, or null for an ordinary day. */
export type UsualDay = { day: string; kind: DayKind; holiday: string | null };
/** decree: the published calendar; rule: public holidays by law, the moved days of that year not being known; weekends: nothing but weekends. */
export type Basis = 'decree' | 'rule' | 'weekends';
export type YearCalendar = { basis: Basis; source: string | null; days: ReadonlyMap<string, UsualDay> };
/** Own departures of a workspace: day yyyy-mm-dd → kind. */
export type Overrides = ReadonlyMap<string, DayKind>;

const MS_A_DAY = 86_400_000;
/** The day `count` days later (yyyy-mm-dd). */
export const addDays = (day: string, count: number): string => new Date(Date.parse(day) + count * MS_A_DAY).toISOString().slice(0, 10);
const weekdayOf = (day: string): number => new Date(Date.parse(day)).getUTCDay();

function daysOf(year: number): string[] {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day.startsWith(`${year}-`); day = addDays(day, 1)) days.push(day);
  return days;
}

const made = new Map<string, YearCalendar>();
/** The calendar of a country (ISO 3166 code) for a year: Russia's production calendar, elsewhere the usual weekend. */
export function calendarOf(country: string, year: number): YearCalendar {
  const key = `${country} ${year}`;
  const known = made.get(key);
  if (known) return known;
  const calendar = country === 'RU' ? russian(year) : weekendsOnly(country, year);
  made.set(key, calendar);
  return calendar;
}

function weekendsOnly(country: string, year: number): YearCalendar {
  const weekend = fridaySaturday.has(country) ? [5, 6] : [6, 0];
  const days = daysOf(year).map((day): UsualDay => ({ day, kind: weekend.includes(weekdayOf(day)) ? 'off' : 'working', holiday: null }));
  return { basis: 'weekends', source: null, days: new Map(days.map((d) => [d.day, d])) };
}

/**
 * Labour Code of Russia. Art. 112: public holidays; one that falls on a weekend is made up for on the next working day, but
 * for those of 1–8 January, whose weekends the government moves by decree. Art. 95: the day before a holiday is an hour
 * shorter. A working Saturday is as long as the day whose rest it took over (Ministry of Labour, order 588n).
 */
function russian(year: number): YearCalendar {
  const decree: Decree | undefined = decrees[year];
  const days = new Map<string, UsualDay>();
  const holidayOn = (day: string): string | null => holidays[day.slice(5)] ?? null;
  for (const day of daysOf(year)) days.set(day, { day, kind: holidayOn(day) || [0, 6].includes(weekdayOf(day)) ? 'off' : 'working', holiday: holidayOn(day) });

  const movedFrom = new Set(decree?.moves.map(([from]) => from));
  for (const { day, holiday } of days.values()) {
    if (!holiday || ![0, 6].includes(weekdayOf(day)) || day.slice(5) <= '01-08' || movedFrom.has(day)) continue;
    let next = addDays(day, 1);
    while (days.get(next)?.kind === 'off') next = addDays(next, 1);
    days.set(next, { day: next, kind: 'off', holiday: 'moved' });
  }
  for (const d of days.values()) if (d.kind === 'working' && holidayOn(addDays(d.day, 1))) days.set(d.day, { ...d, kind: 'short' });
  for (const [from, to] of decree?.moves ?? []) {
    const taken = days.get(to)!.kind;
    if (!holidayOn(from)) days.set(from, { day: from, kind: taken, holiday: 'moved' });
    days.set(to, { day: to, kind: 'off', holiday: holidayOn(to) ?? 'moved' });
  }
  return { basis: decree ? 'decree' : 'rule', source: decree?.source ?? null, days };
}

/** What a day is for the workspace. */
export const kindOf = (day: string, country: string, overrides: Overrides): DayKind =>
  overrides.get(day) ?? calendarOf(country, Number(day.slice(0, 4))).days.get(day)!.kind;

/** Is the day (yyyy-mm-dd) worked, in full or an hour less? */
export const isWorkingDay = (day: string, country: string, overrides: Overrides): boolean => kindOf(day, country, overrides) !== 'off';

/** Working days from `from` to `to`, both included (yyyy-mm-dd); 0 when `to` is earlier. A short day counts as one. */
export function workingDays(from: string, to: string, country: string, overrides: Overrides): number {
  let count = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) if (isWorkingDay(day, country, overrides)) count++;
  return count;
}
