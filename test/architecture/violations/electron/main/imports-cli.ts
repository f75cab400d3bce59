// expect: noRestrictedImports: Main imports neither the preloads nor the window
export type { Terminal } from '../cli/terminal.ts'
