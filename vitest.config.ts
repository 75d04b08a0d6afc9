import { defineConfig } from 'vitest/config';

/** Four kinds of test, by the suffix of the file: pure domain, slice on a real PostgreSQL, browser parts, and the whole product in a real browser. */
export default defineConfig({
  test: {
    reporters: ['default', './scripts/closing-line.mjs'],
    testTimeout: 20_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/domain.test.ts', 'src/**/domain/**/*.test.ts', 'src/platform/**/*.unit.test.ts', 'demo/**/*.test.ts', 'scripts/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['src/**/*.test.ts'],
          exclude: ['src/**/domain.test.ts', 'src/**/domain/**', 'src/**/*.unit.test.ts', 'src/web/**', 'src/**/pages/**'],
          globalSetup: ['src/platform/testing/postgres.ts'],
        },
      },
      { extends: true, test: { name: 'web', environment: 'happy-dom', include: ['src/web/**/*.test.{ts,tsx}', 'src/**/pages/**/*.test.{ts,tsx}'] } },
      { extends: true, test: { name: 'e2e', include: ['e2e/**/*.test.ts'], fileParallelism: false } },
    ],
  },
});
