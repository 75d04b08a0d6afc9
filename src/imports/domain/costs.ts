import type { CostRow } from '../../channels/domain/cost-row.ts';
import { currencyOf, orderOf, type RowContext, signOf } from './context.ts';
import { calendarDay, daysBetween } from './date.ts';
import type { CostField } from './fields.ts';
import { count, currencyDigits, money } from './number.ts';
import { textOf } from './text.ts';

/** A period longer than this is a mistake, not a period. */
const longestRange = 366;

/** Reads one row of costs: a row a day; the rows are worthless when the context noted a fault. */
export function costRows(context: RowContext): CostRow[] {
  const { reading, cell, take, fail } = context;
  const text = (field: CostField) => textOf(cell(field));
  const days = daysOf(context);
  const currency = currencyOf(context);
  if (currency === null) return [];
  const digits = currencyDigits(currency);
  const sum = (field: 'amount' | 'vat') => take(field, money(cell(field), signOf(context, field), digits, reading.micros));
  const amount = sum('amount');
  const vat = sum('vat');
  const impressions = take('impressions', count(cell('impressions')));
  const clicks = take('clicks', count(cell('clicks')));
  // «--» in a report means that nothing was spent, as long as the row reports something.
  if (amount === null && impressions === null && clicks === null) fail('amount', 'missing');

  const what = {
    platform: text('platform') ?? reading.platform,
    channel: text('channel'),
    source: text('source') ?? reading.source,
    medium: text('medium') ?? reading.medium,
    campaign: text('campaign') ?? text('campaignId'),
    content: text('content') ?? text('group'),
    term: text('term'),
  };
  const identity = [what.platform ?? reading.format, what.channel, what.source, what.medium, what.campaign, what.content, what.term, currency];
  return days.map((day, i) => ({
    key: context.digest([day, ...identity]),
    day,
    ...what,
    amountMinor: part(amount ?? 0, i, days.length),
    vat: reading.vat,
    vatMinor: vat === null ? null : part(vat, i, days.length),
    currency,
    impressions: impressions === null ? null : part(impressions, i, days.length),
    clicks: clicks === null ? null : part(clicks, i, days.length),
  }));
}

/** The i-th of `n` even parts of a whole number: they add up to it exactly. */
function part(whole: number, i: number, n: number): number {
  return Math.floor((whole * (i + 1)) / n) - Math.floor((whole * i) / n);
}

function daysOf(context: RowContext): string[] {
  const { reading, cell, take, fail } = context;
  const order = orderOf(context, 'day');
  const written = textOf(cell('day'));
  if (written === null) {
    fail('day', 'missing');
    return [];
  }
  const [from, to] = reading.ranges && written.includes('/') ? splitRange(written) : [cell('day'), undefined];
  const first = take('day', calendarDay(from, order));
  if (first === null) return [];
  if (to !== undefined) {
    const last = take('day', calendarDay(to, order));
    const days = last === null ? [] : daysBetween(first, last);
    if (last !== null && (days.length === 0 || days.length > longestRange)) fail('day', 'date');
    return days;
  }
  const end = take('lastDay', calendarDay(cell('lastDay'), orderOf(context, 'lastDay') ?? order));
  if (end !== null && end !== first) fail('lastDay', 'range_too_long', { from: first, to: end });
  return [first];
}

/** `2026-08-01/2026-08-07`; a date with slashes of its own is no period. */
function splitRange(text: string): [string, string | undefined] {
  const parts = text.split('/');
  return parts.length === 2 ? [parts[0]!, parts[1]!] : [text, undefined];
}
