// Only Node's own modules: this runs before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => path.join(root, ...parts);
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Otdel needs Node 20.19 or newer; this is ${process.version}`);
  process.exit(1);
}

/** Runs a program in the package's folder, hands our signals on, and gives its exit code (128 and more after a signal). */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    const passed = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
      const pass = () => child.kill(signal);
      process.on(signal, pass);
      return [signal, pass];
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      for (const [name, pass] of passed) process.off(name, pass);
      if (signal) console.error(`${path.basename(args[0] ?? command)} was ended by ${signal}`);
      resolve(signal ? 128 : code);
    });
  });
}

/** Runs a JavaScript program of an installed package. */
export const node = (file, ...args) => run(process.execPath, [at(file), ...args]);

/** Is what lies in node_modules what the lock file says? npm writes node_modules/.package-lock.json last. */
function installed() {
  let have;
  try {
    have = JSON.parse(fs.readFileSync(at('node_modules/.package-lock.json'), 'utf8')).packages;
  } catch {
    return false;
  }
  const want = JSON.parse(fs.readFileSync(at('package-lock.json'), 'utf8')).packages;
  for (const [name, wanted] of Object.entries(want)) {
    if (name === '') continue;
    const found = have[name];
    if (!found && (wanted.optional || wanted.peer || wanted.devOptional)) continue;
    if (!found || found.version !== wanted.version || found.integrity !== wanted.integrity) return false;
  }
  return Object.keys(have).every((name) => want[name]);
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Two commands at once (start and test, say) must not install or build over each other. */
async function exclusive(name, work) {
  const file = at(`.${name}.lock`);
  for (let told = false; ; ) {
    try {
      fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const since = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
      const pid = Number(since ? fs.readFileSync(file, 'utf8') : 0);
      // an id of an ended process, or one that somebody else has by now: no installation takes half an hour
      if ((pid && !alive(pid)) || Date.now() - since > 30 * 60_000) {
        fs.rmSync(file, { force: true });
        continue;
      }
      if (!told) console.log(`waiting for process ${pid} (${name}) ...`);
      told = true;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
  const drop = () => fs.rmSync(file, { force: true });
  process.once('exit', drop);
  try {
    return await work();
  } finally {
    drop();
    process.off('exit', drop);
  }
}

/** npm ci, when node_modules is not what the lock file says. Throws when it fails. */
export async function ensureInstalled() {
  if (installed()) return;
  await exclusive('install', async () => {
    if (installed()) return;
    console.log('installing packages (first run, or package-lock.json changed) ...');
    const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
    // NODE_ENV=production and flags given to the outer npm must not reach this one, or the build tools are left out
    const env = { ...process.env, NODE_ENV: '' };
    for (const name of Object.keys(env)) if (/^npm_(config_(omit|include|production|ignore|workspace)|lifecycle|package|command)/i.test(name)) delete env[name];
    const npm = process.env.npm_execpath;
    const windows = process.platform === 'win32';
    const code = npm?.endsWith('.js')
      ? await run(process.execPath, [npm, ...args], { env })
      : await run(windows ? 'npm.cmd' : 'npm', args, { env, shell: windows });
    if (code !== 0) throw new Error('npm ci failed');
  });
}

function* files(dir) {
  for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
    const file = path.join(dir, entry.name);
    if (entry.isDirectory()) yield* files(file);
    else if (!/\.test\.tsx?$/.test(entry.name)) yield file;
  }
}

/** A hash of everything the build reads; migrations are read where they lie, at start. */
function sources() {
  const hash = createHash('sha256').update(process.version);
  for (const file of [...files(at('src')), ...files(at('demo')), at('package-lock.json'), at('scripts/build.mjs')].sort())
    hash.update(path.relative(root, file)).update(fs.readFileSync(file));
  return hash.digest('hex');
}

/** Builds, when dist was not made from the sources as they are. Throws when that fails. */
export async function ensureBuilt() {
  const stamp = at('dist/.stamp');
  const built = () => fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === sources();
  if (built()) return;
  await exclusive('build', async () => {
    if (built()) return;
    const from = sources(); // taken before: a file saved during the build makes the next start build again
    fs.rmSync(stamp, { force: true });
    if ((await node('scripts/build.mjs')) !== 0) throw new Error('the build failed');
    fs.writeFileSync(stamp, from);
  });
}

/** npm -> sh -> node: a signal sent to npm ends npm and sh but never reaches node, which then ends itself like this. */
export function endWithParent() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 300).unref();
}

/** Says what went wrong: in a sentence when that is the operator's to mend, with the place in the code when it is ours. */
export function fail(error) {
  const ours = [TypeError, ReferenceError, RangeError, SyntaxError].some((kind) => error instanceof kind);
  console.error(ours ? error.stack : (error.message ?? String(error)));
  process.exit(1);
}
