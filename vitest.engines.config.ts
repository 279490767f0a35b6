import { defineConfig } from 'vitest/config';

const conditions = ['@kabinet/source', 'module', 'node', 'development|production'];

/** Pages of the built embed in one engine; scripts/test-engines.mjs says in which. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['test/engines/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
