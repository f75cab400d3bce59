import { defineConfig } from 'vitest/config'

const node = { environment: 'node' as const, testTimeout: 20_000, hookTimeout: 30_000 }
/** Windows and browsers: one at a time, with the patience that a slow machine needs. */
const real = { ...node, fileParallelism: false, testTimeout: 120_000, hookTimeout: 180_000 }

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...node,
          name: 'unit',
          include: ['test/{core,contract,adapters,main,worker,architecture,renderer}/**/*.test.ts'],
        },
      },
      { test: { ...node, testTimeout: 60_000, name: 'cli', include: ['test/cli/**/*.test.ts'] } },
      { test: { ...real, name: 'visual', include: ['test/visual/**/*.test.ts'] } },
      { test: { ...real, name: 'e2e', include: ['test/e2e/**/*.spec.ts'] } },
      { test: { ...real, name: 'interop', include: ['test/interop/**/*.test.ts'] } },
    ],
  },
})
