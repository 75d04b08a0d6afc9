/** The built product as a process of its own, on a data folder of its own: what `npm start` runs. */
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { findPostmaster } from '../src/platform/embedded/postmaster.ts';
import { alive, signalProcess } from '../src/platform/embedded/processes.ts';

const root = path.resolve(import.meta.dirname, '..');

export type Product = {
  origin: string;
  data: string;
  /** Of the Node process; another one after `restart`. */
  pid: () => number;
  /** Of the database of this data folder, or null when none runs. */
  databasePid: () => number | null;
  /** Everything printed on standard output and standard error, line by line. */
  lines: string[];
  /** The first match in what is printed from line `from` on; waits for it, and fails when the process ends without it. */
  heard: (pattern: RegExp, from?: number) => Promise<RegExpExecArray>;
  /** Has the process ended? */
  over: () => boolean;
  /** Sends a signal and waits for the end of the process. */
  end: (signal: NodeJS.Signals) => Promise<number | NodeJS.Signals>;
  /** Starts on the same folder and the same port, after `end`. */
  restart: () => Promise<void>;
  /** Ends the product and its database, and removes the folder unless it was given. */
  stop: () => Promise<void>;
};

export const temporaryFolder = (): string => fs.mkdtempSync(path.join(os.tmpdir(), 'otdel-e2e-'));

/** What a person's shell would give, without the settings and the npm of whoever runs the tests. */
export function environment(data: string, extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  const own = /^(OTDEL_|DATABASE_|PORT$|HOST$|NODE_ENV$|npm_|VITEST|TEST$)/;
  return { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name))), OTDEL_DATA: data, OTDEL_OPEN: '0', ...extra };
}

/** Starts the product and waits until it says that it is ready. */
export async function startProduct(given: { data?: string; env?: Record<string, string> } = {}): Promise<Product> {
  const data = given.data ?? temporaryFolder();
  const port = await freePort();
  const lines: string[] = [];
  const listeners = new Set<() => void>();
  let child: ChildProcess;
  let ended: Promise<number | NodeJS.Signals>;
  let over = true;

  function launch(): void {
    over = false;
    child = spawn(process.execPath, ['scripts/start.mjs'], {
      cwd: root,
      env: environment(data, { PORT: String(port), ...given.env }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout!, child.stderr!])
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        for (const tell of listeners) tell();
      });
    ended = new Promise((resolve) =>
      child.once('close', (code, signal) => {
        over = true;
        for (const tell of listeners) tell();
        resolve(signal ?? code ?? 0);
      }),
    );
  }

  const heard = (pattern: RegExp, from = 0): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(lines.slice(from).join('\n'));
        if (!found && !over) return;
        listeners.delete(look);
        if (found) resolve(found);
        else reject(new Error(`the product ended without saying ${pattern}:\n${lines.slice(from).join('\n')}`));
      };
      listeners.add(look);
      look();
    });

  const restart = async () => {
    const from = lines.length;
    launch();
    await heard(/Otdel is ready: /, from);
  };
  const end = (signal: NodeJS.Signals) => {
    if (!over) child.kill(signal);
    return ended;
  };
  const databasePid = () => findPostmaster(path.join(data, 'postgres/data'))?.pid ?? null;

  const product: Product = {
    origin: `http://127.0.0.1:${port}`,
    data,
    pid: () => child.pid!,
    databasePid,
    lines,
    heard,
    over: () => over,
    end,
    restart,
    async stop() {
      await end('SIGTERM');
      const left = databasePid(); // of a product that was killed
      if (left && alive(left)) {
        signalProcess(left, 'SIGKILL');
        while (alive(left)) await new Promise((resolve) => setTimeout(resolve, 20));
      }
      if (!given.data) fs.rmSync(data, { recursive: true, force: true });
    },
  };
  try {
    await restart();
  } catch (error) {
    await product.stop();
    throw error;
  }
  return product;
}

export type Told = { code: number | NodeJS.Signals; out: string; err: string };

/** Runs `otdel …` on a data folder to its end. */
export function otdel(data: string, args: readonly string[], env: Record<string, string> = {}): Promise<Told> {
  const child = spawn(process.execPath, ['scripts/otdel.mjs', ...args], { cwd: root, env: environment(data, env), stdio: ['ignore', 'pipe', 'pipe'] });
  const told = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (told.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (told.err += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code: signal ?? code ?? 0, ...told }));
  });
}

/** A port nobody listens on at the moment. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
