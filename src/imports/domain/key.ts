/** Makes a short name of a text, so that different texts have different ones: the domain has no cryptography of its own. */
export type Hash = (text: string) => string;

/** What identifies a row as one text, different for ['a', null], ['a', ''] and ['', 'a']: cells hold no control characters of these. */
export function joined(parts: readonly (string | number | null)[]): string {
  return parts.map((part) => (part === null ? '\u0001' : part)).join('\u0000');
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
