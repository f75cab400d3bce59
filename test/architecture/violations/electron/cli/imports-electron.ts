// expect: noRestrictedImports: The command line runs on Node alone
export { net } from 'electron'
