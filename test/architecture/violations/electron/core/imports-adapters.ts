// expect: noRestrictedImports: Core imports the contract
export type { dataFolder } from '../adapters/data-folder.ts'
