import { expect, test } from 'vitest';
import { base32, codeOf, newBackupCodes, spendBackupCode, stepOf, uriOf } from './totp.ts';

const secret = Buffer.from('12345678901234567890'); // the secret of the RFCs' tables

test('codes of RFC 4226, appendix D', () => {
  expect(Array.from({ length: 10 }, (_, i) => codeOf(secret, i))).toEqual('755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' '));
});

test('codes of RFC 6238, appendix B (last six digits)', () => {
  const table = [
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ] as const;
  for (const [seconds, code] of table) expect(stepOf(secret, code, seconds * 1000, 0)).toBe(Math.floor(seconds / 30));
});

test('one step of drift, never two, and never the same code again', () => {
  const at = 1_800_000_000_000;
  const step = at / 1000 / 30;
  expect([-2, -1, 0, 1, 2].map((d) => stepOf(secret, codeOf(secret, step + d), at, 0))).toEqual([null, step - 1, step, step + 1, null]);
  expect(stepOf(secret, codeOf(secret, step), at, step)).toBeNull();
  expect(stepOf(secret, '', at, 0)).toBeNull();
});

test('the secret reads as RFC 4648 says', () => {
  expect(['f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((s) => base32(Buffer.from(s)))).toEqual([
    'MY',
    'MZXQ',
    'MZXW6',
    'MZXW6YQ',
    'MZXW6YTB',
    'MZXW6YTBOI',
  ]);
  expect(new URL(uriOf(secret, 'a+b@firm.ru')).searchParams.get('secret')).toBe(base32(secret));
});

test('a backup code works once, however it is typed', () => {
  const codes = newBackupCodes();
  expect(new Set(codes).size).toBe(10);
  const left = spendBackupCode(codes, ` ${codes[3]!.toUpperCase().replace('-', ' ')} `);
  expect(left).toEqual(codes.filter((_, i) => i !== 3));
  expect(spendBackupCode(left!, codes[3]!)).toBeNull();
  expect(spendBackupCode(codes, '')).toBeNull();
});
