import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../embedded.ts';
import { migrate } from '../migrate.ts';

/** The PostgreSQL one test run shares: a server with the migrated database `template`, which {@link freshDatabase} clones. */
export interface TestServer {
  readonly host: string;
  readonly port: number;
  readonly owner: string;
  readonly ownerPassword: string;
  readonly app: string;
  readonly appPassword: string;
}

/** Vitest global set-up. Durability is off: these data live as long as the run, and so does the server, whatever ends the run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'otdel-test-'));
  const postgres = await startEmbedded({
    dir,
    database: 'template',
    dieWithParent: true,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off', shared_buffers: '128MB', max_connections: '200' },
  });
  await migrate(postgres.owner, { unsafe: true });
  const { owner, app } = postgres;
  const server: TestServer = {
    host: String(owner.host),
    port: Number(owner.port),
    owner: String(owner.user),
    ownerPassword: String(owner.password),
    app: String(app.user),
    appPassword: String(app.password),
  };
  // Vitest wants the key declared by augmenting its module; one cast here and one in database.ts say the same
  project.provide('postgres' as never, server as never);
  return async () => {
    await postgres.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  };
}
