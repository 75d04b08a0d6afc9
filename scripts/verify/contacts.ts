import fs from 'node:fs';
import { email, phone } from '../../src/imports/domain/contact.ts';
import { isFault } from '../../src/imports/domain/text.ts';
import type { Bench } from '../verify.ts';

/** Where the vectors know numbers that today's numbering plans do not: Benin changed all of its in 2024, Zimbabwe one range. */
const changed = ['BJ', 'ZW'];
/** Legal addresses we refuse on purpose, because in a list of leads they are mistakes: a quoted name, a full-width @. */
const odd = (address: string) => address.includes('"') || address.includes('＠');

/** Phones of every region, and e-mail addresses that are ones or are not. */
export async function verifyContacts({ data, json, expect, title }: Bench): Promise<void> {
  title('contacts');
  const lines = fs.readFileSync(data('contacts', 'phone_examples.csv'), 'utf8').trim().split('\n').slice(1);
  const phones = lines.map((line) => line.trim().split(','));
  const read = phones.filter(([, , input, region, e164]) => phone(input!, region!) === e164).length;
  const gone = phones.filter(([, , input, region]) => changed.includes(region!) && isFault(phone(input!, region!))).length;
  expect('phones in the file', 3282, phones.length);
  expect('phones read as their E.164, and those of numbering plans that have changed since', [3273, 9], [read, gone]);

  const vectors = json('contacts', 'emails_python_email_validator.json') as Record<'valid' | 'invalid_syntax', { input: string }[]>;
  const valid = vectors.valid.map(({ input }) => ({ input, got: email(input) }));
  const good = (one: { got: unknown }) => typeof one.got === 'string';
  expect('valid e-mails taken, and odd ones refused', [21, 6], [valid.filter(good).length, valid.filter((one) => odd(one.input) && isFault(one.got)).length]);
  const invalid = vectors.invalid_syntax.map(({ input }) => ({ input, got: email(input) }));
  const inside = invalid.filter((one) => typeof one.got === 'string' && one.got !== one.input && one.input.includes(one.got)).length;
  expect(
    'invalid e-mails refused, and those from which the address inside (a name, spaces around) is taken',
    [71, 8],
    [invalid.filter((one) => isFault(one.got)).length, inside],
  );
}
