import { z } from 'zod';

type Schema = {
  type?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  minLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
};

/** Values that a JSON schema cannot tell: what a pattern, or a rule beyond the schema, wants of a field of this name. */
const byName: Record<string, unknown> = {
  currency: 'RUB',
  country: 'RU',
  timeZone: 'Europe/Moscow',
  email: 'somebody@sample.test',
  day: '2026-03-03',
  from: '2026-01-01',
  to: '2026-01-31',
  effectiveFrom: '2026-02-01',
};

/** An input a schema accepts: what is required, and every id there is room for, which is `id`. */
export const sampleOf = (schema: z.ZodType, id: string): unknown => make(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema, id, '');

/** Does the schema have room for ids? */
export const takesIds = (schema: z.ZodType): boolean =>
  JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })).includes('"format":"uuid"');

const holdsId = (s: Schema): boolean => JSON.stringify(s).includes('"format":"uuid"');

function make(s: Schema, id: string, name: string): unknown {
  if (s.const !== undefined) return s.const;
  if (s.enum) return s.enum[0];
  const options = s.anyOf ?? s.allOf;
  if (options) return make(options.find(holdsId) ?? options[0]!, id, name);
  if (s.format === 'uuid') return id;
  if (name in byName && s.type === 'string') return byName[name];
  switch (s.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(s.properties ?? {})
          .filter(([key, property]) => s.required?.includes(key) || holdsId(property))
          .map(([key, property]) => [key, make(property, id, key)]),
      );
    case 'array':
      return Array.from({ length: Math.max(s.minItems ?? 0, s.items && holdsId(s.items) ? 1 : 0) }, () => make(s.items ?? {}, id, name));
    case 'string':
      return s.format === 'date' ? '2026-03-03' : s.format === 'date-time' ? '2026-03-03T09:00:00Z' : 'x'.repeat(Math.max(s.minLength ?? 0, 3));
    case 'integer':
    case 'number':
      return Math.max(s.minimum ?? 1, (s.exclusiveMinimum ?? 0) + 1);
    case 'boolean':
      return false;
    default:
      return null;
  }
}
