import { defineConfig } from 'vitest/config'

/** What is waited for comes when it is ready: a poll gives up where its test would, and not after the usual second. */
const patience = (ms: number) => ({ testTimeout: ms, hookTimeout: ms * 1.5, expect: { poll: { timeout: ms / 2 } } })
const node = { environment: 'node' as const, ...patience(20_000) }
/** Windows and browsers: one at a time, with the patience that a slow machine needs. */
const real = { ...node, fileParallelism: false, ...patience(120_000) }

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
      { test: { ...node, ...patience(60_000), name: 'cli', include: ['test/cli/**/*.test.ts'] } },
      { test: { ...real, name: 'visual', include: ['test/visual/**/*.test.ts'] } },
      { test: { ...real, name: 'e2e', include: ['test/e2e/**/*.spec.ts'] } },
      { test: { ...real, name: 'interop', include: ['test/interop/**/*.test.ts'] } },
    ],
  },
})
