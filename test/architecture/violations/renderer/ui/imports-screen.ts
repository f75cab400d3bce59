// expect: noRestrictedImports: The design system imports neither
export { Screen } from '../screens/start/Screen.tsx'
