import { spawn } from 'node:child_process'
import { isAbsolute } from 'node:path'
import { shell } from 'electron'

/**
 * Opens an address in the person's browser. On Linux the program that `BROWSER` names comes first: that is what the
 * variable is for, and xdg-open asks it only after every program that is registered for the scheme.
 */
export async function openInBrowser(url: string): Promise<void> {
  const named = process.env.BROWSER
  if (process.platform !== 'linux' || !named || !isAbsolute(named)) return shell.openExternal(url)
  const program = spawn(named, [url], { stdio: 'ignore', detached: true })
  await new Promise<void>((resolve, reject) => {
    program.once('spawn', resolve)
    program.once('error', reject)
  })
  program.unref()
}
