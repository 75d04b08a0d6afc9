import { type Cell, cellText, type TableRow } from '../../platform/tables/cell.ts';
import { isKnownName } from './aliases.ts';
import { dateOrder, decimalSign } from './columns.ts';
import { type Field, isDate, isMoney, type Kind, kinds, requiredOf } from './fields.ts';
import type { Format } from './formats/format.ts';
import { formatOf } from './formats/known.ts';
import { currencyIn, findHeader, isBlank, isTotal, plainHeader, vatIn } from './header.ts';
import { hasLongPeriod, kindScores, type Mapping, mapColumns } from './mapping.ts';
import { kindQuestion, questionsOf } from './questions.ts';
import { type Answers, columnOf, dimensionColumns, type Question, type Reading, type Surroundings } from './reading.ts';
import { textOf } from './text.ts';

/** Why a readable table holds nothing that can be taken. */
export const refusals = ['no_header', 'no_rows', 'no_period', 'long_periods', 'too_many_columns'] as const;
export type Refusal = { code: (typeof refusals)[number]; format: string | null };

/** A column as shown for confirming: its name, what it is taken for, how sure that is, and some of its values. */
export type Column = { index: number; header: string; field: Field | null; confidence: number; sample: string[] };

/** What a person has said about the file so far; a field given as null means "leave this column out". */
export type Corrections = { kind?: Kind | undefined; columns?: (Field | null)[] | undefined; answers?: Answers | undefined };

/** What the file is taken for. With no required question left open and no refusal, `reading` can be used as it is. */
export type Recognition = {
  kind: Kind | null;
  format: string | null;
  headerLine: number | null;
  columns: Column[];
  questions: Question[];
  refusal: Refusal | null;
  reading: Reading | null;
};

const nothing: Recognition = { kind: null, format: null, headerLine: null, columns: [], questions: [], refusal: null, reading: null };

/** Recognises a table by its first rows (some hundreds; more rows decide more questions). Pure: the same rows and corrections give the same answer. */
export function recognise(rows: readonly TableRow[], around: Surroundings, said: Corrections = {}): Recognition {
  if (rows.length > 0 && rows.every((row) => row.fault === 'too_many_columns')) return { ...nothing, refusal: { code: 'too_many_columns', format: null } };
  const at = findHeader(rows, isKnownName);
  const headerRow = rows[at];
  if (!headerRow) return { ...nothing, refusal: { code: rows.length === 0 ? 'no_rows' : 'no_header', format: null } };
  const header = headerRow.cells.map((cell) =>
    cellText(cell)
      .replace(/^\ufeff/, '')
      .trim(),
  );
  const plain = headerRow.cells.map(plainHeader);
  const format = formatOf(header, plain);
  const body = rows.slice(at + 1).filter((row) => !row.fault && !isBlank(row.cells));
  const samples = header.map((_, index) => body.map((row) => row.cells[index] ?? null));
  const mappings = Object.fromEntries(kinds.map((kind) => [kind, mapColumns(kind, plain, samples, format, around.country)])) as Record<Kind, Mapping>;
  const kind = said.kind ?? format?.kind ?? likelyKind(plain, mappings);
  const known = format && format.kind === kind ? format : null;
  const mapping = kind ? mappings[kind] : { fields: header.map(() => null), confidence: header.map(() => 0) };
  const fields = said.columns ? header.map((_, index) => said.columns![index] ?? null) : mapping.fields;
  const columns = header.map((name, index) => ({
    index,
    header: name,
    field: fields[index]!,
    confidence: said.columns ? 1 : mapping.confidence[index]!,
    sample: sampleOf(samples[index]!),
  }));
  const found = { ...nothing, kind, format: known?.code ?? null, headerLine: headerRow.line, columns };
  if (kind === null) return { ...found, questions: [kindQuestion] };

  const dateColumn = kind === 'costs' ? columnOf(fields, 'day') : null;
  const data = body.filter((row) => !isTotal(row.cells, dateColumn));
  const refuse = (code: Refusal['code']): Recognition => ({ ...found, refusal: { code, format: known?.code ?? null } });
  if (data.length === 0) return refuse('no_rows');
  if (kind === 'costs' && dateColumn === null && !said.columns) return refuse(hasLongPeriod(plain) ? 'long_periods' : 'no_period');
  const values = header.map((_, index) => data.map((row) => row.cells[index] ?? null));
  if (kind === 'costs' && !known?.ranges && mostlyRanges(fields, values)) return refuse('long_periods');

  const titles = rows.slice(0, at).flatMap((row) => row.cells);
  const reading = readingOf(kind, known, fields, header, headerRow.line, values, titles, around, said.answers ?? {});
  return { ...found, reading, questions: questionsOf(reading, values, said.answers ?? {}, known) };
}

