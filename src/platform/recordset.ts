/** What a set-based write did with its rows; the sum is the number of different keys. */
export type Written = { created: number; updated: number; unchanged: number };

/**
 * Rows as the text that json_to_recordset() reads: one parameter for a whole batch. Text PostgreSQL cannot hold (the null
 * character, half a surrogate pair) is mended, so that one odd row never stops the others.
 */
export const recordset = (rows: readonly Record<string, unknown>[]): string =>
  JSON.stringify(rows, (_, value: unknown) => (typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value));
