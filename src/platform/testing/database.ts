import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type { TestServer } from './postgres.ts';

/** A database of one's own, migrated and empty. */
export interface FreshDatabase {
  readonly owner: pg.ClientConfig;
  readonly app: pg.ClientConfig;
  /** Drops it together with the connections still open. */
  drop(): Promise<void>;
}

/** Clones the migrated template, some tens of milliseconds: to be called once per test file, in `beforeAll`. */
export const freshDatabase = (): Promise<FreshDatabase> => makeDatabase('template template strategy file_copy');

/** A database without any table: what an archive is restored into. */
export const emptyDatabase = (): Promise<FreshDatabase> => makeDatabase('template template0');

async function makeDatabase(from: string): Promise<FreshDatabase> {
  const server = inject('postgres' as never) as TestServer;
  const { host, port } = server;
  const database = `test_${randomBytes(6).toString('hex')}`;
  const owner: pg.ClientConfig = { host, port, user: server.owner, password: server.ownerPassword };
  const asOwner = async (statement: string): Promise<void> => {
    const client = new pg.Client({ ...owner, database: 'postgres' });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await asOwner(`create database ${database} ${from}`);
  return {
    owner: { ...owner, database },
    app: { host, port, user: server.app, password: server.appPassword, database },
    drop: () => asOwner(`drop database if exists ${database} with (force)`),
  };
}
