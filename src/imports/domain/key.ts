import { hash } from 'node:crypto';

/** A short, sure name for what identifies a row: 132 bits of SHA-256. */
export function digest(parts: readonly (string | number | null)[]): string {
  // A separator no cell can hold, and a mark for nothing, so that ['a', ''] and ['', 'a'] differ.
  return hash('sha256', parts.map((part) => (part === null ? '\u0001' : part)).join('\u0000'), 'base64url').slice(0, 22);
}

/**
 * Numbers rows that nothing tells apart (a day and a source, nobody's name): the second such row of a file is another lead, and the same file
 * read again gives the same numbers. Every row of a file must be passed in order, also those that are stored already.
 */
export function repeats(): (key: string) => string {
  const seen = new Map<string, number>();
  return (key) => {
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return before === 0 ? key : `${key}.${before}`;
  };
}
