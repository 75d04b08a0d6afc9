import { Button, Paper, Stack, Text } from '@mantine/core';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, type Filter, type Sort, shown as textOf, widthOf } from './columns.tsx';
import { csvOf, saveFile } from './csv.ts';
import classes from './data-table.module.css';
import { useFormats } from './format.tsx';
import { Failed, Loading } from './states.tsx';
import { Foot, Head } from './table-edges.tsx';
import { Row } from './table-row.tsx';
import { useLines } from './table-rows.ts';
import { Toolbar } from './table-toolbar.tsx';

export type { Column, Sort } from './columns.tsx';

type Props<T> = {
  /** Names the table for the memory of its columns, and the exported file. */
  id: string;
  label: string;
  rows: T[] | undefined;
  /** The first one stays in sight when scrolled sideways and names the row. */
  columns: Column<T>[];
  rowKey: (row: T) => string;
  /** Rows below a row: channel → source → campaign. */
  below?: (row: T) => T[] | undefined;
  /** The totals, as a row; computed where the rows were. */
  totals?: T | null;
  onOpen?: (row: T) => void;
  /** A row to lead to: its branches are open, it is in sight and has the focus. Mount the table when its rows are there. */
  reveal?: string;
  sort?: Sort;
  /** The order and the search are the server's: it answers with the rows of this page and is asked for more at the end. */
  remote?: {
    sort: Sort | null;
    onSort: (sort: Sort) => void;
    search?: string;
    onSearch?: (text: string) => void;
    onEnd?: () => void;
    more?: boolean;
    total?: number;
  };
  /** Addresses of the server's exports; without them what is on the screen is saved as CSV. */
  exports?: { csv?: string; xlsx?: string };
  loading?: boolean;
  error?: unknown;
  onRetry?: () => void;
  /** What to show, and to do, when there is not a single row. */
  empty?: ReactNode;
  /** The page's own filters and buttons. */
  tools?: ReactNode;
  rowHeight?: number;
  /** Most of the height the rows may take; scrolls inside. */
  height?: string;
  plain?: boolean;
};

