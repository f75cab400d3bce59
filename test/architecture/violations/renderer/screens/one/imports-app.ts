// expect: noRestrictedImports: A screen imports neither another screen
export { Shell } from '../../app/Shell.tsx'
