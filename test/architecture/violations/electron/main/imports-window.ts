// expect: noRestrictedImports: Main imports neither
export { App } from '../../renderer/app/App.tsx'
