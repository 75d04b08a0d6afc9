// The server from its sources, started again at each change, and Vite, which passes /api on to it.
import { spawn } from 'node:child_process';
import { endWithParent, ensureInstalled, root } from './lib.mjs';

endWithParent();
await ensureInstalled();
const env = { ...process.env, OTDEL_OPEN: '0', OTDEL_API: `http://127.0.0.1:${process.env.PORT || 4100}` };
const start = (...args) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env });
const children = [
  start('--watch-path=src', '--watch-preserve-output', '--import', 'tsx', 'src/cli.ts', 'serve'),
  start('node_modules/vite/bin/vite.js', '--config', 'src/web/vite.config.ts'),
];
const end = () => {
  for (const child of children) child.kill('SIGTERM');
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
for (const child of children) child.once('exit', end);
