import { sql } from 'kysely';
import type { Db, Trx } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Scope } from '../../platform/scope.ts';
import type { TableRow } from '../../platform/tables/cell.ts';
import type { Answers, PreviewRow, Question } from '../contract.ts';
import type { Field, Kind } from '../domain/fields.ts';
import type { Reading } from '../domain/reading.ts';
import type { Column } from '../domain/recognise.ts';

/** What a person has said about a file. */
export type Said = { sheet?: string | undefined; kind?: Kind | undefined; columns?: (Field | null)[] | undefined; answers?: Answers | undefined };
/** What a file was taken for, as it is shown. */
export type Recognised = {
  sheets: string[];
  sheet: string | null;
  headerLine: number | null;
  columns: Column[];
  questions: Question[];
  remembered: boolean;
  preview: PreviewRow[];
  sampled: { rows: number; bad: number };
};
/** How every row is read, settled at the start. `rates`: minor units of the workspace's currency for one of another. */
export type Settled = Reading & { sheet: string | null; workspaceCurrency: string; vatRate: number; rates: Record<string, number> };
export type Refusal = { code: string; params: Record<string, string | number> };
export type Status = 'waiting' | 'refused' | 'running' | 'done' | 'failed' | 'undoing' | 'undone';

export type ImportRow = {
  id: string;
  kind: Kind | null;
  file_name: string;
  file_key: string;
  file_size: number;
  file_sha256: string;
  format: string | null;
  said: Said;
  recognition: Recognised | null;
  reading: Settled | null;
  signature: string | null;
  status: Status;
  refusal: Refusal | null;
  rows_total: number | null;
  rows_read: number;
  rows_created: number;
  rows_updated: number;
  rows_unchanged: number;
  rows_repeated: number;
  rows_skipped: number;
  rows_bad: number;
  facts_written: number;
  sums: Record<string, number>;
  rows_per_second: number | null;
  by: string | null;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  version: number;
};

const columns = sql`i.id, i.kind, i.file_name, i.file_key, i.file_size, i.file_sha256, i.format, i.said, i.recognition, i.reading, i.signature, i.status, i.refusal,
  i.rows_total, i.rows_read, i.rows_created, i.rows_updated, i.rows_unchanged, i.rows_repeated, i.rows_skipped, i.rows_bad, i.facts_written, i.sums, i.rows_per_second,
  i.created_at, i.started_at, i.finished_at, i.version`;

/** The import, locked until the transaction ends when it is to be changed; not_found otherwise. */
export async function importOf(trx: Trx, scope: Scope, id: string, lock = false): Promise<ImportRow> {
  const { rows } = await sql<ImportRow>`
    select ${columns}, (select p.name from person p where p.id = i.created_by) as by from import i
    where i.workspace_id = ${scope.workspaceId} and i.id = ${id} ${lock ? sql`for update` : sql``}`.execute(trx);
  if (!rows[0]) throw new AppError('not_found');
  return rows[0];
}

/** One page of the history, newest first, without what only the page of one import shows. */
export async function listImportRows(trx: Trx, scope: Scope, before: string | null, limit: number): Promise<ImportRow[]> {
  const { rows } = await sql<ImportRow>`
    select ${columns}, (select p.name from person p where p.id = i.created_by) as by from import i where i.workspace_id = ${scope.workspaceId}
      ${before ? sql`and i.id < ${before}` : sql``}
    order by i.id desc limit ${limit}`.execute(trx);
  return rows;
}

export type NewImport = Pick<ImportRow, 'file_name' | 'file_key' | 'file_size' | 'file_sha256'>;

export async function insertImport(trx: Trx, scope: Scope, file: NewImport): Promise<string> {
  const id = newId();
  await sql`insert into import (workspace_id, id, file_name, file_key, file_size, file_sha256, created_by)
    values (${scope.workspaceId}, ${id}, ${file.file_name}, ${file.file_key}, ${file.file_size}, ${file.file_sha256}, ${scope.personId})`.execute(trx);
  return id;
}

export type Recognising = {
  kind: Kind | null;
  format: string | null;
  said: Said;
  recognition: Recognised;
  signature: string | null;
  refusal: Refusal | null;
};

/** Keeps what a waiting file was taken for; `refusal` refuses it. */
export const saveRecognition = (trx: Trx, scope: Scope, id: string, r: Recognising) =>
  sql`update import set kind = ${r.kind}, format = ${r.format}, said = ${JSON.stringify(r.said)}::jsonb, recognition = ${json(r.recognition)}::jsonb,
      signature = ${r.signature}, refusal = ${json(r.refusal)}::jsonb, status = ${r.refusal ? 'refused' : 'waiting'}, version = version + 1
    where workspace_id = ${scope.workspaceId} and id = ${id}`.execute(trx);

