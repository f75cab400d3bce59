import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const here = (path: string) => resolve(import.meta.dirname, path)

/**
 * Main and the preloads are CommonJS with their packages bundled in: the packaged app needs no node_modules, and the
 * offline runtime cannot require ES modules. Only Electron, Node's own modules and keytar stay outside, which is no
 * JavaScript.
 */
export default defineConfig({
  main: {
    build: {
      outDir: here('out/main'),
      externalizeDeps: false,
      target: 'node18',
      minify: false,
      rolldownOptions: {
        input: { index: here('electron/main/index.ts') },
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: '[name]-[hash].cjs',
          // What the window and what is behind it have in common: else the one would have to load the other.
          codeSplitting: { groups: [{ name: 'common', minShareCount: 2 }] },
        },
      },
    },
  },
  preload: {
    build: {
      outDir: here('out/preload'),
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          index: here('electron/preload/index.ts'),
          consent: here('electron/preload/consent.ts'),
          // Here, since it is one file too: beside main it would share modules with it, and start the app a second time.
          'keychain-process': here('electron/adapters/keychain-process.ts'),
          worker: here('electron/worker/index.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('renderer'),
    plugins: [react()],
    // Nesting and `light-dark()` are younger than the oldest Chromium that the window may run in.
    css: { transformer: 'lightningcss', lightningcss: { targets: { chrome: 114 << 16 } } },
    build: {
      outDir: here('out/renderer'),
      target: 'chrome114',
      cssTarget: 'chrome114',
      modulePreload: { polyfill: false },
      minify: true,
      cssMinify: 'lightningcss',
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: {
          index: here('renderer/index.html'),
          consent: here('renderer/consent.html'),
          confirm: here('renderer/confirm.html'),
        },
      },
    },
  },
})
