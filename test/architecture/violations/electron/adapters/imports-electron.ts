// expect: noRestrictedImports: Adapters are Node and never Electron
export { net } from 'electron'
