// expect: noRestrictedImports: Core takes pure packages only
import { app } from 'electron'

export const name = (): string => app.getName()
