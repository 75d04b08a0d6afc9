import { sql } from 'kysely';
import type { Trx } from '../../platform/db.ts';
import type { Scope } from '../../platform/scope.ts';

const KEY = 'verdict_thresholds';

/** The thresholds as saved (unparsed), and their version; version 0 = never changed. */
export async function readSavedThresholds(trx: Trx, scope: Scope): Promise<{ version: number; value: unknown }> {
  const { rows } = await sql<{
    version: number;
    value: unknown;
  }>`select version, value from setting where workspace_id = ${scope.workspaceId} and key = ${KEY}`.execute(trx);
  return rows[0] ?? { version: 0, value: {} };
}

/** Saves thresholds over this version; false when somebody else was first. */
export async function writeThresholds(trx: Trx, scope: Scope, version: number, value: object): Promise<boolean> {
  const json = JSON.stringify(value);
  const { rows } =
    version === 0
      ? await sql`insert into setting (workspace_id, key, value) values (${scope.workspaceId}, ${KEY}, ${json}::jsonb) on conflict do nothing returning 1`.execute(
          trx,
        )
      : await sql`update setting set value = ${json}::jsonb, version = version + 1
          where workspace_id = ${scope.workspaceId} and key = ${KEY} and version = ${version} returning 1`.execute(trx);
  return rows.length > 0;
}
