import { ActionIcon } from '@mantine/core';
import { type KeyboardEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Cell, type Column, isFigure } from './columns.tsx';
import classes from './data-table.module.css';
import type { Formats } from './format.tsx';
import { Icon } from './icon.tsx';
import type { Line } from './table-rows.ts';

type Props<T> = {
  line: Line<T>;
  index: number;
  columns: Column<T>[];
  f: Formats;
  height: number;
  /** The row the Tab key stops at. */
  active: boolean;
  /** The row somebody was led to. */
  wanted?: boolean;
  stand: (index: number) => void;
  /** Moves the focus so many rows on. */
  move: (by: number) => void;
  onOpen?: (row: T) => void;
  toggle: (key: string) => void;
};

function PlainRow<T>({ line, index, columns, f, height, active, wanted, stand, move, onOpen, toggle }: Props<T>) {
  const { t } = useTranslation('ui');
  const { row, key, level, branches, open } = line;
  const steps: Record<string, () => void> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    PageDown: () => move(15),
    PageUp: () => move(-15),
    Home: () => move(-Number.MAX_SAFE_INTEGER),
    End: () => move(Number.MAX_SAFE_INTEGER),
    ArrowRight: () => branches && !open && toggle(key),
    ArrowLeft: () => branches && open && toggle(key),
    Enter: () => (onOpen ? onOpen(row) : branches && toggle(key)),
  };
  const press = (e: KeyboardEvent) => {
    const step = e.target === e.currentTarget ? steps[e.key] : undefined;
    if (!step || e.ctrlKey || e.metaKey || e.altKey) return;
    e.preventDefault();
    step();
  };
  return (
    <tr
      data-index={index}
      aria-rowindex={index + 2}
      aria-level={branches || level ? level + 1 : undefined}
      aria-expanded={branches ? open : undefined}
      tabIndex={active ? 0 : -1}
      data-wanted={wanted || undefined}
      style={{ height }}
      className={onOpen ? classes.opens : undefined}
      onFocus={() => stand(index)}
      onKeyDown={press}
      onClick={onOpen ? () => onOpen(row) : undefined}
    >
      {columns.map((c, i) => {
        const cell = <Cell column={c} row={row} f={f} reachable={active} openable />;
        if (i > 0)
          return (
            <td key={c.id} className={isFigure(c.kind) ? classes.right : undefined}>
              {cell}
            </td>
          );
        return (
          <th key={c.id} scope="row">
            <span className={classes.first} style={{ paddingInlineStart: level * 18 }}>
              {branches ? (
                <ActionIcon
                  size={22}
                  variant="subtle"
                  color="gray"
                  tabIndex={-1}
                  aria-label={t(open ? 'table.collapse' : 'table.expand')}
                  onClick={(e) => {
                    e.stopPropagation();
                    toggle(key);
                  }}
                >
                  <Icon name={open ? 'down' : 'right'} size={14} />
                </ActionIcon>
              ) : level > 0 ? (
                <span className={classes.gap} />
              ) : null}
              {cell}
            </span>
          </th>
        );
      })}
    </tr>
  );
}

/** Scrolling draws only the rows that come into sight: one that stays is not touched. */
export const Row = memo(PlainRow) as typeof PlainRow;
