/** One value of a table: text from CSV; text, number or boolean from XLSX. XLSX dates come as `yyyy-mm-dd` or `yyyy-mm-ddThh:mm:ss`, which is how Excel means them: without a zone. */
export type Cell = string | number | boolean | null;

/** Why one row of an otherwise readable file could not be read. */
export const rowFaults = ['broken_quotes', 'cell_too_long', 'row_too_long', 'too_many_columns'] as const;
export type RowFault = (typeof rowFaults)[number];

/** A row with the line it starts on in the file, as an editor counts (from 1, line breaks inside quotes included); `fault` marks a row kept only to be shown. */
export type TableRow = { line: number; cells: Cell[]; fault?: RowFault };

/** Hard limits of a table file; beyond the first the file is refused, beyond the others the row is marked. Characters, not bytes. */
export const tableLimits = {
  fileBytes: 1 << 30,
  cell: 32_767, // what a cell of Excel can hold
  row: 1 << 20,
  columns: 500,
} as const;

/** The text of a cell as a person sees it; an empty cell is ''. */
export function cellText(cell: Cell | undefined): string {
  return typeof cell === 'string' ? cell : cell === null || cell === undefined ? '' : String(cell);
}
