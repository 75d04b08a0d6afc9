import { spawn } from 'node:child_process';
import { endWithParent, ensureBuilt, ensureInstalled, fail } from './lib.mjs';

/** Shows the address in the browser of the person who typed `npm start`; a server without a screen has nobody to show it to. */
function show(address) {
  const screen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!screen || !process.stdout.isTTY) return;
  const [command, ...args] = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] }[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
  child.once('error', () => {}); // a desktop without xdg-open: the address is printed anyway
  child.unref();
}

try {
  endWithParent();
  await ensureInstalled();
  await ensureBuilt();
  process.env.NODE_ENV ??= 'production';
  process.setSourceMapsEnabled(true);
  // in this process: signals arrive without a wrapper in between
  const { readConfig } = await import('../dist/server/config.js');
  const { serve } = await import('../dist/server/main.js');
  const config = readConfig();
  await serve(config);
  if (config.openBrowser) show(config.origin);
} catch (error) {
  fail(error);
}
