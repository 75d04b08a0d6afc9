import type { Cell } from '../../platform/tables/cell.ts';
import { type Fault, fault, textOf } from './text.ts';
import { toUtc, type ZoneOffset } from './zone.ts';

/** The order of the parts of a numeric date. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** A moment as ISO text in UTC, and the calendar day it belongs to in the zone it was read with. */
export type Moment = { at: string; day: string };

/** A date as written: parts of the local clock as UTC ms, and minutes east of UTC when the text says so. */
type Written = { local: number; offset: number | null };

const clock = String.raw`(?:[T\s,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`;
const iso = new RegExp(`^(\\d{4})[-./](\\d{1,2})[-./](\\d{1,2})${clock}$`, 'i');
const numeric = new RegExp(`^(\\d{1,2})([-./])(\\d{1,2})[-./](\\d{4}|\\d{2})(?:\\s*г\\.?)?${clock}$`, 'i');
const dayMonth = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?[\\s.-]+([a-zа-яéû]{3,9})\\.?[\\s,.-]+(\\d{4}|\\d{2})(?:\\s*(?:г|года)\\.?)?${clock}$`, 'i');
const monthDay = new RegExp(`^([a-z]{3,9})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})${clock}$`, 'i');
const compact = /^((?:19|20)\d{2})(\d{2})(\d{2})$/;
const weekday = /^(?:пн|вт|ср|чт|пт|сб|вс|mon|tue|wed|thu|fri|sat|sun)[a-zа-я]*\.?,?\s+/i;

/** Russian in both cases, English, French with and without accents. */
const months = [
  'январь января january janvier',
  'февраль февраля february février fevrier',
  'март марта march mars',
  'апрель апреля april avril',
  'май мая may mai',
  'июнь июня june juin',
  'июль июля july juillet',
  'август августа august août aout',
  'сентябрь сентября september septembre',
  'октябрь октября october octobre',
  'ноябрь ноября november novembre',
  'декабрь декабря december décembre decembre',
].map((names) => names.split(' '));

/** 1 … 12 by a name or its first letters, at least three; 0 when it is no month. */
function monthOf(name: string): number {
  const lower = name.toLowerCase();
  return months.findIndex((names) => names.some((full) => full.startsWith(lower))) + 1;
}

function fullYear(text: string): number {
  const year = Number(text);
  return text.length === 4 ? year : year < 70 ? 2000 + year : 1900 + year;
}

function made(year: number, month: number, day: number, match: RegExpExecArray | null, from: number): Written | Fault {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return fault('date');
  if (year < 1990 || year > 2099) return fault('date_out_of_range');
  const hourText = match?.[from];
  if (hourText === undefined) return { local: Date.UTC(year, month - 1, day), offset: null };
  let hour = Number(hourText);
  const minute = Number(match![from + 1]);
  const second = Number(match![from + 2] ?? 0);
  const half = match![from + 3]?.[0]?.toLowerCase();
  if (half) {
    if (hour < 1 || hour > 12) return fault('date');
    hour = (hour % 12) + (half === 'p' ? 12 : 0);
  }
  if (hour > 23 || minute > 59 || second > 59) return fault('date');
  const zone = match![from + 4];
  const offset = zone === undefined ? null : /^[+-]/.test(zone) ? Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))) : 0;
  return { local: Date.UTC(year, month - 1, day, hour, minute, second), offset };
}

function daysIn(year: number, month: number): number {
  return month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : month === 4 || month === 6 || month === 9 || month === 11
      ? 30
      : 31;
}

function written(cell: Cell | undefined, order: DateOrder | null): Written | null | Fault {
  // A date of Excel whose cell lost its format: days since 1899-12-30.
  if (typeof cell === 'number') return cell > 32_000 && cell < 74_000 ? { local: Math.round((cell - 25_569) * 86_400) * 1000, offset: null } : fault('date');
  const text = textOf(cell);
  if (text === null) return null;
  let match = iso.exec(text);
  if (match) return made(Number(match[1]), Number(match[2]), Number(match[3]), match, 4);
  match = numeric.exec(text);
  if (match) {
    const year = fullYear(match[4]!);
    const first = Number(match[1]);
    const second = Number(match[3]);
    if (first === second) return made(year, first, second, match, 5);
    // Nobody writes month.day with points.
    const known = match[2] === '.' ? 'dmy' : order;
    if (known === 'dmy') return made(year, second, first, match, 5);
    if (known === 'mdy') return made(year, first, second, match, 5);
    return first > 12 ? made(year, second, first, match, 5) : second > 12 ? made(year, first, second, match, 5) : fault('date_ambiguous');
  }
  match = compact.exec(text);
  if (match) return made(Number(match[1]), Number(match[2]), Number(match[3]), null, 0);
  const named = text.replace(weekday, '');
  match = dayMonth.exec(named);
  if (match) return made(fullYear(match[3]!), monthOf(match[2]!), Number(match[1]), match, 4);
  match = monthDay.exec(named);
  if (match) return made(Number(match[3]), monthOf(match[1]!), Number(match[2]), match, 4);
  return fault('date');
}

/** The moment a cell names; without a zone of its own it is local time of the workspace, without a time the start of the day. */
export function moment(cell: Cell | undefined, order: DateOrder | null, zone: ZoneOffset): Moment | null | Fault {
  const value = written(cell, order);
  if (value === null || 'fault' in value) return value;
  if (value.offset === null) return { at: new Date(toUtc(value.local, zone)).toISOString(), day: dayText(value.local) };
  const utc = value.local - value.offset * 60_000;
  return { at: new Date(utc).toISOString(), day: dayText(utc + zone(utc)) };
}

/** A moment given in seconds or milliseconds since 1970, as some upload formats demand. */
export function unixMoment(cell: Cell | undefined, zone: ZoneOffset): Moment | null | Fault {
  const text = textOf(cell);
  if (text === null) return null;
  if (!/^\d{9,10}$|^\d{13}$/.test(text)) return fault('date');
  const utc = text.length === 13 ? Number(text) : Number(text) * 1000;
  return { at: new Date(utc).toISOString(), day: dayText(utc + zone(utc)) };
}

/** The calendar day a cell names, as the file means it: a report of days has no time zone to convert. */
export function calendarDay(cell: Cell | undefined, order: DateOrder | null): string | null | Fault {
  const value = written(cell, order);
  return value === null || 'fault' in value ? value : dayText(value.local);
}

/** `yyyy-mm-dd` of a local time in ms. */
function dayText(localMs: number): string {
  return new Date(localMs).toISOString().slice(0, 10);
}

/** The days from one to the other, both included; empty when they are in the wrong order. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += 86_400_000) days.push(dayText(at));
  return days;
}

/** The parts of a numeric date whose order is in question, or null for any other way to write a date. */
export function numericParts(cell: Cell | undefined): { first: number; second: number; separator: string } | null {
  const text = textOf(cell);
  const match = text === null ? null : numeric.exec(text);
  return match ? { first: Number(match[1]), second: Number(match[3]), separator: match[2]! } : null;
}
