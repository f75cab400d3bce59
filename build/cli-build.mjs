/** Builds the command line into out/cli: its packages bundled in, so that it runs on Node alone. Run by the project's own Node. */
import { build } from 'vite'
import { inRoot } from './places.mjs'

await build({
  configFile: false,
  root: inRoot(),
  logLevel: 'warn',
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    outDir: inRoot('out', 'cli'),
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: {
      input: { index: inRoot('electron', 'cli', 'index.ts') },
      output: { format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
    },
  },
})