function sampleOf(cells: readonly Cell[]): string[] {
  return [...new Set(cells.map(textOf).filter((text) => text !== null))].slice(0, 3).map((text) => text.slice(0, 100));
}

/** The kind that scores best and has what its rows cannot do without; none when nothing tells. */
function likelyKind(plain: readonly string[], mappings: Record<Kind, Mapping>): Kind | null {
  const scores = kindScores(plain, mappings);
  const best = [...kinds].sort((a, b) => scores[b] - scores[a])[0]!;
  if (scores[best] < 2) return null;
  const second = kinds.filter((kind) => kind !== best && hasRequired(kind, mappings[kind])).sort((a, b) => scores[b] - scores[a])[0];
  // Two kinds that fit equally well: a person knows at once, a program would guess.
  return second && scores[second] === scores[best] ? null : best;
}

function hasRequired(kind: Kind, mapping: Mapping): boolean {
  return requiredOf[kind].every((any) => any.some((field) => mapping.fields.includes(field)));
}

/** Whether most rows are for more than one day: their money cannot be put on days. */
function mostlyRanges(fields: readonly (Field | null)[], values: readonly (readonly Cell[])[]): boolean {
  const first = columnOf(fields, 'day');
  const last = columnOf(fields, 'lastDay');
  if (first === null || last === null) return false;
  const days = values[first]!;
  return days.filter((day, row) => cellText(day) !== cellText(values[last]![row])).length > days.length / 2;
}

function readingOf(
  kind: Kind,
  format: Format | null,
  fields: (Field | null)[],
  header: string[],
  headerLine: number,
  values: readonly (readonly Cell[])[],
  titles: readonly Cell[],
  around: Surroundings,
  answers: Answers,
): Reading {
  const amount = columnOf(fields, 'amount');
  const clicks = columnOf(fields, 'clicks');
  const dimensions = dimensionColumns(fields);
  const blank = (row: number) => dimensions.every((index) => textOf(values[index]![row]) === null);
  const rowCount = values[0]?.length ?? 0;
  return {
    ...around,
    kind,
    format: format?.code ?? null,
    headerLine,
    header,
    columns: fields,
    dateOrders: settled(
      fields.map((field, index) => (isDate(field) ? dateOrder(values[index]!) : null)),
      fields.map(isDate),
      answers.dateOrder,
    ),
    // Columns without a meaning are evidence too: one locale wrote every number of the file.
    decimals: settled(values.map(decimalSign), fields.map(isMoney), answers.decimal),
    currency: answers.currency ?? currencyOf(amount, header, values, titles),
    vat: answers.vat ?? format?.vat ?? vatIn(amount === null ? '' : header[amount]!) ?? format?.suggestedVat ?? 'net',
    micros: amount !== null && (format?.micros?.(filled(values[amount]!), clicks === null ? [] : filled(values[clicks]!)) ?? false),
    unix: format?.unix ?? false,
    ranges: format?.ranges ?? false,
    blankTotals: format?.blankTotals === true && dimensions.length > 0 && Array.from({ length: rowCount }, (_, row) => row).some((row) => !blank(row)),
    status: format?.status ?? answers.dealStatus ?? null,
    statuses: answers.statuses ?? {},
    platform: format?.platform ?? null,
    source: format?.source ?? null,
    medium: format?.medium ?? null,
    keepUnreadableContacts: answers.keepUnreadableContacts ?? false,
  };
}

function filled(cells: readonly Cell[]): Cell[] {
  return cells.filter((cell) => textOf(cell) !== null);
}

/** What each of these columns proves; one that proves nothing follows the others of the file, since one program wrote them all. */
function settled<T extends string>(evidence: readonly (T | 'ambiguous' | null)[], wanted: readonly boolean[], answer: T | undefined): Record<number, T> {
  const proved = new Set(evidence.filter((one): one is T => one !== null && one !== 'ambiguous'));
  const common = proved.size === 1 ? [...proved][0] : undefined;
  const result: Record<number, T> = {};
  evidence.forEach((one, index) => {
    const value = one !== null && one !== 'ambiguous' ? one : (common ?? answer);
    if (wanted[index] && value) result[index] = value;
  });
  return result;
}

/** The currency the file itself names: in the header of the amount, behind every amount, or in the title lines. */
function currencyOf(amount: number | null, header: readonly string[], values: readonly (readonly Cell[])[], titles: readonly Cell[]): string | null {
  if (amount === null) return null;
  const named = currencyIn(header[amount]!);
  if (named) return named;
  const marks = new Set(filled(values[amount]!).map((cell) => currencyIn(cell)));
  const mark = [...marks][0];
  if (marks.size === 1 && mark) return mark;
  const inTitles = new Set(titles.map((cell) => currencyIn(cell)).filter((code) => code !== null));
  return inTitles.size === 1 ? [...inTitles][0]! : null;
}
