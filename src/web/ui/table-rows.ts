import { useCallback, useMemo, useState } from 'react';
import { type Column, compare, type Filter, isSet, passes, type Sort } from './columns.tsx';

export type Line<T> = { row: T; key: string; level: number; branches: boolean; open: boolean };
type Source<T> = {
  rows: T[];
  columns: Column<T>[];
  rowKey: (row: T) => string;
  children?: (row: T) => T[] | undefined;
  search: string;
  filters: Record<string, Filter>;
  sort: Sort | null;
  /** The server has searched and sorted already. */
  ready: boolean;
  language: string;
  /** Minor units in one unit of the currency: filters are typed in units. */
  perUnit: number;
};

/** The lines to draw: searched, filtered, sorted on every level, branches opened. A branch stays when anything below it matches, and is then open. */
export function linesOf<T>(source: Source<T>, open: ReadonlySet<string>): Line<T>[] {
  const { rows, columns, rowKey, children, sort, ready } = source;
  const collator = new Intl.Collator(source.language, { numeric: true, sensitivity: 'base' });
  const needle = ready ? '' : source.search.trim().toLowerCase();
  const active = Object.entries(ready ? {} : source.filters).flatMap(([id, filter]) => {
    const column = columns.find((c) => c.id === id);
    return column && isSet(filter) ? [{ column, filter, scale: column.kind === 'money' ? source.perUnit : column.kind === 'percent' ? 0.01 : 1 }] : [];
  });
  const sifting = needle !== '' || active.length > 0;
  const holds = (row: T) =>
    columns.some((c) =>
      String(c.value(row) ?? '')
        .toLowerCase()
        .includes(needle),
    );
  const fits = (row: T) => (needle === '' || holds(row)) && active.every(({ column, filter, scale }) => passes(column.value(row), filter, scale));
  const by = ready ? undefined : columns.find((c) => c.id === sort?.column);

  const walk = (level: T[], depth: number): Line<T>[] => {
    const sorted = by && sort ? [...level].sort((a, b) => compare(by.value(a), by.value(b), sort.descending, collator)) : level;
    return sorted.flatMap((row) => {
      const below = children?.(row) ?? [];
      const key = rowKey(row);
      const inner = below.length && (sifting || open.has(key)) ? walk(below, depth + 1) : [];
      const own = fits(row);
      if (!own && inner.length === 0) return [];
      const shows = open.has(key) || (sifting && !own);
      return [{ row, key, level: depth, branches: below.length > 0, open: shows }, ...(shows ? inner : [])];
    });
  };
  return walk(rows, 0);
}

/** The lines, and the folding of branches; those above the row `reveal` are open from the start. */
export function useLines<T>({ rows, columns, rowKey, children, search, filters, sort, ready, language, perUnit }: Source<T>, reveal?: string) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(reveal ? pathTo(reveal, rows, rowKey, children) : []));
  const lines = useMemo(
    () => linesOf({ rows, columns, rowKey, children, search, filters, sort, ready, language, perUnit }, open),
    [rows, columns, rowKey, children, search, filters, sort, ready, language, perUnit, open],
  );
  const toggle = useCallback((key: string) => setOpen((was) => (was.has(key) ? new Set([...was].filter((k) => k !== key)) : new Set([...was, key]))), []);
  const branches = (level: T[]): string[] =>
    level.flatMap((row) => {
      const below = children?.(row) ?? [];
      return below.length ? [rowKey(row), ...branches(below)] : [];
    });
  return {
    lines,
    toggle,
    openAll: () => setOpen(new Set(branches(rows))),
    closeAll: () => setOpen(new Set()),
    anyOpen: open.size > 0,
  };
}

/** The branches above a row, from the root; empty when it is not there. */
export function pathTo<T>(key: string, rows: T[], rowKey: (row: T) => string, children?: (row: T) => T[] | undefined): string[] {
  for (const row of rows) {
    const below = children?.(row) ?? [];
    if (below.some((b) => rowKey(b) === key)) return [rowKey(row)];
    const deeper = pathTo(key, below, rowKey, children);
    if (deeper.length) return [rowKey(row), ...deeper];
  }
  return [];
}
