// expect: noRestrictedImports: A preload imports nothing but Electron
export { z } from 'zod'
