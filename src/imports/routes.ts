import { handle, type Implementation } from '../platform/route.ts';
import { beginImport, beginUndo, forget } from './actions/begin.ts';
import { correctRow, faultsFile, importWithFaults, leaveOut } from './actions/faults.ts';
import { chooseSheet, correctReading, receiveFile, waitingImport } from './actions/receive.ts';
import { line, progressOf, view } from './actions/view.ts';
import * as contract from './contract.ts';
import { jobKey, runTask, undoTask } from './jobs.ts';
import { badRows } from './queries/faults.ts';
import { importOf, listImportRows } from './queries/imports.ts';

export const importRoutes = (): Implementation[] => [
  handle(contract.uploadImport, async ({ db, scope, upload, audit }) => {
    const id = await receiveFile(db, scope, upload!);
    audit({ entity: 'import', entityId: id, after: { fileName: upload!.name, size: upload!.size, sha256: upload!.sha256 } });
    return view(db, scope, id);
  }),

  handle(contract.listImports, async ({ db, scope, query }) => {
    const rows = await listImportRows(db, scope, query.cursor ?? null, query.limit + 1);
    const shown = rows.slice(0, query.limit);
    return { rows: shown.map(line), nextCursor: rows.length > shown.length ? shown.at(-1)!.id : null };
  }),

  handle(contract.readImport, ({ db, scope, params }) => view(db, scope, params.id)),

  handle(contract.changeImport, async ({ db, scope, params, body, deps, audit }) => {
    const { version, sheet, ...say } = body;
    const at = await waitingImport(db, scope, params.id, version);
    if (sheet !== undefined) await chooseSheet(db, scope, at.id, deps.files.pathOf(at.file_key), sheet);
    else await correctReading(db, scope, at, say);
    audit({ entity: 'import', entityId: at.id, before: at.said, after: sheet !== undefined ? { sheet } : say });
    return view(db, scope, params.id);
  }),

  handle(contract.startImport, async ({ db, scope, params, body, deps, audit }) => {
    await beginImport(db, scope, params.id, body.version, deps.clock());
    await deps.jobs.add(db, scope, runTask.name, { id: params.id }, { key: jobKey(params.id) });
    audit({ entity: 'import', entityId: params.id });
    return view(db, scope, params.id);
  }),

  handle(contract.undoImport, async ({ db, scope, params, deps, audit }) => {
    await beginUndo(db, scope, params.id, deps.clock());
    await deps.jobs.add(db, scope, undoTask.name, { id: params.id }, { key: jobKey(params.id) });
    audit({ entity: 'import', entityId: params.id });
    return view(db, scope, params.id);
  }),

  handle(contract.removeImport, async ({ db, scope, params, deps, audit, after }) => {
    const key = await forget(db, scope, params.id);
    after(() => deps.files.remove(key));
    audit({ entity: 'import', entityId: params.id });
    return undefined;
  }),

  handle(contract.listFaults, async ({ db, scope, params, query }) => {
    const at = await importOf(db, scope, params.id);
    const rows = await badRows(db, scope, params.id, query.after, query.limit + 1);
    const shown = rows.slice(0, query.limit);
    return {
      header: at.reading?.header ?? [],
      fields: at.reading?.columns ?? [],
      rows: shown,
      total: at.rows_bad,
      nextAfter: rows.length > shown.length ? shown.at(-1)!.line : null,
    };
  }),

  handle(contract.correctFault, async ({ db, scope, params, body, deps, audit }) => {
    const row = await correctRow(db, scope, params.id, params.line, body.cells, deps.clock());
    audit({ entity: 'import', entityId: params.id, after: { line: params.line, written: row === null } });
    return { row, progress: progressOf(await importOf(db, scope, params.id)) };
  }),

  handle(contract.dismissFault, async ({ db, scope, params, deps, audit }) => {
    await leaveOut(db, scope, params.id, params.line, deps.clock());
    audit({ entity: 'import', entityId: params.id, after: { line: params.line } });
    return undefined;
  }),

  handle(contract.dismissFaults, async ({ db, scope, params, deps, audit }) => {
    const rows = await leaveOut(db, scope, params.id, null, deps.clock());
    audit({ entity: 'import', entityId: params.id, after: { rows } });
    return undefined;
  }),

  handle(contract.downloadFaults, async ({ db, scope, params, query, deps }) => {
    const at = await importWithFaults(db, scope, params.id);
    const name = `${at.file_name.replace(/\.[^.]*$/, '')} ${query.language === 'ru' ? 'строки с ошибками' : 'bad rows'}.csv`;
    return { file: faultsFile(deps.db, scope, at, query.language), name, type: 'text/csv; charset=utf-8' };
  }),
];
