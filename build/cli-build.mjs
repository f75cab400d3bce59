/**
 * Builds the command line into out/cli, its packages bundled in, so that it runs on Node alone: `index.mjs` turns on the
 * cache of compiled code, which serves what is loaded after that, and hands over to the one bundle with all the rest.
 * `keychain-process.mjs` is the process that asks the keychain; it does without keytar where that is not installed.
 * `worker.mjs` is the one that reads what strangers made.
 * Run by the project's own Node.
 */
import { build } from 'vite'
import { inRoot } from './places.mjs'

const BUNDLE = 'countermark'

const make = (name, file, more = {}) =>
  build({
    configFile: false,
    root: inRoot(),
    logLevel: 'error',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      outDir: inRoot('out', 'cli'),
      emptyOutDir: name === 'index',
      target: 'node20',
      rolldownOptions: {
        input: { [name]: inRoot('electron', file) },
        // Modules that are imported when they are needed are in the bundle too, and run then.
        output: { format: 'esm', entryFileNames: '[name].mjs', codeSplitting: false },
      },
    },
    ...more,
  })

const handOver = {
  name: 'hand-over',
  enforce: 'pre',
  resolveId: (id) => (id === './main.ts' ? { id: `./${BUNDLE}.mjs`, external: true } : undefined),
}

await make('index', 'cli/index.ts', { plugins: [handOver] })
await make(BUNDLE, 'cli/main.ts')
await make('keychain-process', 'adapters/keychain-process.ts')
await make('worker', 'worker/index.ts')
