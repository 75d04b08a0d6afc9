/** What a set-based write did with its rows; the sum is the number of different keys. */
export type Written = { created: number; updated: number; unchanged: number };

/** How JSON writes what PostgreSQL cannot hold: the null character and half a surrogate pair. */
const unholdable = /\\u(0000|d[89a-f])/i;

/**
 * Rows as the text that json_to_recordset() reads: one parameter for a whole batch. Text PostgreSQL cannot hold is mended, so that one
 * odd row never stops the others; looked for in the finished text, because a replacer takes ten times as long as the writing.
 */
export function recordset(rows: readonly Record<string, unknown>[]): string {
  const text = JSON.stringify(rows);
  if (!unholdable.test(text)) return text;
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value));
}
