import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Term } from '../glossary.ts';
import classes from './data-table.module.css';
import type { Formats } from './format.tsx';

export type Value = string | number | null | undefined;

/** One column of the table. Money is in minor units, a percentage a share of one, a day 'yyyy-mm-dd', a time ISO. */
export type Column<T> = {
  id: string;
  /** Heading, in the person's language. */
  name: string;
  /** Adds the glossary's help to the heading. */
  term?: Term;
  kind?: 'text' | 'number' | 'money' | 'percent' | 'day' | 'time';
  /** What is sorted, filtered and exported. */
  value: (row: T) => Value;
  /** What is shown; without it the value in the format of its kind. */
  cell?: (row: T) => ReactNode;
  /** A second, quieter line below it: the change against the period compared with. */
  under?: (row: T) => ReactNode;
  /** Every number opens: shows the rows behind this one. With a `cell` of its own that draws nothing there is nothing to open. */
  open?: (row: T) => void;
  width?: number;
  /** Not shown until picked. */
  hidden?: boolean;
  /** Decimals of a number or a percentage. */
  digits?: number;
  sortable?: false;
  filterable?: false;
};
export type Sort = { column: string; descending: boolean };

export const isFigure = (kind: Column<never>['kind']) => kind === 'number' || kind === 'money' || kind === 'percent';
const phoneFirst = 176; // of 390: a thumb's worth of figures stays in sight beside the name
export function widthOf<T>(c: Column<T>, first: boolean, phone = false): number {
  const width = c.width ?? (first ? 260 : isFigure(c.kind) ? 120 : c.kind === 'time' ? 180 : c.kind === 'day' ? 130 : 180);
  return phone && first ? Math.min(phoneFirst, width) : width;
}

/** A value in the format of its kind. */
export function shown<T>(column: Column<T>, row: T, f: Formats): string {
  const v = column.value(row);
  if (v === null || v === undefined || v === '') return '—';
  if (typeof v === 'string') return column.kind === 'day' ? f.day(v) : column.kind === 'time' ? f.time(v) : v;
  if (column.kind === 'money') return f.money(v);
  if (column.kind === 'percent') return f.pct(v, column.digits);
  return f.num(v, column.digits);
}

/** The inside of a cell: own drawing, or the value; a figure that opens is a button, reached by Tab from the row that has the focus. */
export function Cell<T>({ column, row, f, reachable, openable }: { column: Column<T>; row: T; f: Formats; reachable: boolean; openable: boolean }) {
  const text = shown(column, row, f);
  const drawn = column.cell?.(row);
  if (!column.open || !openable || (column.cell ? !drawn : text === '—')) {
    if (column.cell) return drawn;
    return (
      <>
        <span className={classes.text} title={typeof column.value(row) === 'string' && text.length > 18 ? text : undefined}>
          {text}
        </span>
        {column.under?.(row)}
      </>
    );
  }
  return (
    <>
      <UnstyledButton
        className={drawn ? undefined : classes.figure}
        tabIndex={reachable ? 0 : -1}
        onClick={(e) => {
          e.stopPropagation();
          column.open?.(row);
        }}
      >
        {drawn ?? text}
      </UnstyledButton>
      {column.under?.(row)}
    </>
  );
}

/** Order of two values: nothing is always last, text by the rules of the language. */
export function compare(a: Value, b: Value, descending: boolean, collator: Intl.Collator): number {
  const none = (v: Value) => v === null || v === undefined || v === '';
  if (none(a) || none(b)) return Number(none(a)) - Number(none(b));
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
  return descending ? -order : order;
}

/** What a column is filtered by: text contained, or bounds of a figure (money in whole units, percentages in per cent). */
export type Filter = { text?: string; min?: number; max?: number };
export const isSet = (f: Filter | undefined): f is Filter => Boolean(f && (f.text || f.min !== undefined || f.max !== undefined));

export function passes(value: Value, filter: Filter, scale: number): boolean {
  if (
    filter.text &&
    !String(value ?? '')
      .toLowerCase()
      .includes(filter.text.toLowerCase())
  )
    return false;
  if (filter.min === undefined && filter.max === undefined) return true;
  if (typeof value !== 'number') return false;
  return value >= (filter.min ?? -Infinity) * scale && value <= (filter.max ?? Infinity) * scale;
}
