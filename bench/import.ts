import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { beginImport } from '../src/imports/actions/begin.ts';
import { receiveFile } from '../src/imports/actions/receive.ts';
import { runImport } from '../src/imports/actions/run.ts';
import { importOf } from '../src/imports/queries/imports.ts';
import { openHouse } from '../src/main.ts';
import { permissions } from '../src/permissions.ts';
import { readConfig } from '../src/platform/config.ts';
import { within } from '../src/platform/db.ts';
import { newId } from '../src/platform/ids.ts';
import { openLog } from '../src/platform/log.ts';
import { mintScope } from '../src/platform/scope.ts';
import { writeLeadsFile } from './import-file.ts';

/** Leads from a file into the embedded database, as in production; printed with the raw COPY of the same rows into a bare table. */
export async function benchImport(rows: number, say: (line: string) => void): Promise<void> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'otdel-bench-'));
  const file = path.join(dir, 'leads.csv');
  await writeLeadsFile(file, rows);
  const house = await openHouse(readConfig({ OTDEL_DATA: path.join(dir, 'data') }), openLog('warn'), () => {});
  const { deps } = house;
  const owner = new pg.Client(house.owner);
  await owner.connect();
  try {
    const workspaceId = newId();
    await owner.query(`insert into workspace (id, name, currency, time_zone, country) values ($1, 'Bench', 'RUB', 'Europe/Moscow', 'RU')`, [workspaceId]);
    const scope = mintScope({ workspaceId, personId: null, role: null, actor: 'command', can: new Set(permissions) });
    const saved = await deps.files.take(file);
    const id = await within(deps.db, scope, (trx) => receiveFile(trx, scope, saved));
    const { version } = await within(deps.db, scope, (trx) => importOf(trx, scope, id));
    await within(deps.db, scope, (trx) => beginImport(trx, scope, id, version, deps.clock()));

    let peak = 0;
    const memory = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 50);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const cpu = process.cpuUsage();
    const from = performance.now();
    await runImport(deps, scope, id);
    const seconds = (performance.now() - from) / 1000;
    const used = process.cpuUsage(cpu);
    clearInterval(memory);
    delay.disable();

    const done = await within(deps.db, scope, (trx) => importOf(trx, scope, id));
    const count = (n: number) => n.toLocaleString('en');
    const ms = (ns: number) => `${(ns / 1e6).toFixed(0)} ms`;
    say(`import of ${count(rows)} lead rows: ${seconds.toFixed(1)} s, ${count(Math.round(rows / seconds))} rows/s`);
    say(`  created ${count(done.rows_created)}, bad ${count(done.rows_bad)}, status ${done.status}`);
    say(`  memory of the app: peak ${Math.round(peak / 2 ** 20)} MB; CPU of the app ${((used.user + used.system) / 1e6).toFixed(1)} s`);
    say(`  event loop delay: p50 ${ms(delay.percentile(50))}, p99 ${ms(delay.percentile(99))}, max ${ms(delay.max)}`);
    const copied = await rawCopy(owner);
    say(`  raw COPY of the same rows: ${copied.toFixed(1)} s; the import takes ${(seconds / copied).toFixed(1)} times as long`);
  } finally {
    await owner.end();
    await house.close();
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

/** Baseline: what PostgreSQL needs to take the same rows, through a client, into a table without indexes, keys or roll-ups. Seconds. */
async function rawCopy(owner: pg.Client): Promise<number> {
  const { rows } = await owner.query<{ names: string }>(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as names from pg_attribute
     where attrelid = 'lead'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
  );
  await owner.query(`create table bare as select ${rows[0]!.names} from lead limit 0`);
  const parts: Buffer[] = [];
  for await (const part of owner.query(copyTo(`copy (select ${rows[0]!.names} from lead) to stdout`))) parts.push(part as Buffer);
  const from = performance.now();
  await pipeline(parts, owner.query(copyFrom('copy bare from stdin')));
  return (performance.now() - from) / 1000;
}

if (process.argv[1] === import.meta.filename) await benchImport(Number(process.argv[2] ?? 1_000_000), (line) => process.stdout.write(`${line}\n`));
