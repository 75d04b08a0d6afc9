import path from 'node:path';
import { beginImport } from '../imports/actions/begin.ts';
import { correctReading, receiveFile, waitingImport } from '../imports/actions/receive.ts';
import { runImport } from '../imports/actions/run.ts';
import { Answers, Field, Kind, type Question } from '../imports/contract.ts';
import { type ImportRow, importOf } from '../imports/queries/imports.ts';
import type { House } from '../main.ts';
import { within } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import type { Scope } from '../platform/scope.ts';
import { type Command, CommandError, say, scopeOf, withHouse } from './command.ts';

export const importFile: Command = {
  usage: 'import <file> [--kind …] [--map …] [--answer …]',
  about: 'takes in a CSV or XLSX of leads, deals or costs; --map field=column,… --answer date_order=dmy,currency=RUB,…',
  options: { kind: { type: 'string' }, map: { type: 'string' }, answer: { type: 'string' } },
  async run([file], { kind, map, answer, workspace }) {
    if (!file) throw new CommandError('which file? otdel import <file>');
    await withHouse(async (house) => {
      const scope = await scopeOf(house, workspace);
      try {
        await importInto(house, scope, path.resolve(file), { kind, map, answer }, say);
      } catch (error) {
        throw error instanceof AppError ? new CommandError(`${file}: ${String(error.details.reason ?? error.code)} ${shown(error.details)}`.trim()) : error;
      }
    });
  },
};

export type Told = Partial<Record<'kind' | 'map' | 'answer', string | boolean | undefined>>;

/** A file from the disk to the end of its import, told what the options of the command tell. */
export async function importInto(house: House, scope: Scope, file: string, told: Told, say: (line: string) => void): Promise<ImportRow> {
  const id = await waiting(house, scope, file);
  await explainReading(house, scope, id, told, say);
  return run(house, scope, id, say);
}

async function waiting({ deps }: House, scope: Scope, file: string): Promise<string> {
  const saved = await deps.files.take(file);
  try {
    return await within(deps.db, scope, (trx) => receiveFile(trx, scope, saved));
  } catch (error) {
    await deps.files.remove(saved.key);
    throw error;
  }
}

/** Applies what the command line says about the file and shows how it will be read; refuses while something is left to be asked. */
async function explainReading({ deps }: House, scope: Scope, id: string, told: Told, say: (line: string) => void): Promise<void> {
  await within(deps.db, scope, async (trx) => {
    if (told.kind !== undefined) await correctReading(trx, scope, await importOf(trx, scope, id), { kind: oneOf(Kind.options, told.kind, 'kind') });
    if (told.map !== undefined || told.answer !== undefined) {
      const at = await waitingImport(trx, scope, id, null);
      await correctReading(trx, scope, at, {
        ...(told.map === undefined ? {} : { columns: mapped(at, String(told.map)) }),
        ...(told.answer === undefined ? {} : { answers: answersIn(String(told.answer)) }),
      });
    }
  });
  const at = await within(deps.db, scope, (trx) => importOf(trx, scope, id));
  if (at.refusal) throw new CommandError(`refused: ${at.refusal.code}`);
  say(`${at.file_name}: ${at.kind ?? 'unknown kind'}${at.format ? ` (${at.format})` : ''}`);
  for (const column of at.recognition?.columns ?? []) say(`  ${column.header.padEnd(32)} ${column.field ?? '-'}`);
  const open = (at.recognition?.questions ?? []).filter((one) => one.required);
  if (open.length > 0) throw new CommandError(`answer first:\n${open.map(howToAnswer).join('\n')}`);
}

