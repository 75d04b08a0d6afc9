#!/usr/bin/env node
// The command line in a checkout: `npx otdel …`
import { ensureBuilt, ensureInstalled, fail } from './lib.mjs';

try {
  await ensureInstalled();
  await ensureBuilt();
  process.env.NODE_ENV ??= 'production';
  process.setSourceMapsEnabled(true);
  await import('../dist/server/cli.js');
} catch (error) {
  fail(error);
}
