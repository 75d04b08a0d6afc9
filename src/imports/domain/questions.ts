import type { Cell } from '../../platform/tables/cell.ts';
import { dateOrder, decimalSign } from './columns.ts';
import { isDate, isMoney, kinds, requiredOf } from './fields.ts';
import type { Format } from './formats/format.ts';
import { vatIn } from './header.ts';
import { type Answers, columnOf, type Question, type Reading } from './reading.ts';
import { answerOf, dealStatuses, dealStatusOf, judgementOf, judgements, statusWord } from './status.ts';
import { textOf } from './text.ts';

type Columns = readonly (readonly Cell[])[];

function question(code: Question['code'], more: Partial<Question>): Question {
  return { code, columns: [], field: null, values: [], options: [], suggested: null, required: true, ...more };
}

/** Asked when the columns look like nothing known, or like two kinds alike. */
export const kindQuestion: Question = question('kind', { options: [...kinds] });

/** What must be asked about a file, given how it would be read. A question that has been answered stays in the list, so that the answer can be changed. `values` are columns of cells without totals. */
export function questionsOf(reading: Reading, values: Columns, answers: Answers, format: Format | null): Question[] {
  const { kind, columns, header } = reading;
  const missing = requiredOf[kind].filter((any) => !any.some((field) => columns.includes(field)));
  return [
    ...missing.map((any) => question('column', { field: any[0]!, options: header.map((_, index) => String(index)) })),
    ...ambiguous(
      'date_order',
      columns.map((field, index) => (isDate(field) ? dateOrder(values[index]!) : null)),
      values,
      ['dmy', 'mdy'],
      answers.dateOrder,
    ),
    ...ambiguous(
      'decimal',
      values.map((cells, index) => decimalEvidence(cells, isMoney(columns[index]!))),
      values,
      ['dot', 'comma'],
      answers.decimal,
    ),
    ...currencyQuestion(reading, values, answers),
    ...vatQuestion(reading, format),
    ...statusQuestions(reading, values),
  ];
}

/** A column without a meaning proves how numbers are written, but that it is unclear itself concerns nobody. */
function decimalEvidence(cells: readonly Cell[], isSum: boolean) {
  const evidence = decimalSign(cells);
  return evidence === 'ambiguous' && !isSum ? null : evidence;
}

/** Columns that can be read two ways, when no other column of the file proves which. */
function ambiguous(
  code: 'date_order' | 'decimal',
  evidence: readonly (string | null)[],
  values: Columns,
  options: string[],
  answer: string | undefined,
): Question[] {
  const open = evidence.flatMap((one, index) => (one === 'ambiguous' ? [index] : []));
  const proved = new Set(evidence.filter((one) => one !== null && one !== 'ambiguous'));
  if (open.length === 0 || proved.size === 1) return [];
  const examples = open.flatMap((index) => values[index]!.map(textOf).filter((text) => text !== null)).slice(0, 3);
  return [question(code, { columns: open, values: examples, options, suggested: answer ?? null, required: answer === undefined })];
}

function currencyQuestion(reading: Reading, values: Columns, answers: Answers): Question[] {
  const amount = columnOf(reading.columns, 'amount');
  if (amount === null || (reading.currency && !answers.currency)) return [];
  const currency = columnOf(reading.columns, 'currency');
  if (currency !== null && values[currency]!.every((cell) => textOf(cell) !== null)) return [];
  return [question('currency', { columns: [amount], suggested: answers.currency ?? null, required: answers.currency === undefined })];
}

function vatQuestion(reading: Reading, format: Format | null): Question[] {
  const amount = columnOf(reading.columns, 'amount');
  if (reading.kind !== 'costs' || amount === null || format?.vat || vatIn(reading.header[amount]!)) return [];
  return [question('vat', { columns: [amount], options: ['net', 'gross'], suggested: reading.vat, required: false })];
}

function statusQuestions(reading: Reading, values: Columns): Question[] {
  const { kind, columns } = reading;
  if (kind === 'costs') return [];
  const status = columnOf(columns, 'status');
  if (kind === 'deals') {
    if (status !== null) return unknownWords(reading, values, status, dealStatusOf);
    if (reading.format || columns.includes('wonAt') || columns.includes('lostAt')) return [];
    return [question('deal_status', { options: [...dealStatuses], suggested: reading.status ?? 'won', required: reading.status === null })];
  }
  const judgement = columnOf(columns, 'judgement');
  if (judgement !== null) return unknownWords(reading, values, judgement, answerOf);
  return status === null ? [] : unknownWords(reading, values, status, judgementOf);
}

/** Status words that neither the dictionary nor a person has given a meaning. Of leads they can wait: nobody has judged them yet. */
function unknownWords(reading: Reading, values: Columns, index: number, meaning: (word: string) => string | null): Question[] {
  const unknown = new Map<string, string>();
  for (const cell of values[index]!) {
    const word = statusWord(cell);
    if (word !== '' && meaning(word) === null) unknown.set(word, textOf(cell)!);
  }
  if (unknown.size === 0) return [];
  const options = reading.kind === 'leads' ? [...judgements] : [...dealStatuses];
  const open = [...unknown.keys()].some((word) => !(word in reading.statuses));
  return [question('statuses', { columns: [index], values: [...unknown.values()].slice(0, 50), options, required: open && reading.kind === 'deals' })];
}
