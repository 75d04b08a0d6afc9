/** A file taken in over HTTP, for tests that need its rows and are about something else. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answers, changeImport, type ImportView, readImport, startImport, uploadImport } from '../src/imports/contract.ts';
import type { Client } from './client.ts';
import type { File } from './files.ts';

/** Uploads, gives the answers, starts, and waits for the end; throws when the file is refused or something is still to be asked. */
export async function imported(by: Client & { workspaceId: string }, file: File, answers?: Answers): Promise<ImportView> {
  const { workspaceId } = by;
  let view = await by.upload(uploadImport, workspaceId, file.name, file.content);
  const params = { id: view.id };
  if (answers) view = await by.call(changeImport, { workspaceId, params, body: { version: view.version, answers } });
  if (!view.ready) throw new Error(`${file.name}: ${JSON.stringify(view.refusal ?? view.questions)}`);
  view = await by.call(startImport, { workspaceId, params, body: { version: view.version } });
  return finished(by, view.id);
}

/** The import when it is done or undone; throws when it stopped. */
export async function finished(by: Client & { workspaceId: string }, id: string): Promise<ImportView> {
  for (;;) {
    const view = await by.call(readImport, { workspaceId: by.workspaceId, params: { id } });
    if (view.status === 'done' || view.status === 'undone') return view;
    if (view.status !== 'running' && view.status !== 'undoing') throw new Error(`${view.fileName}: ${view.status} ${JSON.stringify(view.refusal)}`);
    await sleep(100); // the server takes 1,200 requests a minute of one address
  }
}
