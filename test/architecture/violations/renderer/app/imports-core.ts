// expect: noRestrictedImports: The window knows the contract
export type { Clock } from '../../electron/core/ports.ts'
