import { isAbsolute } from 'node:path'
import { shell } from 'electron'
import { launch } from '../adapters/launch.ts'

/**
 * Opens an address in the person's browser. On Linux the program that `BROWSER` names comes first: that is what the
 * variable is for, and xdg-open asks it only after every program that is registered for the scheme.
 */
export async function openInBrowser(url: string): Promise<void> {
  const named = process.env.BROWSER
  if (process.platform !== 'linux' || !named || !isAbsolute(named)) return shell.openExternal(url)
  await launch(named, [url])
}
