/**
 * Runs the product on real data and compares with figures counted independently: `npm run verify`. The data lie beside the checkout, in
 * ../shared/data, and are no part of it; where they are absent there is nothing to verify.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { importInto, type Told } from '../src/commands/imports.ts';
import type { ImportRow } from '../src/imports/queries/imports.ts';
import { type House, openHouse } from '../src/main.ts';
import { permissions } from '../src/permissions.ts';
import { readConfig } from '../src/platform/config.ts';
import { newId } from '../src/platform/ids.ts';
import { openLog } from '../src/platform/log.ts';
import { packageRoot } from '../src/platform/paths.ts';
import { mintScope, type Scope } from '../src/platform/scope.ts';
import { verifyContacts } from './verify/contacts.ts';
import { verifyExports } from './verify/exports.ts';
import { verifyMaven } from './verify/maven.ts';
import { verifyOlist } from './verify/olist.ts';

/** What a check works with: a throw-away database, and where the figures go. */
export type Bench = {
  house: House;
  data: (...names: string[]) => string;
  json: (...names: string[]) => unknown;
  /** A company of its own for each file. */
  workspace: (currency: string) => Promise<Scope>;
  /** As `otdel import` does. */
  importFile: (scope: Scope, file: string, told?: Told) => Promise<ImportRow>;
  ask: <R>(question: string, values: unknown[]) => Promise<R[]>;
  expect: (name: string, expected: unknown, got: unknown) => void;
  title: (text: string) => void;
};

const root = path.resolve(packageRoot(), '../shared/data');
const say = (line: string) => void process.stdout.write(`${line}\n`);
if (!fs.existsSync(root)) {
  say('no ../shared/data: nothing to verify');
  process.exit(0);
}

let passed = 0;
let failed = 0;
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'otdel-verify-'));
const house = await openHouse(readConfig({ OTDEL_DATA: dir, OTDEL_LOG: 'error' }), openLog('error'), () => {});
const owner = new pg.Client(house.owner);
await owner.connect();
const bench: Bench = {
  house,
  data: (...names) => path.join(root, ...names),
  json: (...names) => JSON.parse(fs.readFileSync(path.join(root, ...names), 'utf8')),
  async workspace(currency) {
    const workspaceId = newId();
    await owner.query(`insert into workspace (id, name, currency, time_zone, country) values ($1, 'Verify', $2, 'Europe/Moscow', 'RU')`, [
      workspaceId,
      currency,
    ]);
    return mintScope({ workspaceId, personId: null, role: null, actor: 'command', can: new Set(permissions) });
  },
  importFile: (scope, file, told = {}) => importInto(house, scope, file, told, () => {}),
  ask: async (question, values) => (await owner.query(question, values)).rows,
  expect(name, expected, got) {
    const same = JSON.stringify(expected) === JSON.stringify(got);
    if (same) passed++;
    else failed++;
    say(`  ${same ? 'ok  ' : 'FAIL'} ${name}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`);
  },
  title: (text) => say(`\n${text}`),
};

try {
  for (const verify of [verifyOlist, verifyMaven, verifyExports, verifyContacts]) {
    try {
      await verify(bench);
    } catch (error) {
      bench.expect(verify.name, 'no error', (error as Error).message);
    }
  }
} finally {
  await owner.end();
  await house.close();
  fs.rmSync(dir, { recursive: true, force: true });
}
say(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
