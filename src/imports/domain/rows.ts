import type { CostRow } from '../../channels/domain/cost-row.ts';
import type { DealRow, LeadRow } from '../../leads/domain/rows.ts';
import type { Cell, TableRow } from '../../platform/tables/cell.ts';
import type { RowContext } from './context.ts';
import { costRows } from './costs.ts';
import { dealRow } from './deals.ts';
import type { Field } from './fields.ts';
import { isBlank, isTotal } from './header.ts';
import { type Hash, joined, repeats } from './key.ts';
import { leadRow } from './leads.ts';
import { columnOf, dimensionColumns, type Reading } from './reading.ts';
import { isFault, textOf, type ValueCode } from './text.ts';
import { zoneOffset } from './zone.ts';

/** A row of any kind. */
export type Row = LeadRow | DealRow | CostRow;

/** One value that stopped its row; `column` is the name in the file, null when the row as a whole is at fault. */
export type BadValue = { line: number; column: string | null; value: string; code: ValueCode; params: Record<string, string | number> };

/** A row of a file is taken (a period of costs as several), is bad, or is passed over. */
export type RowResult = { ok: Row[] } | { bad: BadValue[] } | { skipped: 'blank' | 'total' | 'header' };

/**
 * A reader of the rows of one file; `hash` names a text shortly and surely (SHA-256). It remembers rows that nothing tells apart, so rows are passed in the order of the file, from the first,
 * also after a restart.
 */
export function rowReader(reading: Reading, hash: Hash): (row: TableRow) => RowResult {
  const indexes = new Map<Field, number>();
  reading.columns.forEach((field, index) => {
    if (field !== null && !indexes.has(field)) indexes.set(field, index);
  });
  const dateColumn = reading.kind === 'costs' ? columnOf(reading.columns, 'day') : null;
  const dimensions = dimensionColumns(reading.columns);
  const last = Math.max(-1, ...indexes.values());
  let current: TableRow = { line: 0, cells: [] };
  let bad: BadValue[] = [];

  const note = (index: number | null, code: ValueCode, params: Record<string, string | number> = {}) => {
    bad.push({
      line: current.line,
      column: index === null ? null : (reading.header[index] ?? null),
      value: (index === null ? shown(current.cells) : (textOf(current.cells[index]) ?? '')).slice(0, 200),
      code,
      params,
    });
    return null;
  };
  const context: RowContext = {
    reading,
    zone: zoneOffset(reading.timeZone),
    index: (field) => indexes.get(field) ?? null,
    cell: (field) => {
      const index = indexes.get(field);
      return index === undefined ? undefined : current.cells[index];
    },
    take: (field, value) => (isFault(value) ? note(indexes.get(field) ?? null, value.fault) : value),
    fail: (field, code, params) => note(indexes.get(field) ?? null, code, params),
    digest: (parts) => hash(joined(parts)),
    numbered: repeats(),
  };
  const read = { leads: leadRow, deals: dealRow, costs: costRows }[reading.kind];

  return (row) => {
    const { cells } = row;
    if (row.fault)
      return {
        bad: [
          {
            line: row.line,
            column: null,
            value: cells
              .map((cell) => textOf(cell) ?? '')
              .join(' ')
              .slice(0, 200),
            code: row.fault,
            params: {},
          },
        ],
      };
    if (isBlank(cells)) return { skipped: 'blank' };
    if (isTotal(cells, dateColumn)) return { skipped: 'total' };
    if (reading.blankTotals && dimensions.every((index) => textOf(cells[index]) === null)) return { skipped: 'total' };
    if (repeatsHeader(cells, reading.header)) return { skipped: 'header' };
    current = row;
    bad = [];
    // One cell of many is a line cut in the middle; cells beyond the header are a delimiter inside a value: everything behind it has moved.
    if (cells.length === 1 && last > 0) note(null, 'too_few_cells', { cells: 1, columns: reading.header.length });
    else if (cells.length > reading.header.length && cells.slice(reading.header.length).some((cell) => textOf(cell) !== null))
      note(null, 'too_many_cells', { cells: cells.length, columns: reading.header.length });
    if (bad.length > 0) return { bad };
    const rows = read(context);
    return bad.length > 0 ? { bad } : { ok: rows };
  };
}

function shown(cells: readonly Cell[]): string {
  return cells.map((cell) => textOf(cell) ?? '').join(' ');
}

/** Exports glued together repeat the header in the middle. */
function repeatsHeader(cells: readonly Cell[], header: readonly string[]): boolean {
  return cells[0] === header[0] && header.length > 1 && cells.length === header.length && cells.every((cell, index) => cell === header[index]);
}

/** Two rows of costs of one key as one. */
export function addCosts(one: CostRow, other: CostRow): CostRow {
  const sum = (a: number | null, b: number | null) => (a === null && b === null ? null : (a ?? 0) + (b ?? 0));
  return {
    ...one,
    amountMinor: one.amountMinor + other.amountMinor,
    vatMinor: sum(one.vatMinor, other.vatMinor),
    impressions: sum(one.impressions, other.impressions),
    clicks: sum(one.clicks, other.clicks),
  };
}
