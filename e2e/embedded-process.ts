/** A process that runs the embedded database of the folder in its first argument and reports on standard output, a JSON line per event. */
import { startEmbedded } from '../src/platform/embedded.ts';

const [dir = ''] = process.argv.slice(2);
const tell = (event: object): void => void process.stdout.write(`${JSON.stringify(event)}\n`);
try {
  const postgres = await startEmbedded({ dir, log: (line) => tell({ log: line }) });
  postgres.onRestart((pid) => tell({ restarted: pid }));
  process.once('SIGTERM', async () => {
    await postgres.stop();
    process.exit(0);
  });
  tell({ started: postgres.pid, adopted: postgres.adopted });
} catch (error) {
  tell({ refused: (error as Error).message, code: (error as { code?: string }).code });
}
