import fc from 'fast-check';
import { z } from 'zod';

type Schema = {
  type?: string;
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
};

/** Text that has broken parsers, databases, spreadsheets and pages before. */
const nastyText = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfffy',
  '\ufeff',
  '\u202e\u200b',
  'e\u0301'.repeat(40),
  '👩‍👩‍👧‍👦',
  'ı İ ß ﬀ',
  `'; drop table lead; --`,
  '"><img src=x onerror=alert(1)>',
  '=cmd|calc!A1',
  '%',
  '_%\\',
  '\\',
  '../../../../etc/passwd',
  '{{7*7}}',
  '$1',
  '__proto__',
  'constructor',
  'null',
  'NaN',
  '-Infinity',
  '1e309',
  '9223372036854775808',
  '0x7f',
  '0001-01-01',
  '2026-02-30',
  '+275760-09-13',
  'a@b',
  'Europe/Moscow',
  '٣',
  'x'.repeat(5_000),
];
const nastyNumbers = [0, -0, -1, 0.1, 1e-320, 2 ** 31 - 1, 2 ** 31, 2 ** 53 - 1, 2 ** 53, -(2 ** 53), 2 ** 63, 1e21, 1e308, -1e308];
/** Days a calendar may take for real ones: ends of what JavaScript, PostgreSQL and people can count. */
const days = [
  '0000-01-01',
  '0001-01-01',
  '0001-02-28',
  '1582-10-10',
  '1900-02-28',
  '1970-01-01',
  '2024-02-29',
  '2026-01-01',
  '2026-12-01',
  '2100-01-01',
  '9999-12-31',
];
/** Values a pattern wants that nobody would hit upon; odd ones among them. */
const byName: Record<string, unknown[]> = {
  currency: ['RUB', 'JPY', 'KWD', 'XXX', 'ZZZ', 'EUR'],
  country: ['RU', 'ZZ', 'KZ'],
  timeZone: ['Europe/Moscow', 'UTC', 'Etc/GMT+12', 'GMT', 'EST5EDT', 'localtime', 'posix/Europe/Moscow', 'Pacific/Apia', 'Factory', 'Asia/Kathmandu'],
  email: ['somebody@sample.test', 'a@b.co', `${'x'.repeat(60)}@sample.test`],
  effectiveFrom: ['2026-01-01', '0001-01-01', '0000-01-01', '9999-12-01', '2026-02-01'],
  code: ['123456', '000000'],
  cursor: [
    'e30',
    'bnVsbA',
    Buffer.from('{"day":"0001-01-01","receivedAt":"0001-01-01T00:00:00Z","id":"00000000-0000-4000-8000-000000000000"}').toString('base64url'),
  ],
  row: ['total', 'unattributed', '', '/', 'c:', '["a"]'],
  year: [2000, 2026, 2100],
  // what makes a request likely to be taken: periods that run forwards, versions that are the current ones
  from: ['2026-01-01', '0001-01-01', '2025-01-01', '1970-01-01'],
  to: ['2026-01-31', '9999-12-31', '2026-12-31', '2100-01-01'],
  compareFrom: ['2025-01-01', '0001-01-01'],
  compareTo: ['2025-12-31', '9999-12-31'],
  version: [0, 1, 1, 2, 3],
  expectedVersion: [0, 1, 1, 2, 3],
};

/** Anything JSON can carry, shallow or deep, and hostile to whoever expects something else. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...nastyText),
  fc.constantFrom(...nastyNumbers),
  fc.constantFrom(null, true, false, [], {}, [[]], { length: 1e9 }, { toString: 1 }, { code: '23505' }),
  fc.constant(JSON.parse(`${'['.repeat(2_000)}${']'.repeat(2_000)}`)),
  fc.constant(JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}')),
  fc.constant(Array.from({ length: 2_000 }, (_, i) => i)),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.jsonValue({ maxDepth: 4 }),
);

/** Inputs in the shape a schema asks for, its values as extreme as it lets them be; `ids` are rows that exist. */
export const shaped = (schema: z.ZodType, ids: readonly string[]): fc.Arbitrary<unknown> =>
  schema instanceof z.ZodUndefined ? fc.constant(undefined) : of(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema, ids, '');

/** The same with one part of it replaced by junk, one left out, or junk altogether. */
export const misshapen = (schema: z.ZodType, ids: readonly string[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 1, arbitrary: junk },
    { weight: 4, arbitrary: fc.tuple(shaped(schema, ids), fc.nat(), fc.option(junk, { nil: undefined })).map(([value, at, bad]) => replaced(value, at, bad)) },
  );

