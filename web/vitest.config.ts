import { defineConfig } from 'vitest/config';
import { palette } from './build/palette.ts';

export default defineConfig({
  plugins: [palette()],
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          globalSetup: 'e2e/support/global.ts',
          pool: 'forks',
          poolOptions: { forks: { singleFork: true } },
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // What a page shows is waited for as long as a busy machine takes.
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
});
