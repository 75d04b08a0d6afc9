#!/usr/bin/env node
// The command line in a checkout: `npx otdel …`
import fs from 'node:fs';
import path from 'node:path';
import { ensureBuilt, ensureInstalled, fail, root } from './lib.mjs';

process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1)); // `otdel … | head` has read enough

try {
  await ensureInstalled();
  // what is built is what a running server runs: a command must not build anew under it (npm start and npm run build do)
  if (!fs.existsSync(path.join(root, 'dist/server/cli.js'))) await ensureBuilt();
  process.env.NODE_ENV ??= 'production';
  process.setSourceMapsEnabled(true);
  await import('../dist/server/cli.js');
} catch (error) {
  fail(error);
}
