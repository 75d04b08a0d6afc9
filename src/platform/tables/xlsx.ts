import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { AppError } from '../errors.ts';
import { type TableRow, tableLimits } from './cell.ts';
import type { ChildLine } from './xlsx-child.ts';
import { checkZip } from './zip.ts';

/** Defaults that hold the largest sheet the zip limits let through; on a small machine they can be lowered. */
export type XlsxOptions = { sheet?: string | undefined; memoryMb?: number | undefined; timeoutMs?: number | undefined };

/** An opened sheet: the names of all sheets, the one being read, and its rows in batches. Rows must be read to the end or closed by leaving the loop. */
export type Sheet = { sheets: string[]; sheet: string; rows: AsyncGenerator<TableRow[]> };

const batchRows = 1_000;

/** The child is a TypeScript file beside this one in a checkout and a bundle beside this one in the built product. */
function childArguments(): string[] {
  if (!import.meta.url.endsWith('.ts')) return [fileURLToPath(new URL('./xlsx-child.js', import.meta.url))];
  const tsx = createRequire(import.meta.url).resolve('tsx');
  return ['--import', pathToFileURL(tsx).href, fileURLToPath(new URL('./xlsx-child.ts', import.meta.url))];
}

async function* lines(path: string, options: XlsxOptions): AsyncGenerator<ChildLine> {
  const memoryMb = options.memoryMb ?? 1024;
  const child = spawn(process.execPath, [`--max-old-space-size=${memoryMb}`, ...childArguments(), path, options.sheet ?? '', String(memoryMb)], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {}, // no connection string, no secret, no proxy; what Windows cannot start without libuv adds itself
  });
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill('SIGKILL');
  }, options.timeoutMs ?? 120_000);
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
    child.once('error', () => resolve(-1));
  });
  try {
    let broken = false;
    for await (const text of createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY })) {
      try {
        yield JSON.parse(text) as ChildLine;
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        broken = true; // the child died in the middle of a line
      }
    }
    const code = await ended;
    if (timedOut) throw new AppError('unreadable_file', { reason: 'xlsx_timeout' });
    if (code !== 0 || broken) throw new AppError('unreadable_file', { reason: 'xlsx_memory' });
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
    await ended;
  }
}

async function* batches(source: AsyncGenerator<ChildLine>): AsyncGenerator<TableRow[]> {
  let batch: TableRow[] = [];
  try {
    for await (const message of source) {
      if (!Array.isArray(message)) throw refusal(message);
      const [line, cells] = message;
      const row: TableRow = { line, cells };
      if (cells.length > tableLimits.columns) {
        row.cells = cells.slice(0, tableLimits.columns);
        row.fault = 'too_many_columns';
      }
      if (batch.push(row) >= batchRows) {
        yield batch;
        batch = [];
      }
    }
    if (batch.length > 0) yield batch;
  } finally {
    await source.return(undefined);
  }
}

function refusal(message: ChildLine): AppError {
  return new AppError('unreadable_file', { reason: 'error' in message ? message.error : 'xlsx_broken' });
}

/** Opens an XLSX file: the zip directory is checked first, then a child process with a capped memory and time reads it. Every failure is an `unreadable_file` with the reason. */
export async function openXlsx(path: string, options: XlsxOptions = {}): Promise<Sheet> {
  await checkZip(path);
  const source = lines(path, options);
  const first = await source.next();
  if (first.done || !('sheets' in first.value)) {
    await source.return(undefined);
    throw first.done ? new AppError('unreadable_file', { reason: 'xlsx_broken' }) : refusal(first.value);
  }
  return { ...first.value, rows: batches(source) };
}
