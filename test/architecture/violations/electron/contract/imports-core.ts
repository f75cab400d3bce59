// expect: noRestrictedImports: The contract imports no other room
export type { Clock } from '../core/ports.ts'