const json = (value: unknown) => (value === null ? null : JSON.stringify(value).replaceAll('\\u0000', ''));

export const saveSample = (trx: Trx, scope: Scope, id: string, rows: TableRow[], total: number | null) =>
  sql`update import set sample = ${json(rows)}::jsonb, rows_total = ${total} where workspace_id = ${scope.workspaceId} and id = ${id}`.execute(trx);

export async function sampleOf(trx: Trx, scope: Scope, id: string): Promise<TableRow[]> {
  const { rows } = await sql<{ sample: TableRow[] | null }>`select sample from import where workspace_id = ${scope.workspaceId} and id = ${id}`.execute(trx);
  return rows[0]?.sample ?? [];
}

/** The latest import of the same bytes that was begun. */
export async function sameFile(trx: Trx, scope: Scope, id: string, sha256: string) {
  const { rows } = await sql<{ id: string; file_name: string; created_at: Date; status: Status }>`
    select id, file_name, created_at, status from import
    where workspace_id = ${scope.workspaceId} and file_sha256 = ${sha256} and id <> ${id} and status in ('running', 'done', 'failed')
    order by created_at desc limit 1`.execute(trx);
  return rows[0] ?? null;
}

/** Settles how every row is read, from now on. */
export const settle = (trx: Trx, scope: Scope, id: string, reading: Settled) =>
  sql`update import set reading = ${json(reading)}::jsonb where workspace_id = ${scope.workspaceId} and id = ${id}`.execute(trx);

export const markRunning = (trx: Trx, scope: Scope, id: string, now: Date) =>
  sql`update import set status = 'running', refusal = null, sample = null, started_at = coalesce(started_at, ${now}), progress_at = ${now}, rows_per_second = null,
      recognition = recognition || '{"preview": []}', version = version + 1
    where workspace_id = ${scope.workspaceId} and id = ${id}`.execute(trx);

/** `undoing` is a state a job works on; the others end the work. */
export const markStatus = (trx: Trx, scope: Scope, id: string, status: 'done' | 'failed' | 'undoing' | 'undone', now: Date, refusal: Refusal | null = null) =>
  sql`update import set status = ${status}, refusal = ${json(refusal)}::jsonb, finished_at = ${status === 'undoing' ? null : now}, progress_at = ${now},
      rows_total = case when ${status}::text = 'done' then rows_read else rows_total end, rows_per_second = null, version = version + 1
    where workspace_id = ${scope.workspaceId} and id = ${id}`.execute(trx);

export const removeImportRow = (trx: Trx, scope: Scope, id: string) =>
  sql`delete from import where workspace_id = ${scope.workspaceId} and id = ${id}`.execute(trx);

/** What one batch adds to the progress. */
export type Step = {
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  repeated: number;
  skipped: number;
  bad: number;
  facts: number;
  sums: Record<string, number>;
  perSecond: number | null;
};
export const noStep: Step = { read: 0, created: 0, updated: 0, unchanged: 0, repeated: 0, skipped: 0, bad: 0, facts: 0, sums: {}, perSecond: null };

/** Moves the counters of an import, in the transaction that wrote its rows. */
export const advance = (trx: Db, scope: Scope, id: string, s: Step, now: Date) =>
  sql`update import set rows_read = rows_read + ${s.read}, rows_created = rows_created + ${s.created}, rows_updated = rows_updated + ${s.updated},
      rows_unchanged = rows_unchanged + ${s.unchanged}, rows_repeated = rows_repeated + ${s.repeated}, rows_skipped = rows_skipped + ${s.skipped},
      rows_bad = rows_bad + ${s.bad}, facts_written = facts_written + ${s.facts}, rows_total = greatest(rows_total, rows_read + ${s.read}),
      sums = case when ${JSON.stringify(s.sums)}::jsonb = '{}' then sums else (
        select jsonb_object_agg(k, coalesce((sums ->> k)::bigint, 0) + coalesce((${JSON.stringify(s.sums)}::jsonb ->> k)::bigint, 0))
        from jsonb_object_keys(sums || ${JSON.stringify(s.sums)}::jsonb) k) end,
      rows_per_second = coalesce(${s.perSecond}::real, rows_per_second), progress_at = ${now}
    where workspace_id = ${scope.workspaceId} and id = ${id}`.execute(trx);

/** Says that somebody is at work, so that nobody else takes over. */
export const touch = (trx: Trx, scope: Scope, id: string, now: Date) =>
  sql`update import set progress_at = ${now} where workspace_id = ${scope.workspaceId} and id = ${id}`.execute(trx);
