// expect: noRestrictedImports: The worker runs in either host, and knows none
export { net } from 'electron'
