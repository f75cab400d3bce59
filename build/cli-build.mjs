/**
 * Builds the command line into out/cli, its packages bundled in, so that it runs on Node alone: `index.mjs` turns on the
 * cache of compiled code, which serves what is loaded after that. `keychain-process.mjs` is the process that asks the
 * keychain; it does without keytar where that is not installed. `worker.mjs` is the one that reads what strangers made.
 * What is imported when it is needed is a file of its own, so that nobody reads what is not: starting is most of the time
 * of a small job. Run by the project's own Node.
 */
import { build } from 'vite'
import { inRoot } from './places.mjs'

await build({
  configFile: false,
  root: inRoot(),
  logLevel: 'error',
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    outDir: inRoot('out', 'cli'),
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: {
      input: {
        index: inRoot('electron', 'cli', 'index.ts'),
        worker: inRoot('electron', 'worker', 'index.ts'),
        'keychain-process': inRoot('electron', 'adapters', 'keychain-process.ts'),
      },
      // All in one folder: programs find each other beside themselves.
      output: { format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: 'part-[name]-[hash].mjs' },
    },
  },
})
