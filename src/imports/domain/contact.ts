import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Cell } from '../../platform/tables/cell.ts';
import { type Fault, fault, textOf } from './text.ts';

const notDigits = /[\s\u00a0()\-–.]/g;

/** +7 916 …, 8 (916) …, 7916…, 916…: the Russian spellings, without the library (20 µs a number); the ranges are those its data calls valid. */
function russian(text: string): string | null {
  let digits = text.replace(notDigits, '');
  if (digits.startsWith('+7')) digits = digits.slice(2);
  else if (digits.length === 11 && (digits.startsWith('8') || digits.startsWith('7'))) digits = digits.slice(1);
  else if (!(digits.length === 10 && digits.startsWith('9'))) return null;
  return /^(?:9\d{9}|[348]\d{9})$/.test(digits) ? `+7${digits}` : null;
}

function onePhone(text: string, country: CountryCode): string | null {
  if (country === 'RU') {
    const quick = russian(text);
    if (quick) return quick;
  }
  const number = parsePhoneNumberFromString(text, country);
  return number?.isValid() ? number.number : null;
}

/** A telephone as E.164; of several in one cell, the first that is one. `country` is where numbers without a code belong. */
export function phone(cell: Cell | undefined, country: string): string | null | Fault {
  const text = textOf(cell);
  if (text === null) return null;
  const whole = onePhone(text, country as CountryCode);
  if (whole) return whole;
  for (const part of text.split(/[,;/\n]|\s{2,}| (?=\+)/)) {
    const one = part.trim() && onePhone(part.trim(), country as CountryCode);
    if (one) return one;
  }
  // An international number whose plus was lost on the way through a spreadsheet.
  const digits = text.replace(notDigits, '');
  const international = /^[1-9]\d{9,14}$/.test(digits) ? parsePhoneNumberFromString(`+${digits}`) : undefined;
  return international?.isValid() ? international.number : fault('phone');
}

// RFC 5322 atoms and RFC 6531 letters of any script; quoted local parts are legal, and nobody's customer has one.
const local = /^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const label = /^(?!..--)[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?$/u;
const asciiLabel = /^xn--[a-z0-9]+(?:-[a-z0-9]+)*$/;

function domainOf(text: string, room: number): string | null {
  const lower = text.normalize('NFC').toLowerCase();
  const labels = lower.split('.');
  if (labels.length < 2 || !labels.every((one) => asciiLabel.test(one) || label.test(one))) return null;
  if (/^\d+$/.test(labels.at(-1)!) || /\d$/.test(labels.at(-1)!.replace(/^xn--.*/, ''))) return null;
  try {
    const ascii = new URL(`http://${lower}`).hostname; // punycode and its checks
    return ascii.length <= room && ascii.split('.').every((one) => one.length <= 63) ? lower : null;
  } catch {
    return null;
  }
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

const common = /^[a-z0-9_]+(?:[.+-][a-z0-9_]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,24}$/;

function oneEmail(text: string): string | null {
  const lower = text.toLowerCase();
  // Nearly every address in a file; the slow way below takes 3 µs.
  if (lower.length <= 64 && common.test(lower) && !/(?:@|\.)..--/.test(lower)) return lower;
  const at = lower.lastIndexOf('@');
  const name = lower.slice(0, at).normalize('NFC');
  if (at < 1 || at > 64 || !local.test(name)) return null;
  const domain = domainOf(lower.slice(at + 1), 253 - bytes(name));
  return domain && bytes(name) <= 64 && bytes(lower) <= 254 ? `${name}@${domain}` : null;
}

/** An e-mail address in lower case, so that one person is one person; of several in one cell, the first that is one; `Name <address>` is taken apart. */
export function email(cell: Cell | undefined): string | null | Fault {
  const text = textOf(cell);
  if (text === null) return null;
  const named = /^[^<>]*<([^<>]+)>$/.exec(text);
  const body = (named?.[1] ?? text).replace(/^mailto:/i, '');
  const whole = oneEmail(body);
  if (whole) return whole;
  for (const part of body.split(/[,;]\s*|\s+/)) {
    if (part.includes('@') && body !== part && /[,;]/.test(body)) {
      const one = oneEmail(part);
      if (one) return one;
    }
  }
  return fault('email');
}
