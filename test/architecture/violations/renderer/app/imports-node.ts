// expect: noRestrictedImports: The window uses the React family
export { join } from 'node:path'
