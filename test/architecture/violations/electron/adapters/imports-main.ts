// expect: noRestrictedImports: Adapters import the contract and core
export type { Pages } from '../main/protocol.ts'
