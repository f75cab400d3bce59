// expect: noRestrictedImports: The client knows nothing that is drawn
export { Button } from '../ui/Button.tsx'