/** `value` with the part number `at` (of all its parts, in order) exchanged; undefined leaves it out. */
function replaced(value: unknown, at: number, bad: unknown): unknown {
  const places: (string | number)[][] = [];
  const walk = (v: unknown, place: (string | number)[]): void => {
    places.push(place);
    if (typeof v !== 'object' || v === null || place.length > 6) return;
    for (const [key, part] of Object.entries(v).slice(0, 40)) walk(part, [...place, key]);
  };
  walk(value, []);
  const place = places[at % places.length]!;
  const put = (v: unknown, rest: (string | number)[]): unknown => {
    const [key, ...further] = rest;
    if (key === undefined) return bad;
    if (Array.isArray(v)) return v.map((x, i) => (String(i) === key ? put(x, further) : x));
    return { ...(v as object), [key]: put((v as Record<string, unknown>)[key], further) };
  };
  return put(value, place);
}

function of(s: Schema, ids: readonly string[], name: string): fc.Arbitrary<unknown> {
  if (s.const !== undefined) return fc.constant(s.const);
  if (s.enum) return fc.constantFrom(...s.enum);
  const options = s.anyOf ?? s.oneOf ?? s.allOf;
  if (options) return fc.oneof(...options.map((o) => of(o, ids, name)));
  if (s.format === 'uuid') return fc.oneof(fc.constantFrom(...ids), fc.uuid());
  if (name in byName) return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...byName[name]!) }, { weight: 1, arbitrary: plain(s, ids, name) });
  return plain(s, ids, name);
}

function plain(s: Schema, ids: readonly string[], name: string): fc.Arbitrary<unknown> {
  switch (s.type) {
    case 'object':
      return objectOf(s, ids);
    case 'array':
      return fc.array(of(s.items ?? {}, ids, name), { minLength: s.minItems ?? 0, maxLength: Math.min(s.maxItems ?? 6, (s.minItems ?? 0) + 6) });
    case 'string':
      return textOf(s);
    case 'integer':
    case 'number':
      return numberOf(s);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return junk;
  }
}

function objectOf(s: Schema, ids: readonly string[]): fc.Arbitrary<unknown> {
  const properties = Object.fromEntries(Object.entries(s.properties ?? {}).map(([key, property]) => [key, of(property, ids, key)]));
  if (typeof s.additionalProperties === 'object' && s.additionalProperties !== null && !s.properties)
    return fc.dictionary(fc.oneof(fc.constantFrom(...nastyText), fc.constantFrom('RUB', 'USD', 'new')), of(s.additionalProperties, ids, ''), { maxKeys: 5 });
  return fc.record(properties, { requiredKeys: s.required ?? [] });
}

function textOf({ format, pattern, minLength = 0, maxLength = 300 }: Schema): fc.Arbitrary<unknown> {
  if (format === 'date') return fc.constantFrom(...days);
  if (format === 'date-time') return fc.constantFrom(...days.map((day) => `${day}T23:59:60Z`), '2026-01-01T00:00:00Z');
  if (pattern && pattern.length < 60) return fc.oneof(fc.stringMatching(new RegExp(pattern)), fc.constantFrom(...nastyText));
  return fc.oneof(fc.constantFrom(...nastyText), fc.string({ unit: 'grapheme', maxLength: 40 })).map((text) => text.padEnd(minLength, 'х').slice(0, maxLength));
}

function numberOf(s: Schema): fc.Arbitrary<number> {
  const low = s.minimum ?? (s.exclusiveMinimum === undefined ? -Number.MAX_SAFE_INTEGER : s.exclusiveMinimum + (s.type === 'integer' ? 1 : 1e-4));
  const high = s.maximum ?? (s.exclusiveMaximum === undefined ? Number.MAX_SAFE_INTEGER : s.exclusiveMaximum - (s.type === 'integer' ? 1 : 1e-4));
  const edges = fc.constantFrom(low, high, ...[0, 1, 2, 100, 2 ** 31, 2 ** 32].filter((n) => n >= low && n <= high));
  const step = s.multipleOf ?? 1;
  if (s.type === 'integer' || s.multipleOf)
    return fc.oneof(
      edges,
      fc.integer({ min: Math.ceil(low / step), max: Math.floor(high / step) }).map((n) => Number((n * step).toFixed(6))),
    );
  return fc.oneof(edges, fc.double({ min: low, max: high, noNaN: true }));
}
