import type { z } from 'zod';
import type { Trx } from '../../platform/db.ts';
import type { Scope } from '../../platform/scope.ts';
import type { ImportLine, ImportView, Progress } from '../contract.ts';
import { type ImportRow, importOf, sameFile } from '../queries/imports.ts';

/** The numbers of an import; time left follows from the pace of the run so far. */
export function progressOf(i: ImportRow): z.input<typeof Progress> {
  const pace = i.status === 'running' && i.rows_per_second ? i.rows_per_second : null;
  return {
    total: i.rows_total,
    read: i.rows_read,
    created: i.rows_created,
    updated: i.rows_updated,
    unchanged: i.rows_unchanged,
    repeated: i.rows_repeated,
    skipped: i.rows_skipped,
    bad: i.rows_bad,
    rowsPerSecond: pace,
    secondsLeft: pace && i.rows_total !== null ? Math.ceil(Math.max(0, i.rows_total - i.rows_read) / pace) : null,
  };
}

/** An import as a line of the history. */
export const line = (i: ImportRow): z.input<typeof ImportLine> => ({
  id: i.id,
  fileName: i.file_name,
  fileSize: i.file_size,
  kind: i.kind,
  format: i.format,
  status: i.status,
  refusal: i.refusal,
  progress: progressOf(i),
  sums: Object.entries(i.sums).map(([currency, minor]) => ({ currency, minor })),
  by: i.by,
  createdAt: i.created_at.toISOString(),
  startedAt: i.started_at?.toISOString() ?? null,
  finishedAt: i.finished_at?.toISOString() ?? null,
  version: i.version,
});

/** An import with all that its page shows. */
export async function view(trx: Trx, scope: Scope, id: string): Promise<z.input<typeof ImportView>> {
  const i = await importOf(trx, scope, id);
  const same = i.status === 'waiting' ? await sameFile(trx, scope, id, i.file_sha256) : null;
  const { sheets = [], sheet = null, headerLine = null, columns = [], questions = [], remembered = false, preview = [], sampled } = i.recognition ?? {};
  return {
    ...line(i),
    sheets,
    sheet,
    headerLine,
    columns,
    questions,
    answers: i.said.answers ?? {},
    ready: i.status === 'waiting' && i.kind !== null && questions.every((one) => !one.required),
    remembered,
    same: same && { id: same.id, fileName: same.file_name, createdAt: same.created_at.toISOString(), status: same.status },
    preview,
    sampled: sampled ?? { rows: 0, bad: 0 },
  };
}
