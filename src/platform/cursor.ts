import type { z } from 'zod';
import { AppError } from './errors.ts';

/** The place where a page ended, as text that means nothing to the one who carries it back. */
export const cursorOf = (place: Record<string, string>): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** The place again; null when there is none yet, 400 when the text is not one of ours. */
export function placeOf<S extends z.ZodType>(cursor: string | undefined, schema: S): z.output<S> | null {
  if (cursor === undefined) return null;
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new AppError('invalid', { issues: [{ path: 'cursor', code: 'invalid' }] });
  }
}
