import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: '.',
    include: ['tests/domain/**/*.test.ts', 'tests/house/**/*.test.ts'],
    testTimeout: 60_000,
    // The stock index that search is compared with is built in a hook.
    hookTimeout: 120_000,
  },
});
