import type { DateOrder } from './date.ts';
import { costDimensions, type Field, type Kind } from './fields.ts';
import type { VatBasis } from './formats/format.ts';
import type { DecimalSign } from './number.ts';
import type { DealStatus, Judgement } from './status.ts';

/** What the workspace knows and a file does not say. */
export type Surroundings = { timeZone: string; country: string };

/** Everything needed to read the rows of one file, as JSON: kept with the import, so that a restart and a corrected row are read the same way. */
export type Reading = Surroundings & {
  kind: Kind;
  format: string | null;
  headerLine: number;
  header: string[];
  columns: (Field | null)[];
  /** By index of the column. */
  dateOrders: Record<number, DateOrder>;
  decimals: Record<number, DecimalSign>;
  currency: string | null;
  vat: VatBasis;
  micros: boolean;
  unix: boolean;
  ranges: boolean;
  blankTotals: boolean;
  /** The status of every deal, where the file has none. */
  status: DealStatus | null;
  /** Status words given a meaning by a person, in the form of statusWord(). */
  statuses: Record<string, Judgement | DealStatus>;
  platform: string | null;
  source: string | null;
  medium: string | null;
  /** An unreadable phone or e-mail goes to the comment instead of stopping the row. */
  keepUnreadableContacts: boolean;
};

/** Something only a person can say. `options` are the possible answers (none = any text), `suggested` the likely one or the one given; without `required` it stands until changed. */
export type Question = {
  code: 'kind' | 'column' | 'date_order' | 'decimal' | 'currency' | 'vat' | 'deal_status' | 'statuses';
  columns: number[];
  field: Field | null;
  values: string[];
  options: string[];
  suggested: string | null;
  required: boolean;
};

/** Answers to questions, as the interface and the command line send them. */
export type Answers = {
  dateOrder?: 'dmy' | 'mdy' | undefined;
  decimal?: DecimalSign | undefined;
  currency?: string | undefined;
  vat?: VatBasis | undefined;
  dealStatus?: DealStatus | undefined;
  statuses?: Record<string, Judgement | DealStatus> | undefined;
  keepUnreadableContacts?: boolean | undefined;
};

/** The index of the column with this meaning, or null. */
export function columnOf(columns: readonly (Field | null)[], field: Field): number | null {
  const index = columns.indexOf(field);
  return index < 0 ? null : index;
}

/** The columns that tell one row of costs from another of the same day. */
export function dimensionColumns(columns: readonly (Field | null)[]): number[] {
  return columns.flatMap((field, index) => (field !== null && costDimensions.includes(field) ? [index] : []));
}
