import type { _electron, ElectronApplication } from 'playwright-core'

type Options = Omit<NonNullable<Parameters<(typeof _electron)['launch']>[0]>, 'timeout'>

/** Opens the app under Playwright; anew where attaching to it does not end. */
export function openApp(options: Options): Promise<ElectronApplication>
