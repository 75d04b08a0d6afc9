import type pg from 'pg';

/**
 * Puts imports that nobody works on back into the queue, in every workspace: run by the owner of the database, because a job locked by a
 * process that was killed stays locked for hours. The key of the job lets the new one replace it. Two runs of one import do no harm: a
 * batch is written only behind the committed position, and the slower run stops. Returns how many there were.
 */
export async function takeOver(pool: pg.Pool, idleSeconds: number): Promise<number> {
  const { rowCount } = await pool.query(
    `select enqueue(case status when 'running' then 'imports.run' else 'imports.undo' end,
       json_build_object('workspaceId', workspace_id, 'personId', created_by, 'payload', json_build_object('id', id)), 'import ' || id)
     from import where status in ('running', 'undoing') and coalesce(progress_at, created_at) <= now() - make_interval(secs => $1)`,
    [idleSeconds],
  );
  return rowCount ?? 0;
}
