import type { TableRow } from '../../platform/tables/cell.ts';
import type { Question } from '../contract.ts';
import { currencyDigits } from '../domain/number.ts';
import { type Recognition, recognise } from '../domain/recognise.ts';
import { statusWord } from '../domain/status.ts';
import type { Said, Settled } from '../queries/imports.ts';
import type { Around } from '../queries/surroundings.ts';
import { digest } from './digest.ts';
import { type Preview, previewOf } from './preview.ts';
import { isOwnColumn } from './quarantine.ts';

/** What a file is taken for, with what only the workspace can ask (rates of exchange), and its first rows read that way. */
export type Understanding = Omit<Recognition, 'questions'> & { questions: Question[]; preview: Preview; settled: Settled | null; ready: boolean };

/** Recognises a file by its first rows and by what a person has said. */
export function understand(rows: readonly TableRow[], around: Around, said: Said): Understanding {
  const { rates = {}, ...answers } = said.answers ?? {};
  const words = Object.fromEntries(Object.entries(answers.statuses ?? {}).map(([word, meaning]) => [statusWord(word), meaning]));
  const surroundings = { timeZone: around.timeZone, country: around.country };
  const found = recognise(rows, surroundings, { kind: said.kind, columns: said.columns, answers: { ...answers, statuses: words } });
  const body = rows.filter((row) => found.headerLine !== null && row.line > found.headerLine);
  const preview = previewOf(body, found.reading);
  const foreign = found.refusal ? [] : [...preview.currencies].filter((currency) => currency !== around.currency).sort();
  const questions: Question[] = foreign.length > 0 ? [...found.questions, rateQuestion(foreign, rates)] : found.questions;
  const ready = found.reading !== null && found.refusal === null && questions.every((one) => !one.required);
  const settled = found.reading && {
    ...found.reading,
    sheet: said.sheet ?? null,
    workspaceCurrency: around.currency,
    vatRate: around.vatRate,
    rates: minorRates(rates, around.currency),
  };
  return { ...found, questions, preview, settled, ready };
}

/** Stays in the list when answered, as the others do. */
const rateQuestion = (currencies: string[], rates: Readonly<Record<string, number>>): Question => ({
  code: 'rate',
  columns: [],
  field: null,
  values: currencies,
  options: [],
  suggested: null,
  required: currencies.some((currency) => rates[currency] === undefined),
});

/** A rate is said for whole units; money is kept in minor ones, of which a yen has one and a rouble a hundred. */
function minorRates(rates: Readonly<Record<string, number>>, into: string): Record<string, number> {
  return Object.fromEntries(Object.entries(rates).map(([currency, rate]) => [currency, rate * 10 ** (currencyDigits(into) - currencyDigits(currency))]));
}

/** What tells files of one origin: the hash of their header, without the columns our own list of bad rows adds. */
export function signatureOf(found: Pick<Recognition, 'columns'>): string | null {
  const header = found.columns.map((column) => column.header).filter((name) => !isOwnColumn(name));
  return header.length === 0 ? null : digest(JSON.stringify(header));
}
