import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    pool: 'forks',
    maxWorkers: 2,
    // end-to-end scenarios wait for timers most of the time
    maxConcurrency: 10,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
