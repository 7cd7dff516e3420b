import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: '.',
    include: ['tests/domain/**/*.test.ts', 'tests/house/**/*.test.ts'],
    testTimeout: 60_000,
  },
});
