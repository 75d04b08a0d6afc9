import { sql } from 'kysely';
import type { Trx } from '../../platform/db.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Said } from './imports.ts';

/** What was said about the last file with this header. */
export async function rememberedFor(trx: Trx, scope: Scope, signature: string): Promise<Said | null> {
  const { rows } = await sql<{ said: Said }>`
    select said from import_mapping where workspace_id = ${scope.workspaceId} and signature = ${signature}`.execute(trx);
  return rows[0]?.said ?? null;
}

export const remember = (trx: Trx, scope: Scope, signature: string, said: Said) =>
  sql`insert into import_mapping (workspace_id, signature, said) values (${scope.workspaceId}, ${signature}, ${JSON.stringify(said)}::jsonb)
    on conflict (workspace_id, signature) do update set said = excluded.said, used_at = now()`.execute(trx);
