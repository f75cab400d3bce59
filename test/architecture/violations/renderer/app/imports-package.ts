// expect: noRestrictedImports: The window uses the React family
export { SignJWT } from 'jose'
