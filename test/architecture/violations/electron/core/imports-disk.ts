// expect: noRestrictedImports: Core takes pure packages only
export { readFile as read } from 'node:fs/promises'
