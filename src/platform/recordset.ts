import { type RawBuilder, sql } from 'kysely';

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

/**
 * An array whose length the planner does not see, for `id = any(…)` in a table of many workspaces: beside thousands of ids it believes that
 * reading the whole workspace (one 200th of the table, it guesses) is cheaper than looking them up, and an import of a million rows
 * reads all of them for each batch.
 */
export const hidden = (values: readonly string[], type: 'uuid' | 'text'): RawBuilder<string[]> => sql`array(select unnest(${values}::${sql.raw(type)}[]))`;
