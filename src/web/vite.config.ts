import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Run with this folder as the root (`vite build src/web`); in development /api is answered by the server of `npm start`. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: { host: '127.0.0.1', proxy: { '/api/': process.env.OTDEL_API ?? 'http://127.0.0.1:4100' } },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    chunkSizeWarningLimit: 700, // the charts, loaded only where a chart is looked at
    modulePreload: { polyfill: false }, // the policy is script-src 'self': nothing inline
    assetsInlineLimit: 0, // fonts come from our own address, not from data: (font-src 'self')
  },
});
