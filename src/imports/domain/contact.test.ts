import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { describe, expect, it } from 'vitest';
import { email, phone } from './contact.ts';

describe('phone', () => {
  it.each([
    ['+7 916 123-45-67', '+79161234567'],
    ['8 (916) 123-45-67', '+79161234567'],
    ['89161234567', '+79161234567'],
    ['79161234567', '+79161234567'],
    [79161234567, '+79161234567'],
    ['9161234567', '+79161234567'],
    ["'+7 916 123 45 67", '+79161234567'],
    ['8 495 123-45-67', '+74951234567'],
    ['8 800 555-35-35', '+78005553535'],
    ['+375 29 123-45-67', '+375291234567'],
    ['375291234567', '+375291234567'],
    ['+7 701 234 56 78', '+77012345678'],
    ['+44 20 7946 0958', '+442079460958'],
    ['8 916 123-45-67, 8 903 765-43-21', '+79161234567'],
    ['нет; 8 903 765-43-21', '+79037654321'],
  ])('%s → %s', (text, expected) => {
    expect(phone(text, 'RU')).toBe(expected);
  });

  it('takes a number without a code for one of the country', () => {
    expect(phone('020 7946 0958', 'GB')).toBe('+442079460958');
    expect(phone('(415) 555-2671', 'US')).toBe('+14155552671');
  });

  it('refuses what cannot be called', () => {
    for (const text of ['123', 'позвонить позже', '+7 916 123', '00000000000', '8 916 123-45-67-89-00']) expect(phone(text, 'RU')).toEqual({ fault: 'phone' });
    expect(phone('—', 'RU')).toBeNull();
  });

  it('the quick way agrees with the library on every Russian number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), fc.constantFrom('+7', '8', '7'), (number, prefix) => {
        const text = prefix + String(number).padStart(10, '0');
        const library = parsePhoneNumberFromString(text, 'RU');
        const quick = phone(text, 'RU');
        if (library?.isValid()) expect(quick).toBe(library.number);
        else if (typeof quick === 'string') expect(parsePhoneNumberFromString(`+${text.replace('+', '')}`)?.number).toBe(quick);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('email', () => {
  it.each([
    ['Ivan.Petrov@Example.COM', 'ivan.petrov@example.com'],
    ['user+tag/dep=x@example.tld', 'user+tag/dep=x@example.tld'],
    ['Иван Петров <ivan@example.com>', 'ivan@example.com'],
    ['mailto:a@b.ru', 'a@b.ru'],
    ['a@b.ru; c@d.ru', 'a@b.ru'],
    ['почта@пример.рф', 'почта@пример.рф'],
    ['a@xn--e1afmkfd.xn--p1ai', 'a@xn--e1afmkfd.xn--p1ai'],
    ['it.s@sub-domain.example.co.uk', 'it.s@sub-domain.example.co.uk'],
  ])('%s → %s', (text, expected) => {
    expect(email(text)).toBe(expected);
  });
  it('refuses what no mail server would take', () => {
    for (const text of [
      'hello.world',
      'a@localhost',
      '.a@b.ru',
      'a..b@b.ru',
      'a.@b.ru',
      'a@b..ru',
      'a@-b.ru',
      'a@b-.ru',
      'a@b.ru.',
      'a b@c.ru',
      'a@[127.0.0.1]',
      'a@yy--0.tld',
      `${'a'.repeat(65)}@b.ru`,
      `a@${'b'.repeat(64)}.ru`,
      'a@bad.tld-2',
      'нет',
    ])
      expect(email(text), text).toEqual({ fault: 'email' });
  });
});
