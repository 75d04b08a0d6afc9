import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Binaries } from './binaries.ts';
import { type Account, isRoot, isWindows, runToEnd, startError } from './processes.ts';

const MAJOR = '18';

export const OWNER = 'otdel_owner';
export const APP = 'otdel_app';
export const OWNER_PASSWORD = 'owner-password';
export const APP_PASSWORD = 'app-password';

/** Everything the server process needs to know about where it lives. */
export interface Cluster {
  /** Folder of the database account: `data/`, `postgres.log`, the socket. */
  readonly home: string;
  readonly data: string;
  readonly logFile: string;
  readonly socketDir: string;
  /** Stands in the title of every process of this cluster. */
  readonly name: string;
}

const short = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** Makes the data folder and, in it, the part that belongs to the database account. */
export function prepareHome(dir: string, account: Account, log: (line: string) => void): string {
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
  // root's folder must let the database account through to its own part, and no further
  if (!isWindows) fs.chmodSync(dir, isRoot ? 0o711 : 0o700);
  const home = makeOwn(path.join(dir, 'postgres'), account);
  if (!isRoot || spawnSync('sh', ['-c', 'test -w "$1"', 'sh', home], { ...account, cwd: '/' }).status === 0) return home;
  const elsewhere = path.join('/var/lib', `otdel-data-${short(dir)}`);
  log(`${home} is out of reach of the database's account; the database is in ${elsewhere}`);
  return makeOwn(elsewhere, account);
}

/** Names and places inside `home`. */
export function clusterIn(home: string, account: Account): Cluster {
  let socketDir = home;
  // a socket's path has 108 bytes on Linux and 104 on macOS
  if (!isWindows && Buffer.byteLength(path.join(home, '.s.PGSQL.5432.lock')) > 100) socketDir = makeOwn(`/tmp/otdel-${short(home)}`, account);
  return { home, data: path.join(home, 'data'), logFile: path.join(home, 'postgres.log'), socketDir, name: `otdel-${short(home)}` };
}

function makeOwn(dir: string, account: Account): string {
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (isWindows) return dir;
  const is = fs.lstatSync(dir);
  if (isRoot && is.uid === 0 && is.isDirectory()) fs.chownSync(dir, account.uid!, account.gid!);
  else if (!is.isDirectory() || is.uid !== (account.uid ?? process.getuid!())) throw startError('unsuitable_data', `${dir} belongs to another user`);
  fs.chmodSync(dir, 0o700);
  return dir;
}

/** The password kept in a file of `dir` that only we can read; made when it is not there. */
export function passwordIn(dir: string, name: string): string {
  const file = path.join(dir, name);
  if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true });
  return fs.readFileSync(file, 'utf8').trim();
}

/** Is there a cluster of our major version? Throws `unsuitable_data` when another one made it. */
export function clusterExists({ data }: Cluster, dir: string): boolean {
  const file = path.join(data, 'PG_VERSION');
  if (!fs.existsSync(file)) return false;
  const version = fs.readFileSync(file, 'utf8').trim();
  const password = path.join(dir, OWNER_PASSWORD);
  if (version !== MAJOR)
    throw startError(
      'unsuitable_data',
      `${data} was made by PostgreSQL ${version}, this Otdel carries ${MAJOR}: back up with the old one, restore with this one`,
    );
  if (!fs.existsSync(password)) throw startError('unsuitable_data', `${password} is missing, and without it the database in ${data} cannot be opened`);
  return true;
}

/** Makes the cluster in a side folder and renames it when done: a kill in the middle leaves nothing half-made. */
export async function createCluster(cluster: Cluster, binaries: Binaries, account: Account, password: string, signal: AbortSignal): Promise<void> {
  const { home, data } = cluster;
  const side = /^data\.new-|^password-/;
  const clear = (): void => {
    for (const name of fs.readdirSync(home)) if (side.test(name)) fs.rmSync(path.join(home, name), { recursive: true, force: true, maxRetries: 5 });
  };
  clear();
  const fresh = path.join(home, `data.new-${process.pid}`);
  const passwordFile = path.join(home, `password-${process.pid}`);
  try {
    fs.writeFileSync(passwordFile, password, { mode: 0o600 });
    if (isRoot) fs.chownSync(passwordFile, account.uid!, account.gid!);
    const args = ['-D', fresh, '-U', OWNER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '--no-instructions', ...locale()];
    await runToEnd(binaries.initdb, args, account, signal);
    fs.renameSync(fresh, data);
  } finally {
    clear();
  }
}

/** ICU sorts alike everywhere; the C library's LC_CTYPE still matters: under "C" pg_trgm drops every Cyrillic letter. */
function locale(): string[] {
  const known = isWindows ? [] : (spawnSync('locale', ['-a'], { encoding: 'utf8' }).stdout ?? '').split('\n').map((line) => line.trim());
  const utf8 = known.find((name) => /^C\.utf-?8$/i.test(name)) ?? known.find((name) => /^en_US\.utf-?8$/i.test(name));
  return ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=und', '--locale=C', ...(utf8 ? [`--lc-ctype=${utf8}`] : [])];
}

/** Server settings for a machine of 2 cores; durability is on and stays on. */
export function serverSettings(cluster: Cluster, changed: Readonly<Record<string, string>>): Record<string, string> {
  const megabytes = Math.floor(os.totalmem() / 2 ** 20);
  return {
    cluster_name: cluster.name,
    listen_addresses: isWindows ? '127.0.0.1' : '',
    ...(isWindows ? {} : { unix_socket_directories: `"${cluster.socketDir}"` }),
    max_connections: '60',
    timezone: 'UTC',
    log_timezone: 'UTC',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    shared_buffers: '256MB',
    effective_cache_size: `${Math.max(256, Math.floor(megabytes / 2))}MB`,
    work_mem: '32MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    wal_compression: 'on',
    random_page_cost: '1.1', // solid-state storage
    jit: 'off', // compiling costs more than it saves in queries of milliseconds
    // copies of the cluster are made by `otdel backup`, through SQL: nothing reads the log of changes
    wal_level: 'minimal',
    max_wal_senders: '0',
    // statements and DETAIL lines hold people's names and addresses: the log shall not
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...changed,
  };
}
