import fs from 'node:fs';
import path from 'node:path';
import { openDatabases } from '../main.ts';
import { RestoreRefused } from '../platform/backup/manifest.ts';
import { restoreBackup } from '../platform/backup/restore.ts';
import { writeBackup } from '../platform/backup/write.ts';
import { readConfig } from '../platform/config.ts';
import { productVersion } from '../platform/paths.ts';
import { openVault } from '../platform/vault.ts';
import { type Command, CommandError, say, withHouse } from './command.ts';

export const backup: Command = {
  usage: 'backup [file]',
  about: 'one archive of everything as of one moment; may run while Otdel is in use',
  async run([file]) {
    const stamp = new Date().toISOString().slice(0, 16).replace(/[-:]/g, '').replace('T', '-');
    const target = path.resolve(file ?? `otdel-${stamp}.otdel`);
    if (fs.existsSync(target)) throw new CommandError(`${target} exists already; a backup never overwrites one`);
    await withHouse(async ({ owner, deps }) => {
      const { dataDir } = deps.config;
      const manifest = await writeBackup({ owner, filesFolder: path.join(dataDir, 'files'), key: deps.vault.id, version: productVersion() }, target, say);
      const rows = manifest.tables.reduce((sum, t) => sum + t.rows, 0);
      say(`\n${target}: ${rows} rows of ${manifest.tables.length} tables, ${manifest.files.length} files, ${fs.statSync(target).size} bytes`);
      say(`Keep ${path.join(dataDir, 'secret')} too, apart from the archive: two-factor sign-in needs it after a restore.`);
    });
  },
};

export const restore: Command = {
  usage: 'restore <file>',
  about: 'puts an archive into an empty installation (another OTDEL_DATA, or a DATABASE_URL)',
  async run([file]) {
    if (!file) throw new CommandError('which archive? otdel restore <file>');
    const config = readConfig();
    const databases = await openDatabases(config, say, false);
    try {
      const manifest = await restoreBackup(path.resolve(file), { owner: databases.owner, filesFolder: path.join(config.dataDir, 'files') }, say);
      say(`\nrestored: the state of ${manifest.createdAt}, written by Otdel ${manifest.otdel}`);
      if (manifest.key !== openVault(config).id) {
        say(
          `The secret in ${path.join(config.dataDir, 'secret')} is not the one of the backup: put the old one there, or everybody with two-factor sign-in sets it up anew.`,
        );
      }
    } catch (error) {
      throw error instanceof RestoreRefused ? new CommandError(error.message) : error;
    } finally {
      await databases.stop();
    }
  },
};
