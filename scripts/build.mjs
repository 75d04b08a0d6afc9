import fs from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { build } from 'vite';

const root = path.resolve(import.meta.dirname, '..');
process.chdir(root);
process.env.NODE_ENV = 'production';
const began = performance.now();

await build({ configFile: 'src/web/vite.config.ts', root: 'src/web', logLevel: 'warn', build: { outDir: path.join(root, 'dist/web'), emptyOutDir: true } });

// Packages stay outside and come from node_modules. All files lie in one folder, so that a module finds its neighbour
// (xlsx-child.js) and the package root beside or above itself, as among the sources.
const bundle = await rolldown({
  input: { main: 'src/main.ts', cli: 'src/cli.ts', config: 'src/platform/config.ts', 'xlsx-child': 'src/platform/tables/xlsx-child.ts' },
  platform: 'node',
  external: (id) => !/^(\.|\/|[A-Za-z]:\\)/.test(id),
  logLevel: 'warn',
});
fs.rmSync('dist/server', { recursive: true, force: true });
await bundle.write({ dir: 'dist/server', format: 'esm', sourcemap: true, entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' });
await bundle.close();
console.log(`built in ${Math.round(performance.now() - began)} ms`);
