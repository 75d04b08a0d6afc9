import { createHash } from 'node:crypto';
import { runImport, type Watch } from '../../imports/actions/run.ts';
import { runUndo } from '../../imports/actions/undo.ts';
import type { ImportView } from '../../imports/contract.ts';
import type { Answer, Caller, TestApp, TestWorkspace } from './app.ts';

/** Sends a file as a browser does. */
export function uploadTo(t: TestApp, path: string, as: Caller, name: string, content: string | Buffer): Promise<Answer> {
  const boundary = 'x-otdel-test';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return t.call(as, 'POST', path, undefined, { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } });
}

/** Imports of one workspace, step by step or as a whole, as the marketer. */
export function importer(t: TestApp, w: TestWorkspace) {
  const base = `/api/w/${w.id}/imports`;
  const as = w.as.marketer;
  const good = (answer: Answer): ImportView => {
    if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
    return answer.body as ImportView;
  };
  const self = {
    base,
    call: (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown) => t.call(as, method, base + path, body),
    upload: async (content: string | Buffer, name = 'file.csv') => good(await uploadTo(t, base, as, name, content)),
    read: async (id: string) => good(await t.call(as, 'GET', `${base}/${id}`)),
    change: async (view: ImportView, say: object) => good(await t.call(as, 'PATCH', `${base}/${view.id}`, { version: view.version, ...say })),
    start: async (view: ImportView) => good(await t.call(as, 'POST', `${base}/${view.id}/start`, { version: view.version })),
    /** What the queue does after a start. */
    run: async (id: string, watch?: Watch) => {
      await runImport(t.deps, w.scope, id, watch);
      return self.read(id);
    },
    /** A file that needs no answers, from the upload to the end. */
    whole: async (content: string | Buffer, say?: object, name?: string) => {
      const view = await self.upload(content, name);
      const ready = say ? await self.change(view, say) : view;
      await self.start(ready);
      return self.run(view.id);
    },
    undo: async (id: string, watch?: Watch) => {
      good(await t.call(as, 'POST', `${base}/${id}/undo`));
      await runUndo(t.deps, w.scope, id, watch);
      return self.read(id);
    },
  };
  return self;
}

/** What leads, deals, costs and roll-ups of a workspace say, as one hash: without ids of versions, imports and times, and without empty sums. */
export async function factsHash(t: TestApp, workspaceId: string): Promise<string> {
  const parts: unknown[] = [];
  for (const table of ['lead', 'deal', 'cost']) {
    const { rows } = await t.owner.query(
      `select to_jsonb(x) - '{version,import_id,created_at}'::text[] as row from ${table} x where workspace_id = $1 order by id`,
      [workspaceId],
    );
    parts.push(rows);
  }
  for (const [table, sum] of [
    ['result_day', 'leads + valid + judged + qualified + lead_won + lead_lost + customers + deals + priced + abs(revenue_minor)'],
    ['rejection_day', 'leads'],
    ['closing_age', 'leads'],
  ])
    parts.push(
      (await t.owner.query(`select to_jsonb(x) as row from ${table} x where workspace_id = $1 and ${sum} <> 0 order by to_jsonb(x)::text`, [workspaceId])).rows,
    );
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
