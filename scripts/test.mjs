// `npm test` runs everything; `npm test -- path` only the tests of that path.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureBuilt, ensureInstalled, node } from './lib.mjs';

const only = process.argv.slice(2);
const vitest = 'node_modules/vitest/vitest.mjs';
const tsx = 'node_modules/tsx/dist/cli.mjs';
if (!process.stdout.isTTY) process.env.NO_COLOR = '1';
let passed = 0;
let failed = 0;

/** Each check counts as one test; a failed one does not keep the others from being seen. */
async function check(name, work) {
  const began = performance.now();
  let trouble;
  try {
    const code = await work();
    if (code) trouble = `exit code ${code}`;
  } catch (error) {
    trouble = error.message;
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(trouble ? `✗ ${name} (${seconds} s): ${trouble}` : `✓ ${name} (${seconds} s)`);
  if (trouble) failed++;
  else passed++;
  return !trouble;
}

async function tests() {
  const tally = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'otdel-tally-')), 'tally');
  process.env.OTDEL_TALLY = tally;
  const code = await node(vitest, 'run');
  const [, p, f] = /^(\d+) passed, (\d+) failed$/m.exec(fs.existsSync(tally) ? fs.readFileSync(tally, 'utf8') : '') ?? [];
  fs.rmSync(path.dirname(tally), { recursive: true, force: true });
  passed += Number(p ?? 0);
  failed += Number(f ?? 0);
  if (code !== 0 && !Number(f)) failed++; // it broke before or after counting
}

if (only.length > 0) {
  const ready =
    (await check('packages are installed', ensureInstalled)) &&
    (!only.some((path) => path.includes('e2e')) || (await check('the product builds', ensureBuilt)));
  if (ready) process.exit(await node(vitest, 'run', ...only));
} else if (await check('packages are installed', ensureInstalled)) {
  await check('the product builds', ensureBuilt);
  await check('lint and format', () => node('node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off', '.'));
  await check('types', () => node('node_modules/typescript/bin/tsc', '--noEmit'));
  await check('slices', () => node(tsx, 'scripts/check-slices.ts'));
  await check('locales', () => node(tsx, 'scripts/check-locales.ts'));
  await check('generated files are fresh', () => node(tsx, 'scripts/generate.ts', '--check'));
  await tests();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
