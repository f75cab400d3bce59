// expect: noRestrictedImports: A preload imports nothing but Electron
export { fault } from '../contract/faults.ts'
