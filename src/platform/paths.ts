import fs from 'node:fs';
import path from 'node:path';

/** The folder of Otdel's package.json, both for the sources in src/ and for the built server in dist/server/: migrations and dist/web lie below it. */
export function packageRoot(): string {
  for (let dir = import.meta.dirname; ; dir = path.dirname(dir)) {
    if (fs.existsSync(path.join(dir, 'package.json'))) return dir;
    if (dir === path.dirname(dir)) throw new Error(`no package.json in any folder above ${import.meta.dirname}`);
  }
}

/** The version in package.json. */
export const productVersion = (): string => (JSON.parse(fs.readFileSync(path.join(packageRoot(), 'package.json'), 'utf8')) as { version: string }).version;
