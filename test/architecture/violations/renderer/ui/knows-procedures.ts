// expect: noRestrictedImports: The design system knows no procedure
export { api } from '../../electron/contract/api.ts'
