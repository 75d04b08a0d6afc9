import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCurrency } from '../session.ts';
import { type Column, compare, type Filter, isSet, passes, type Sort } from './columns.tsx';
import { minorPerUnit } from './format.tsx';

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
  /** A row whose branches are open from the start. */
  reveal?: string;
};

/** The lines to draw: searched, filtered, sorted on every level, branches opened. A branch stays when anything below it matches. */
export function useLines<T>({ rows, columns, rowKey, children, search, filters, sort, ready, reveal }: Source<T>) {
  const { i18n } = useTranslation();
  const perUnit = minorPerUnit(useCurrency());
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(reveal ? pathTo(reveal, rows, rowKey, children) : []));

  const lines = useMemo(() => {
    const collator = new Intl.Collator(i18n.language, { numeric: true, sensitivity: 'base' });
    const needle = ready ? '' : search.trim().toLowerCase();
    const active = Object.entries(ready ? {} : filters).flatMap(([id, filter]) => {
      const column = columns.find((c) => c.id === id);
      return column && isSet(filter) ? [{ column, filter, scale: column.kind === 'money' ? perUnit : column.kind === 'percent' ? 0.01 : 1 }] : [];
    });
    const sifting = needle !== '' || active.length > 0;
    const fits = (row: T) =>
      (needle === '' ||
        columns.some((c) =>
          String(c.value(row) ?? '')
            .toLowerCase()
            .includes(needle),
        )) &&
      active.every(({ column, filter, scale }) => passes(column.value(row), filter, scale));
    const by = ready ? undefined : columns.find((c) => c.id === sort?.column);

    const walk = (level: T[], depth: number): Line<T>[] => {
      const sorted = by && sort ? [...level].sort((a, b) => compare(by.value(a), by.value(b), sort.descending, collator)) : level;
      const out: Line<T>[] = [];
      for (const row of sorted) {
        const below = children?.(row) ?? [];
        const inner = below.length && (sifting || open.has(rowKey(row))) ? walk(below, depth + 1) : [];
        const own = fits(row);
        if (!own && inner.length === 0) continue;
        const key = rowKey(row);
        const shows = open.has(key) || (sifting && !own);
        out.push({ row, key, level: depth, branches: below.length > 0, open: shows });
        if (shows) out.push(...inner);
      }
      return out;
    };
    return walk(rows, 0);
  }, [rows, columns, rowKey, children, search, filters, sort, ready, open, perUnit, i18n.language]);

  const toggle = useCallback((key: string) => setOpen((was) => (was.has(key) ? new Set([...was].filter((k) => k !== key)) : new Set([...was, key]))), []);
  return {
    lines,
    toggle,
    openAll: () => {
      const every: string[] = [];
      const collect = (level: T[]) => {
        for (const row of level) {
          const below = children?.(row) ?? [];
          if (below.length) every.push(rowKey(row));
          collect(below);
        }
      };
      collect(rows);
      setOpen(new Set(every));
    },
    closeAll: () => setOpen(new Set()),
    anyOpen: open.size > 0,
  };
}

/** The branches above a row, from the root; empty when it is not there. */
function pathTo<T>(key: string, rows: T[], rowKey: (row: T) => string, children?: (row: T) => T[] | undefined): string[] {
  for (const row of rows) {
    const below = children?.(row) ?? [];
    if (below.some((b) => rowKey(b) === key)) return [rowKey(row)];
    const deeper = pathTo(key, below, rowKey, children);
    if (deeper.length) return [rowKey(row), ...deeper];
  }
  return [];
}
