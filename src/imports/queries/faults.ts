import { sql } from 'kysely';
import type { Trx } from '../../platform/db.ts';
import { recordset } from '../../platform/recordset.ts';
import type { Scope } from '../../platform/scope.ts';

export type Fault = { column: number | null; value: string; code: string; params: Record<string, string | number> };
export type BadRow = { line: number; cells: string[]; faults: Fault[] };

/** Puts rows into quarantine. */
export const insertFaults = (trx: Trx, scope: Scope, importId: string, rows: BadRow[]) =>
  rows.length === 0
    ? null
    : sql`insert into import_fault (workspace_id, import_id, line, cells, faults)
        select ${scope.workspaceId}, ${importId}, r.* from json_to_recordset(${recordset(rows)}) as r (line integer, cells text[], faults jsonb)`.execute(trx);

/** Rows still in quarantine behind a line, in the order of the file. */
export async function badRows(trx: Trx, scope: Scope, importId: string, after: number, limit: number): Promise<BadRow[]> {
  const { rows } = await sql<BadRow>`
    select line, cells, faults from import_fault
    where workspace_id = ${scope.workspaceId} and import_id = ${importId} and resolved_at is null and line > ${after} order by line limit ${limit}`.execute(
    trx,
  );
  return rows;
}

/** Changes what is wrong with a row that was corrected and is still bad; false when it is not in quarantine. */
export async function replaceFault(trx: Trx, scope: Scope, importId: string, row: BadRow): Promise<boolean> {
  const { rows } = await sql`
    update import_fault f set cells = r.cells, faults = r.faults from json_to_recordset(${recordset([row])}) as r (line integer, cells text[], faults jsonb)
    where f.workspace_id = ${scope.workspaceId} and f.import_id = ${importId} and f.line = r.line and f.resolved_at is null returning f.line`.execute(trx);
  return rows.length > 0;
}

export async function isInQuarantine(trx: Trx, scope: Scope, importId: string, line: number): Promise<boolean> {
  const { rows } = await sql`
    select from import_fault where workspace_id = ${scope.workspaceId} and import_id = ${importId} and line = ${line} and resolved_at is null`.execute(trx);
  return rows.length > 0;
}

/** Which of these keys are taken. */
export async function usedKeys(trx: Trx, scope: Scope, entity: 'lead' | 'deal', keys: string[]): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select key from ${sql.table(entity)} where workspace_id = ${scope.workspaceId} and key = any(${keys}::text[])`.execute(trx);
  return rows.map((row) => row.key);
}

/** Takes one row (or, with null, all of them) out of quarantine; returns how many there were. */
export async function resolveFaults(trx: Trx, scope: Scope, importId: string, line: number | null, now: Date): Promise<number> {
  const { rows } = await sql`
    update import_fault set resolved_at = ${now} where workspace_id = ${scope.workspaceId} and import_id = ${importId} and resolved_at is null
      and ${line === null ? sql`true` : sql`line = ${line}`} returning line`.execute(trx);
  return rows.length;
}

export const removeFaults = (trx: Trx, scope: Scope, importId: string) =>
  sql`delete from import_fault where workspace_id = ${scope.workspaceId} and import_id = ${importId}`.execute(trx);
