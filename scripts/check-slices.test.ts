import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { checkSlices } from './check-slices.ts';

const trees: string[] = [];
afterEach(() => {
  for (const tree of trees.splice(0)) fs.rmSync(tree, { recursive: true });
});

/** A small house in which everything is as it should be. */
const house: Record<string, string> = {
  'package.json': '{"dependencies":{"kysely":"1","zod":"1","fastify":"1","pg":"1"}}',
  'src/main.ts': `import { leadRoutes } from './leads/routes.ts'; import './platform/config.ts'; leadRoutes();`,
  'src/permissions.ts': `export type Permission = 'a'; export const all = ['a'];`,
  'src/platform/config.ts': `export const config = () => process.env;`,
  'src/platform/endpoint.ts': `import type { Permission } from '../permissions.ts'; import { z } from 'zod'; export const e = (p: Permission) => z.literal(p);`,
  'src/leads/contract.ts': `import { e } from '../platform/endpoint.ts'; export const list = e('a');`,
  'src/leads/domain/score.ts': `export const score = (at: Date) => at.getTime();`,
  'src/leads/domain/score.test.ts': `import { score } from './score.ts'; score(new Date());`,
  'src/leads/queries.ts': `import { sql } from 'kysely'; import { score } from './domain/score.ts'; export const q = () => [sql, score];`,
  'src/leads/roll-ups.test.ts': `import { q } from './queries.ts'; q();`,
  'src/leads/routes.ts': `import type { Kysely } from 'kysely'; import { list } from './contract.ts'; import { q } from './queries.ts'; export const leadRoutes = (db?: Kysely<object>) => [list, q, db];`,
  'src/leads/pages/leads.tsx': `import { list } from '../contract.ts'; import { rate } from '../../channels/domain.ts'; import { Table } from '../../web/table.tsx'; export const Leads = () => <Table of={[list, rate]} />;`,
  'src/channels/domain.ts': `export const rate = 1;`,
  'src/channels/queries.ts': `import { q } from '../leads/queries.ts'; export const c = q;`,
  'src/web/table.tsx': `import { useState } from 'react'; export const Table = (p: { of: unknown }) => <p>{String(useState(p.of))}</p>;`,
  'src/web/routes.tsx': `import { Leads } from '../leads/pages/leads.tsx'; export const routes = [Leads];`,
  'src/web/locales/ru/leads.ts': `export default { utilities: 'Службы' };`,
  'demo/make.ts': `import { rate } from '../src/channels/domain.ts'; export const made = [rate, Math.random()];`,
};

function problems(changed: Record<string, string>): string[] {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'otdel-slices-'));
  trees.push(root);
  for (const [file, text] of Object.entries({ ...house, ...changed })) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  }
  return checkSlices(root);
}

test('a good house has no problems', () => expect(problems({})).toEqual([]));

