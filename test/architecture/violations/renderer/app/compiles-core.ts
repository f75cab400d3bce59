// expect: TS6307
export type { Clock } from '../../../../../electron/core/ports.ts'
