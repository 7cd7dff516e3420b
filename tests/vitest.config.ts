import { defineConfig } from 'vitest/config';
import { cutJspdf } from '../src/build/cut-jspdf.ts';

export default defineConfig({
  // The jsPDF that the site ships, not the one that Node would be given.
  plugins: [cutJspdf()],
  test: {
    root: '.',
    include: ['tests/domain/**/*.test.ts', 'tests/house/**/*.test.ts'],
    server: { deps: { inline: ['jspdf'] } },
    testTimeout: 60_000,
    // The stock index that search is compared with is built in a hook.
    hookTimeout: 120_000,
  },
});
