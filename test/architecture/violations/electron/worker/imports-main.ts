// expect: noRestrictedImports: The worker imports the contract, core and adapters
export type { Pages } from '../main/protocol.ts'