async function run({ deps }: House, scope: Scope, id: string, say: (line: string) => void): Promise<ImportRow> {
  const { version } = await within(deps.db, scope, (trx) => importOf(trx, scope, id));
  await within(deps.db, scope, async (trx) => {
    await beginImport(trx, scope, id, version, deps.clock());
    await deps.audit(trx, scope, { action: 'startImport', entity: 'import', entityId: id });
  });
  const terminal = process.stdout.isTTY;
  await runImport(deps, scope, id, (rows) => void (terminal && process.stdout.write(`\r  ${rows} rows`)));
  if (terminal) process.stdout.write('\r');
  const done = await within(deps.db, scope, (trx) => importOf(trx, scope, id));
  if (done.status !== 'done') throw new CommandError(`stopped after ${done.rows_read} rows: ${done.refusal?.code ?? done.status}`);
  say(
    `  created ${done.rows_created}, updated ${done.rows_updated}, unchanged ${done.rows_unchanged}, repeated ${done.rows_repeated}, skipped ${done.rows_skipped}, bad ${done.rows_bad}`,
  );
  for (const [currency, minor] of Object.entries(done.sums)) say(`  sum ${minor} minor units of ${currency}`);
  return done;
}

/** `createdAt=Date,phone=Tel.`: the rest of the columns keep their meaning, unless another column takes it; `-` leaves a column out (`-=Notes`). */
function mapped(at: ImportRow, text: string): (FieldName | null)[] {
  const columns = at.recognition?.columns ?? [];
  const fields = columns.map((column) => column.field);
  for (const pair of text.split(',')) {
    const [name = '', header = ''] = [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1).trim()];
    const column = columns.find((one) => one.header === header || String(one.index + 1) === header);
    if (!column) throw new CommandError(`--map: there is no column «${header}»`);
    const field = name === '-' ? null : oneOf(Field.options, name, 'map');
    fields.forEach((taken, i) => {
      if (field !== null && taken === field) fields[i] = null;
    });
    fields[column.index] = field;
  }
  return fields;
}

type FieldName = (typeof Field.options)[number];
const names: Record<string, keyof Answers> = { date_order: 'dateOrder', decimal: 'decimal', currency: 'currency', vat: 'vat', deal_status: 'dealStatus' };

/** `date_order=dmy,currency=USD,rate.USD=92.5,vat=net,status.в архиве=rejected`. */
function answersIn(text: string): Answers {
  const answers: Record<string, unknown> = {};
  for (const pair of text.split(',')) {
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    const [group, ...rest] = name.split('.');
    const inner = rest.join('.');
    if (group === 'rate' && inner) answers.rates = { ...(answers.rates as object), [inner.toUpperCase()]: Number(value) };
    else if (group === 'status' && inner) answers.statuses = { ...(answers.statuses as object), [inner]: value };
    else if (name === 'keep_unreadable_contacts') answers.keepUnreadableContacts = value === 'yes';
    else if (names[name]) answers[names[name]] = value;
    else throw new CommandError(`--answer: «${name}» is not a question`);
  }
  const parsed = Answers.safeParse(answers);
  if (!parsed.success) throw new CommandError(`--answer: ${parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`);
  return parsed.data;
}

function howToAnswer({ code, values, options, field }: Question): string {
  const seen = values.length > 0 ? `   (the file has: ${values.slice(0, 5).join(' | ')})` : '';
  if (code === 'kind') return `  --kind ${options.join('|')}`;
  if (code === 'column') return `  --map ${field}=<column>`;
  if (code === 'rate') return values.map((currency) => `  --answer rate.${currency}=<units of the workspace's currency for 1 ${currency}>`).join('\n');
  if (code === 'statuses') return values.map((word) => `  --answer "status.${word}=${options.join('|')}"`).join('\n');
  return `  --answer ${code}=${options.filter(Boolean).join('|') || '<code>'}${seen}`;
}

function oneOf<T extends string>(options: readonly T[], value: string | boolean, option: string): T {
  const found = options.find((one) => one === value);
  if (!found) throw new CommandError(`--${option}: «${value}» is none of ${options.join(', ')}`);
  return found;
}

const shown = ({ reason: _, ...details }: Record<string, unknown>): string => (Object.keys(details).length > 0 ? JSON.stringify(details) : '');
