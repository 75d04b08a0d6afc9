#!/usr/bin/env node
// The command line in a checkout: `npx otdel …`
import { ensureBuilt, ensureInstalled, fail } from './lib.mjs';

process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1)); // `otdel … | head` has read enough

try {
  await ensureInstalled();
  await ensureBuilt();
  process.env.NODE_ENV ??= 'production';
  process.setSourceMapsEnabled(true);
  await import('../dist/server/cli.js');
} catch (error) {
  fail(error);
}
