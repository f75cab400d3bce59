// expect: noRestrictedImports: The command line imports the contract, core and adapters
export type { Pages } from '../main/protocol.ts'
