// expect: noRestrictedImports: The design system imports neither
export { countermark } from '../rpc/client.ts'
