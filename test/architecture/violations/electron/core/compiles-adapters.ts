// expect: TS6307
export type { dataFolder } from '../../../../../electron/adapters/data-folder.ts'
