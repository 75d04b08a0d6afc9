import type { Trx } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import type { SavedFile } from '../../platform/files.ts';
import type { Scope } from '../../platform/scope.ts';
import type { TableRow } from '../../platform/tables/cell.ts';
import { type ImportRow, importOf, insertImport, type Refusal, type Said, sampleOf, saveRecognition, saveSample } from '../queries/imports.ts';
import { rememberedFor } from '../queries/mapping.ts';
import { type Around, surroundings } from '../queries/surroundings.ts';
import { signatureOf, type Understanding, understand } from './recognition.ts';
import { readSample, type Sample } from './sample.ts';

/** Takes a file in: recognised by its first rows, read as the last file with this header was. Returns the id of the import, waiting or refused. */
export async function receiveFile(trx: Trx, scope: Scope, file: SavedFile): Promise<string> {
  const around = await surroundings(trx, scope);
  const sample = await readSample(file.path, undefined);
  const id = await insertImport(trx, scope, { file_name: file.name, file_key: file.key, file_size: file.size, file_sha256: file.sha256 });
  await recogniseAnew(trx, scope, id, sample, around, {});
  return id;
}

/** Another sheet of the same workbook: everything about it is recognised anew. */
export async function chooseSheet(trx: Trx, scope: Scope, id: string, path: string, sheet: string): Promise<void> {
  await recogniseAnew(trx, scope, id, await readSample(path, sheet), await surroundings(trx, scope), { sheet });
}

async function recogniseAnew(trx: Trx, scope: Scope, id: string, sample: Sample, around: Around, said: Said): Promise<void> {
  const first = understand(sample.rows, around, said);
  const signature = signatureOf(first);
  const memory = signature === null ? null : await rememberedFor(trx, scope, signature);
  const known = memory ? { ...memory, ...said } : said;
  const found = memory ? understand(sample.rows, around, known) : first;
  await keep(trx, scope, id, found, known, { sheets: sample.sheets, sheet: sample.sheet, remembered: memory !== null });
  const above = sample.rows.filter((row) => row.line <= (found.headerLine ?? 0)).length;
  await saveSample(trx, scope, id, sample.rows, Math.max(0, sample.total - above));
}

/** What a person says about a file that waits; a kind without columns has them guessed anew. */
export async function correctReading(trx: Trx, scope: Scope, at: ImportRow, say: Pick<Said, 'kind' | 'columns' | 'answers'>): Promise<void> {
  const { columns: _, ...before } = at.said;
  const said: Said = {
    ...(say.kind !== undefined && say.kind !== at.kind ? before : at.said),
    ...(say.kind !== undefined ? { kind: say.kind } : {}),
    ...(say.columns !== undefined ? { columns: say.columns } : {}),
    ...(say.answers !== undefined ? { answers: say.answers } : {}),
  };
  const found = understand(await sampleOf(trx, scope, at.id), await surroundings(trx, scope), said);
  const { sheets = [], sheet = null, remembered = false } = at.recognition ?? {};
  await keep(trx, scope, at.id, found, said, { sheets, sheet, remembered });
}

/** An import that has not begun, of the version the person saw; locked. */
export async function waitingImport(trx: Trx, scope: Scope, id: string, version: number | null): Promise<ImportRow> {
  const at = await importOf(trx, scope, id, true);
  if (version !== null && at.version !== version) throw new AppError('stale', { version: at.version });
  if (at.status !== 'waiting' && at.status !== 'refused') throw new AppError('conflict', { reason: 'not_waiting' });
  return at;
}

/** The import as its first rows are understood now: what the workspace's settings say may have changed meanwhile. */
export async function understandAgain(trx: Trx, scope: Scope, at: ImportRow): Promise<Understanding> {
  const rows: TableRow[] = await sampleOf(trx, scope, at.id);
  return understand(rows, await surroundings(trx, scope), at.said);
}

type Origin = { sheets: string[]; sheet: string | null; remembered: boolean };

function keep(trx: Trx, scope: Scope, id: string, found: Understanding, said: Said, origin: Origin): Promise<unknown> {
  const { kind, format, headerLine, columns, questions, preview } = found;
  const refusal: Refusal | null = found.refusal && { code: found.refusal.code, params: {} };
  const recognition = { ...origin, headerLine, columns, questions, preview: preview.rows, sampled: preview.sampled };
  return saveRecognition(trx, scope, id, { kind, format: format ?? found.refusal?.format ?? null, said, recognition, signature: signatureOf(found), refusal });
}
