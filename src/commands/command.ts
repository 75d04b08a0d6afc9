import type { ParseArgsConfig } from 'node:util';
import pg from 'pg';
import { type House, openHouse } from '../main.ts';
import { permissions } from '../permissions.ts';
import { readConfig } from '../platform/config.ts';
import { openLog } from '../platform/log.ts';
import { mintScope, type Scope } from '../platform/scope.ts';

/** A command of `otdel`. What it prints is for a person at a terminal; what fails is thrown as a CommandError. */
export type Command = {
  usage: string;
  about: string;
  options?: ParseArgsConfig['options'];
  run: (positionals: string[], options: Record<string, string | boolean | undefined>) => Promise<void>;
};

/** A mistake in the call or a refusal: printed as it is, without a stack. */
export class CommandError extends Error {}

export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs `work` on the database of this data folder: the running server's when there is one, else started for the moment. */
export async function withHouse(work: (house: House) => Promise<void>): Promise<void> {
  const config = readConfig();
  const house = await openHouse({ ...config, logLevel: 'warn' }, openLog('warn'), () => {}, true);
  // an interrupted command takes the database it started down with it
  const stop = () => void house.close().finally(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  try {
    await work(house);
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, stop);
    await house.close();
  }
}

/** The scope of a command: the workspace named by `--workspace` (id or name), or the only one there is. */
export async function scopeOf(house: House, wanted: string | boolean | undefined): Promise<Scope> {
  const client = new pg.Client(house.owner);
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string; name: string; demo: boolean }>('select id, name, demo from workspace order by created_at');
    if (rows.length === 0) throw new CommandError('there is no workspace yet: start Otdel and create the owner first');
    const own = rows.filter((r) => !r.demo);
    const named = rows.filter((r) => r.id === wanted || r.name.toLowerCase() === String(wanted).toLowerCase());
    const found = typeof wanted === 'string' ? named : own.length === 1 ? own : rows;
    const [only] = found;
    if (!only || found.length > 1) {
      const list = rows.map((r) => `  ${r.id}  ${r.name}`).join('\n');
      throw new CommandError(`${only ? 'there are several workspaces' : `there is no workspace «${wanted}»`}; name one with --workspace:\n${list}`);
    }
    return mintScope({ workspaceId: only.id, personId: null, role: null, actor: 'command', can: new Set(permissions) });
  } finally {
    await client.end();
  }
}
