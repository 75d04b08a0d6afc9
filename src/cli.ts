import { parseArgs } from 'node:util';
import { backup, restore } from './commands/archive.ts';
import { type Command, CommandError, say } from './commands/command.ts';
import { demo } from './commands/demo.ts';
import { doctor } from './commands/doctor.ts';
import { importFile } from './commands/imports.ts';
import { plan } from './commands/plan.ts';
import { report } from './commands/report.ts';
import { serve } from './main.ts';
import { readConfig } from './platform/config.ts';
import { MigrationRefused } from './platform/migrate.ts';

const commands: Record<string, Command> = {
  serve: { usage: 'serve', about: 'start the server (what npm start does)', run: () => serve(readConfig()) },
  report,
  plan,
  demo,
  doctor,
  import: importFile,
  backup,
  restore,
};

/** Failures whose message tells a person everything: a call that cannot be read, a database that cannot start. */
const toldCodes = /^(ERR_PARSE_ARGS.*|data_in_use|interrupted|no_binaries|unsuitable_data|start_failed|EPIPE)$/;

function help(): void {
  say('otdel: the operating system of an in-house marketing department\n');
  for (const { usage, about } of Object.values(commands)) say(`  otdel ${usage}\n      ${about}`);
  say('\nSettings come from the environment: OTDEL_DATA (data folder), DATABASE_URL, PORT, HOST; see README.md.');
}

const [name, ...rest] = process.argv.slice(2);
const command = commands[name ?? ''];
if (!command) {
  help();
  process.exitCode = name === undefined || name === 'help' || name === '--help' ? 0 : 2;
} else {
  try {
    const { positionals, values } = parseArgs({
      args: rest,
      allowPositionals: true,
      options: { workspace: { type: 'string', short: 'w' }, ...command.options },
    });
    await command.run(positionals, values as Record<string, string | boolean | undefined>);
  } catch (error) {
    const told = error instanceof CommandError || error instanceof MigrationRefused || toldCodes.test((error as { code?: string }).code ?? '');
    process.stderr.write(`${told ? (error as Error).message : ((error as Error).stack ?? error)}\n`);
    process.exitCode = 1;
  }
}
