import { z } from 'zod';
import { useTimeZone } from '../session.ts';
import { useUrl } from './url.ts';

/** Days 'yyyy-mm-dd', both included. */
export type Period = { from: string; to: string };
export const presets = ['days7', 'days28', 'days90', 'this_month', 'last_month', 'this_quarter', 'last_quarter', 'this_year', 'year'] as const;
export type Preset = (typeof presets)[number];
export type Compare = 'previous' | 'year';

const iso = (d: Date) => d.toISOString().slice(0, 10);
const utc = (day: string) => new Date(`${day}T00:00:00Z`);
const plusDays = (day: string, n: number) => iso(new Date(utc(day).getTime() + n * 86_400_000));
const date = (year: number, month: number, day: number) => iso(new Date(Date.UTC(year, month, day)));
export const daysIn = ({ from, to }: Period) => Math.round((utc(to).getTime() - utc(from).getTime()) / 86_400_000) + 1;

/** The day it is now on the clock of the workspace. */
export const todayIn = (timeZone: string, now = new Date()): string => new Intl.DateTimeFormat('en-CA', { timeZone }).format(now);

/** The days of a preset, seen from `today`; current periods end today. */
export function presetDays(preset: Preset, today: string): Period {
  const [year, month] = [utc(today).getUTCFullYear(), utc(today).getUTCMonth()];
  const quarter = month - (month % 3);
  const days: Record<Preset, Period> = {
    days7: { from: plusDays(today, -6), to: today },
    days28: { from: plusDays(today, -27), to: today },
    days90: { from: plusDays(today, -89), to: today },
    this_month: { from: date(year, month, 1), to: today },
    last_month: { from: date(year, month - 1, 1), to: date(year, month, 0) },
    this_quarter: { from: date(year, quarter, 1), to: today },
    last_quarter: { from: date(year, quarter - 3, 1), to: date(year, quarter, 0) },
    this_year: { from: date(year, 0, 1), to: today },
    year: { from: plusDays(date(year - 1, month, utc(today).getUTCDate()), 1), to: today },
  };
  return days[preset];
}

/** What a period is compared with: as many days just before it, or the same dates a year earlier (29 February becomes the 28th). */
export function comparison(period: Period, with_: Compare): Period {
  if (with_ === 'previous') return { from: plusDays(period.from, -daysIn(period)), to: plusDays(period.from, -1) };
  const back = (day: string) => `${Number(day.slice(0, 4)) - 1}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`;
  return { from: back(period.from), to: back(period.to) };
}

const Url = z.object({ from: z.iso.date(), to: z.iso.date(), compare: z.enum(['previous', 'year']) });

/** The period of the page, from the address bar (`from`, `to`, `compare`), else the usual one. */
export function usePeriod(usual: Preset = 'days90') {
  const today = todayIn(useTimeZone());
  const [url, set] = useUrl(Url);
  const asked = url.from && url.to && url.from <= url.to ? { from: url.from, to: url.to } : null;
  const period = asked ?? presetDays(usual, today);
  return {
    ...period,
    compare: url.compare ?? null,
    against: url.compare ? comparison(period, url.compare) : null,
    preset: presets.find((p) => presetDays(p, today).from === period.from && presetDays(p, today).to === period.to) ?? null,
    today,
    set: (next: Partial<Period> & { compare?: Compare | undefined }) => set(next as never),
  };
}
