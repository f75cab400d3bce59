// expect: noRestrictedImports: A screen imports neither another screen
export { Screen } from '../two/Screen.tsx'
