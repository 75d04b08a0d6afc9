import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import pg from 'pg';
import { createWorkspace, openAccounts, setPassword } from '../../accounts/actions.ts';
import { insertKey } from '../../accounts/queries/keys.ts';
import { insertMember } from '../../accounts/queries/members.ts';
import { insertPerson } from '../../accounts/queries/people.ts';
import { insertSession } from '../../accounts/queries/sessions.ts';
import { buildApp } from '../../main.ts';
import { keyPermissions, type Permission, type Role, roles } from '../../permissions.ts';
import { type Config, readConfig } from '../config.ts';
import { actAs, openDb, openPool, type Trx, within } from '../db.ts';
import { openFiles } from '../files.ts';
import { newId } from '../ids.ts';
import { jobs } from '../jobs.ts';
import { openLog } from '../log.ts';
import type { Letter } from '../mail.ts';
import type { Deps } from '../route.ts';
import { mintScope, type Scope } from '../scope.ts';
import { hashOf, newSecret } from '../secrets.ts';
import { freshDatabase } from './database.ts';

/** Somebody who sends requests: a person by cookie, or an API key. */
export type Caller = { id: string; name: string; email: string; headers: Record<string, string> };
/** A workspace with one person in every role; its name, theirs and their addresses contain `mark`, so a leak shows. */
export type TestWorkspace = {
  id: string;
  name: string;
  mark: string;
  scope: Scope;
  as: Record<Role, Caller>;
  key: (permissions: readonly Permission[]) => Promise<Caller>;
};
export type Answer = {
  status: number;
  body: unknown;
  text: string;
  cookies: { name: string; value: string; [flag: string]: unknown }[];
  headers: Record<string, unknown>;
};

export type TestApp = {
  app: FastifyInstance;
  deps: Deps;
  /** Set it to move time. */
  clock: { now: Date };
  letters: Letter[];
  /** A connection as the owner of the database: sees everything, for looking behind the application. */
  owner: pg.Client;
  ownerConfig: pg.ClientConfig;
  appConfig: pg.ClientConfig;
  a: TestWorkspace;
  b: TestWorkspace;
  workspace: (name: string, mark: string) => Promise<TestWorkspace>;
  person: (name: string, email: string, password?: string) => Promise<Caller>;
  /** One request; `path` from /api on, body as JSON. */
  call: (caller: Caller | null, method: NonNullable<InjectOptions['method']>, path: string, body?: unknown, extra?: InjectOptions) => Promise<Answer>;
  close: () => Promise<void>;
};

/** The password of everybody made by `person()` with a password, and good enough to be taken. */
export const testPassword = 'зелёный чайник 7';
/** Thursday, 15 January 2026, noon in Moscow. */
export const testNow = new Date('2026-01-15T09:00:00.000Z');

/** The whole application on a database of its own with two workspaces, A and B; `change` replaces parts of deps or config. */
export async function testApp(
  change: { config?: Partial<Config>; deps?: (deps: Deps) => Partial<Deps>; build?: (deps: Deps) => Promise<FastifyInstance> } = {},
): Promise<TestApp> {
  const database = await freshDatabase();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'otdel-app-'));
  const pool = openPool({ ...database.app, max: 10 }, () => {});
  const db = openDb(pool);
  const owner = new pg.Client(database.owner);
  owner.on('error', () => {});
  await owner.connect();
  const clock = { now: new Date(testNow) };
  const letters: Letter[] = [];
  const config: Config = { ...readConfig({ OTDEL_DATA: folder, OTDEL_ORIGIN: 'http://otdel.test', OTDEL_LOG: 'silent' }), ...change.config };
  const base: Deps = {
    db,
    config,
    clock: () => new Date(clock.now),
    jobs,
    mail: { configured: true, send: async (letter) => void letters.push(letter) },
    files: openFiles(path.join(folder, 'files')),
    log: openLog(config.logLevel),
    ...openAccounts({ db, config, clock: () => new Date(clock.now) }),
  };
  const deps: Deps = { ...base, ...change.deps?.(base) };
  const app = await (change.build ?? buildApp)(deps);

  async function signedIn(trx: Trx, id: string): Promise<Record<string, string>> {
    const token = newSecret();
    await insertSession(trx, {
      id: newId(),
      person_id: id,
      token_hash: hashOf(token),
      ip_address: '127.0.0.1',
      user_agent: 'test',
      created_at: clock.now,
      seen_at: clock.now,
    });
    return { cookie: `${config.origin.startsWith('https:') ? '__Host-' : ''}otdel_session=${token}` };
  }
  const person = (name: string, email: string, password?: string): Promise<Caller> =>
    db.transaction().execute(async (trx) => {
      const id = newId();
      await insertPerson(trx, { id, name, email, language: 'ru' });
      if (password) await setPassword(trx, clock.now, { id, name, email }, password);
      return { id, name, email, headers: await signedIn(trx, id) };
    });

  async function workspace(name: string, mark: string): Promise<TestWorkspace> {
    const as = {} as Record<Role, Caller>;
    for (const role of roles) as[role] = await person(`${role} ${mark}`, `${role}@${mark.toLowerCase()}.test`);
    const made = await db.transaction().execute(async (trx) => {
      await actAs(trx, as.owner.id);
      const scope = await createWorkspace(trx, deps, as.owner.id, {
        name: `${name} ${mark}`,
        currency: 'RUB',
        timeZone: 'Europe/Moscow',
        country: 'RU',
        mode: 'leads',
      });
      for (const role of roles) if (role !== 'owner') await insertMember(trx, scope, as[role].id, role);
      return scope;
    });
    const key = async (permissions: readonly Permission[]): Promise<Caller> => {
      const [id, secret] = [newId(), `otdel_${newSecret()}`];
      const row = {
        id,
        name: `key ${mark}`,
        prefix: secret.slice(0, 12),
        key_hash: hashOf(secret),
        permissions: [...permissions],
        created_by: as.owner.id,
        created_at: clock.now,
      };
      await within(db, made, (trx) => insertKey(trx, made, row));
      return { id, name: row.name, email: '', headers: { authorization: `Bearer ${secret}` } };
    };
    return { id: made.workspaceId, name: `${name} ${mark}`, mark, scope: made, as, key };
  }

  return {
    app,
    deps,
    clock,
    letters,
    owner,
    ownerConfig: database.owner,
    appConfig: database.app,
    a: await workspace('Alpha', 'MarkOfA'),
    b: await workspace('Beta', 'MarkOfB'),
    workspace,
    person,
    async call(caller, method, url, body, extra = {}) {
      const response = await app.inject({
        method,
        url,
        ...(body === undefined ? {} : { payload: body as object }),
        ...extra,
        headers: { ...caller?.headers, ...extra.headers },
      });
      const json = String(response.headers['content-type'] ?? '').startsWith('application/json');
      return { status: response.statusCode, body: json ? response.json() : null, text: response.body, cookies: response.cookies, headers: response.headers };
    },
    async close() {
      await app.close();
      await db.destroy();
      await owner.end();
      await database.drop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a job of the workspace runs with. */
export const jobScope = (workspaceId: string): Scope => mintScope({ workspaceId, personId: null, role: null, actor: 'job', can: new Set() });

/** Every permission a key may have but one. */
export const allBut = (permission: Permission): Permission[] => keyPermissions.filter((p) => p !== permission);