const broken: [rule: string, file: string, text: string, message: string][] = [
  ['a word outside the vocabulary', 'src/leads/model.ts', 'export const a = 1;', 'a slice has contract'],
  ['a folder outside the vocabulary', 'src/leads/model/a.ts', 'export const a = 1;', 'a slice has contract'],
  ['a test in a folder outside the vocabulary', 'src/leads/tests/a.test.ts', 'export const a = 1;', 'a slice has contract'],
  ['pages is a folder', 'src/leads/pages.tsx', 'export const a = 1;', 'a slice has contract'],
  ['a file loose in src', 'src/start.ts', 'export const a = 1;', 'belongs into a slice'],
  ['a name that says nothing', 'src/platform/date-utils.ts', 'export const a = 1;', 'says nothing'],
  ['a folder that says nothing', 'demo/helpers/a.ts', 'export const a = 1;', 'says nothing'],
  ['index.ts', 'src/platform/mail/index.ts', 'export const a = 1;', 'a barrel'],
  ['a file of re-exports', 'src/platform/all.ts', `export * from './config.ts'; export { e } from './endpoint.ts';`, 'a barrel'],
  ['too long', 'src/platform/long.ts', 'export {};\n'.repeat(301), '301 lines'],
  ['environment outside the configuration', 'src/platform/mail.ts', 'export const host = process.env.HOST;', 'process.env'],
  ['chance in domain', 'src/leads/domain/luck.ts', 'export const luck = () => Math.random();', 'Math.random in domain'],
  ['the clock in domain', 'src/channels/domain.ts', 'export const rate = 1; export const now = () => new Date();', 'new Date() in domain'],
  ['platform needs a slice', 'src/platform/mail.ts', `import { rate } from '../channels/domain.ts'; export const a = rate;`, 'knows no slice'],
  [
    'platform needs a type of a slice',
    'src/platform/mail.ts',
    `import type { rate } from '../channels/domain.ts'; export type A = typeof rate;`,
    'knows no slice',
  ],
  ['platform needs the values of permissions', 'src/platform/mail.ts', `import { all } from '../permissions.ts'; export const a = all;`, 'knows no slice'],
  ['a slice needs what wires', 'src/leads/actions.ts', `import '../main.ts'; export const a = 1;`, 'imported by nothing'],
  [
    "another slice's routes",
    'src/channels/actions.ts',
    `import { leadRoutes } from '../leads/routes.ts'; export const a = leadRoutes;`,
    'of another slice only',
  ],
  [
    "another slice's pages",
    'src/channels/pages/a.tsx',
    `import { Leads } from '../../leads/pages/leads.tsx'; export const A = Leads;`,
    'of another slice only',
  ],
  [
    "a page with another slice's queries",
    'src/channels/pages/a.tsx',
    `import { q } from '../../leads/queries.ts'; export const A = q;`,
    'of another slice only',
  ],
  ['the server needs the web', 'src/leads/actions.ts', `import { Table } from '../web/table.tsx'; export const a = Table;`, 'only pages may'],
  ['the server needs its pages', 'src/leads/actions.ts', `import { Leads } from './pages/leads.tsx'; export const a = Leads;`, 'only pages may'],
  ["the web with a slice's queries", 'src/web/a.ts', `import { q } from '../leads/queries.ts'; export const a = q;`, 'contracts, domain and pages'],
  ['a product file needs a test', 'src/leads/actions.ts', `import './domain/score.test.ts'; export const a = 1;`, 'a test'],
  ['SQL in routes', 'src/channels/routes.ts', `import { sql } from 'kysely'; export const a = sql;`, 'not in routes'],
  ['HTTP in queries', 'src/leads/queries/a.ts', `import fastify from 'fastify'; export const a = fastify;`, 'not in queries'],
  ['Node in a contract', 'src/channels/contract.ts', `import fs from 'node:fs'; export const a = fs;`, 'not in contract'],
  ['I/O in domain', 'src/leads/domain/a.ts', `import pg from 'pg'; export const a = pg;`, 'not in domain'],
  [
    'a page reaches Node by way of the platform',
    'src/platform/endpoint.ts',
    `import fs from 'node:fs'; export const e = (p: string) => [p, fs];`,
    'src/platform/endpoint.ts → node:fs: does not exist in a browser',
  ],
  ['a lazy import counts too', 'src/web/a.ts', `export const a = () => import('pg');`, 'does not exist in a browser'],
  [
    'a package that only developers have',
    'src/leads/actions.ts',
    `import { rolldown } from 'rolldown'; export const a = rolldown;`,
    'not among the dependencies',
  ],
  ['two files in a circle', 'src/leads/domain/score.ts', `import { q } from '../queries.ts'; export const score = (at: Date) => [at, q];`, 'a cycle'],
  ['two slices in a circle', 'src/leads/actions.ts', `import { c } from '../channels/queries.ts'; export const a = c;`, 'channels → leads → channels: a cycle'],
];

test.each(broken)('found: %s', (_rule, file, text, message) => {
  const found = problems({ [file]: text });
  expect(found.some((line) => line.includes(message))).toBe(true);
});

test('pages of two slices may point at each other', () => {
  expect(problems({ 'src/channels/pages/a.tsx': `import { list } from '../../leads/contract.ts'; export const A = list;` })).toEqual([]);
});
