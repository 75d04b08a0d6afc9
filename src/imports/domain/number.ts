import type { Cell } from '../../platform/tables/cell.ts';
import { type Fault, fault, isFault, textOf } from './text.ts';

/** Which sign divides the whole from the parts; it matters only for values like `1,234` that can be read both ways. */
export type DecimalSign = 'dot' | 'comma';

const plain = /^-?\d+(\.\d+)?$/;
const spaces = /[\s\u00a0\u2000-\u200b\u202f\u205f\u3000'’]/g;
const currencySigns = /[₽$€£¥₸₴₺₹₾₼֏]|(?:руб(?:лей|ля|ль)?|rub|usd|eur|kzt|byn|тг|р|сум|грн)\.?(?![a-zа-я])/gi;

/** A value written by people or programs as `-1234.56` with a point, or a fault; null when empty. Parentheses and a minus behind are negatives. */
export function decimalText(cell: Cell | undefined, sign: DecimalSign | null): string | null | Fault {
  if (typeof cell === 'number') return Number.isFinite(cell) && Math.abs(cell) < 1e15 ? plainNumber(cell) : fault('number_too_large');
  const text = textOf(cell);
  if (text === null) return null;
  if (plain.test(text) && !isAmbiguous(text, '.', sign)) return text;
  let body = text.replace(spaces, '').replace(currencySigns, '').replace(/[−–]/g, '-');
  let negative = false;
  if (/^\(.*\)$/.test(body)) {
    negative = true;
    body = body.slice(1, -1);
  }
  if (body.startsWith('-')) {
    negative = !negative;
    body = body.slice(1);
  } else if (body.startsWith('+')) body = body.slice(1);
  else if (body.endsWith('-')) {
    negative = true;
    body = body.slice(0, -1);
  }
  if (!/^[\d.,]*\d[\d.,]*$/.test(body)) return fault('number');
  const result = unsigned(body, sign);
  return isFault(result) ? result : negative ? `-${result}` : result;
}

function plainNumber(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(12) : text;
}

/** `1.234` or `1,234`: one separator, one to three digits before it that do not start with 0, exactly three behind. */
function isAmbiguous(text: string, separator: string, sign: DecimalSign | null): boolean {
  if (sign === 'dot' && separator === '.') return false;
  const at = text.indexOf(separator);
  const digits = text.startsWith('-') ? at - 1 : at;
  return at > 0 && digits <= 3 && text.length - at === 4 && text[text.startsWith('-') ? 1 : 0] !== '0';
}

function unsigned(body: string, sign: DecimalSign | null): string | Fault {
  const comma = body.lastIndexOf(',');
  const dot = body.lastIndexOf('.');
  if (comma < 0 && dot < 0) return body;
  if (comma >= 0 && dot >= 0) {
    // Both are there: the last one divides the parts, the other groups thousands.
    const decimal = comma > dot ? ',' : '.';
    const at = body.lastIndexOf(decimal);
    if (body.indexOf(decimal) !== at) return fault('number');
    const whole = grouped(body.slice(0, at), decimal === ',' ? '.' : ',');
    return whole === null ? fault('number') : joined(whole, body.slice(at + 1));
  }
  const separator = comma >= 0 ? ',' : '.';
  const at = Math.max(comma, dot);
  if (body.indexOf(separator) !== at) {
    const whole = grouped(body, separator);
    return whole === null ? fault('number') : whole;
  }
  const decimal = (separator === ',') === (sign === 'comma');
  if (isAmbiguous(body, separator, null)) {
    if (sign === null) return fault('number_ambiguous');
    if (!decimal) return body.replace(separator, '');
  }
  return joined(body.slice(0, at), body.slice(at + 1));
}

function joined(whole: string, part: string): string {
  return part === '' ? whole : `${whole || '0'}.${part}`;
}

/** Thousands in groups of three, or in the Indian way (12,34,567); null when the groups are neither. */
function grouped(text: string, separator: string): string | null {
  const groups = text.split(separator);
  const head = groups[0]!;
  if (head === '' || head.length > 3 || groups.at(-1)!.length !== 3) return null;
  if (groups.slice(1, -1).some((group) => group.length !== 3 && group.length !== 2)) return null;
  return groups.join('');
}

/** Currencies whose smallest part is not a hundredth (ISO 4217). */
const exponents: Record<string, number> = {
  JPY: 0,
  KRW: 0,
  VND: 0,
  CLP: 0,
  ISK: 0,
  XOF: 0,
  XAF: 0,
  PYG: 0,
  UGX: 0,
  BHD: 3,
  KWD: 3,
  JOD: 3,
  OMR: 3,
  TND: 3,
  IQD: 3,
};

/** How many digits the minor unit of a currency takes. */
export function currencyDigits(currency: string): number {
  return exponents[currency] ?? 2;
}

/**
 * The largest amount of one row, in minor units (a hundred billion roubles), and the largest count. What is larger is a slip of the keyboard or an id in the wrong
 * column; taken in, a few such rows would carry the sums of every report beyond 2^53. The tables have the same limit as a check.
 */
const largest = 10_000_000_000_000;

/** `-1234.565` with `digits` 2 → -123457: exact, by text, half away from zero; a fault beyond the largest amount. */
export function minorUnits(decimal: string, digits: number): number | Fault {
  const negative = decimal.startsWith('-');
  const from = negative ? 1 : 0;
  const point = decimal.indexOf('.');
  const whole = point < 0 ? decimal.slice(from) : decimal.slice(from, point);
  const part = point < 0 ? '' : decimal.slice(point + 1);
  let value = Number(whole + (part.length > digits ? part.slice(0, digits) : part.padEnd(digits, '0')));
  if (part.length > digits && part.charCodeAt(digits) >= 53) value++;
  if (value > largest) return fault('number_too_large');
  return negative && value !== 0 ? -value : value;
}

/** A decimal text divided by 10^places: micros of an advertising API are 6. */
export function shifted(decimal: string, places: number): string {
  const negative = decimal.startsWith('-') ? '-' : '';
  const [whole = '', part = ''] = decimal.slice(negative.length).split('.');
  const digits = whole.padStart(places + 1, '0');
  return `${negative}${digits.slice(0, -places)}.${digits.slice(-places)}${part}`;
}

/** Money in minor units; null when empty. */
export function money(cell: Cell | undefined, sign: DecimalSign | null, digits: number, micros = false): number | null | Fault {
  const decimal = decimalText(cell, sign);
  if (decimal === null || isFault(decimal)) return decimal;
  return minorUnits(micros ? shifted(decimal, 6) : decimal, digits);
}

/** A number of things (impressions, clicks): whatever separates groups of three are thousands. Parts are cut off only when they are zeros. */
export function count(cell: Cell | undefined): number | null | Fault {
  if (typeof cell === 'number' && !Number.isInteger(cell)) return fault('number');
  const text = textOf(cell);
  if (text === null) return null;
  const separator = text.includes(',') ? 'dot' : 'comma';
  const decimal = decimalText(text, separator);
  if (decimal === null || isFault(decimal)) return decimal;
  if (decimal.startsWith('-')) return fault('negative');
  if (!/^\d+(\.0+)?$/.test(decimal)) return fault('number');
  const value = Number(decimal);
  return value <= largest ? value : fault('number_too_large');
}