/** The one table. Draws only the rows in sight, so ten thousand scroll as ten do. Arrow keys walk the rows, Enter opens, → and ← unfold and fold. */
export function DataTable<T>(props: Props<T>) {
  const { id, label, rows, columns, rowKey, below, totals, onOpen, remote, rowHeight = 40 } = props;
  const { t, i18n } = useTranslation('ui');
  const f = useFormats();
  const phone = useMediaQuery('(max-width: 48em)');
  const [picked, setPicked] = useLocalStorage<Record<string, boolean>>({ key: `otdel.columns.${id}`, defaultValue: {} });
  const [ownSort, setOwnSort] = useState<Sort | null>(props.sort ?? null);
  const [ownSearch, setOwnSearch] = useState('');
  const [filters, setFilters] = useState<Record<string, Filter>>({});
  const sort = remote ? remote.sort : ownSort;
  const search = remote ? (remote.search ?? '') : ownSearch;

  const visible = useMemo(() => columns.filter((c, i) => i === 0 || (picked[c.id] ?? !c.hidden)), [columns, picked]);
  const tree = useLines(
    { rows: rows ?? [], columns, rowKey, children: below, search, filters, sort, ready: Boolean(remote), language: i18n.language, perUnit: f.perUnit },
    props.reveal,
  );
  const { lines } = tree;

  const wanted = props.reveal ? lines.findIndex((l) => l.key === props.reveal) : -1;
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 14,
    getItemKey: (i) => lines[i]?.key ?? i,
  });
  const items = virtual.getVirtualItems();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice or order is read from its beginning
  useEffect(() => {
    if (frame.current) frame.current.scrollTop = 0;
  }, [search, filters, sort?.column, sort?.descending]);
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);

  const lastSeen = items.at(-1)?.index ?? -1;
  const onEnd = remote?.onEnd;
  useEffect(() => {
    if (onEnd && lines.length > 0 && lastSeen >= lines.length - 10) onEnd();
  }, [onEnd, lastSeen, lines.length]);

  const [active, setActive] = useState(Math.max(0, wanted));
  const moving = useRef(wanted >= 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: led to once, when the table appears
  useEffect(() => {
    if (wanted >= 0) virtual.scrollToIndex(wanted, { align: 'center' });
  }, []);
  const here = useRef(Math.max(0, wanted)); // where the keys have got to: a key held down is faster than the focus follows
  const stand = useCallback((index: number) => {
    here.current = index;
    setActive(index);
  }, []);
  const count = lines.length;
  const { scrollToIndex } = virtual;
  const move = useCallback(
    (by: number) => {
      const next = Math.max(0, Math.min(count - 1, here.current + by));
      moving.current = true;
      stand(next);
      scrollToIndex(next);
    },
    [count, scrollToIndex, stand],
  );
  useEffect(() => {
    if (!moving.current) return;
    const row = frame.current?.querySelector<HTMLElement>(`[data-index="${active}"]`);
    if (row) {
      moving.current = false;
      row.focus({ preventScroll: true });
    }
  });

  if (props.error) return <Failed error={props.error} onRetry={props.onRetry} />;
  if (props.loading || !rows) return <Loading lines={8} height={rowHeight - 12} />;
  if (rows.length === 0 && !search && props.empty) return props.empty;

  const saveCsv = () =>
    saveFile(`${id}.csv`, csvOf([visible.map((c) => c.name), ...lines.map(({ row }) => visible.map((c) => exported(c, row)))], i18n.language));
  const exported = (c: Column<T>, row: T) => {
    const v = c.value(row);
    return typeof v === 'number' && (c.kind === 'money' || c.kind === 'percent')
      ? Number((c.kind === 'money' ? f.units(v) : v).toFixed(6))
      : typeof v === 'number'
        ? v
        : textOf(c, row, f);
  };
  const sheet = props.exports;
  const total = visible.reduce((sum, c, i) => sum + widthOf(c, i === 0, phone), 0);

  return (
    <Stack gap="xs" miw={0}>
      {props.plain ? null : (
        <Toolbar
          columns={columns}
          shown={visible}
          show={(column, wanted) => setPicked({ ...picked, [column]: wanted })}
          reset={() => setPicked({})}
          search={remote && !remote.onSearch ? null : search}
          onSearch={remote?.onSearch ?? setOwnSearch}
          filters={remote ? null : filters}
          onFilters={setFilters}
          exports={[
            ...(sheet?.csv ? [{ label: t('table.csv'), href: sheet.csv }] : [{ label: t('table.csv'), run: saveCsv }]),
            ...(sheet?.xlsx ? [{ label: t('table.xlsx'), href: sheet.xlsx }] : []),
          ]}
          count={
            remote?.more
              ? t('table.first', { shown: f.num(lines.length) })
              : remote?.total !== undefined && remote.total > lines.length
                ? t('table.rows_of', { shown: f.num(lines.length), all: f.num(remote.total) })
                : t('table.rows', { count: lines.length })
          }
        >
          {props.tools}
          {below ? (
            <Button size="xs" variant="subtle" onClick={tree.anyOpen ? tree.closeAll : tree.openAll}>
              {t(tree.anyOpen ? 'table.collapse_all' : 'table.expand_all')}
            </Button>
          ) : null}
        </Toolbar>
      )}
      <Paper withBorder className={classes.frame} ref={frame} style={{ maxHeight: props.height ?? 'max(420px, calc(100dvh - 260px))' }}>
        <table
          className={classes.table}
          role={below ? 'treegrid' : 'grid'}
          aria-label={label}
          aria-rowcount={(remote?.total ?? lines.length) + 1}
          style={{ minWidth: total }}
        >
          <colgroup>
            {visible.map((c, i) => (
              <col key={c.id} style={{ width: widthOf(c, i === 0, phone) }} />
            ))}
          </colgroup>
          <Head columns={visible} sort={sort} onSort={remote?.onSort ?? setOwnSort} />
          <tbody>
            {before > 0 ? <tr aria-hidden style={{ height: before }} /> : null}
            {items.map(({ index }) => {
              const line = lines[index];
              return line ? (
                <Row
                  key={line.key}
                  line={line}
                  index={index}
                  columns={visible}
                  f={f}
                  height={rowHeight}
                  active={index === active}
                  wanted={line.key === props.reveal}
                  stand={stand}
                  move={move}
                  onOpen={onOpen}
                  toggle={tree.toggle}
                />
              ) : null;
            })}
            {after > 0 ? <tr aria-hidden style={{ height: after }} /> : null}
          </tbody>
          {totals ? <Foot columns={visible} totals={totals} f={f} /> : null}
        </table>
        {lines.length === 0 ? (
          <Text c="dimmed" size="sm" p="lg" ta="center">
            {t('table.nothing')}
          </Text>
        ) : null}
      </Paper>
    </Stack>
  );
}
