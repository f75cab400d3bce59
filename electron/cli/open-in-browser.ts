import { isAbsolute } from 'node:path'
import { launch } from '../adapters/launch.ts'

/** What each system opens an address with. No shell is asked: the address is one argument. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/** Opens an address in the person's browser; the program that `BROWSER` names comes first. */
export function openInBrowser(url: string, env: Readonly<Record<string, string | undefined>>): Promise<void> {
  if (env.BROWSER !== undefined && isAbsolute(env.BROWSER)) return launch(env.BROWSER, [url])
  const [program, ...args] = OPENERS[process.platform] ?? ['xdg-open']
  return launch(program, [...args, url])
}
