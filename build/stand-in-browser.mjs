/**
 * A stand-in for the system's browser: BROWSER names a script, and that runs the program with the address. xdg-open wants
 * a path without spaces, so the script lies in the system's folder for temporary files.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export function standInBrowser(...program) {
  const folder = mkdtempSync(join(tmpdir(), 'countermark-browser-'))
  const script = join(folder, 'open.sh')
  writeFileSync(script, `#!/bin/sh\nexec ${program.map(quoted).join(' ')} "$1"\n`, { mode: 0o755 })
  return { script, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

const quoted = (word) => `'${word.replaceAll("'", `'\\''`)}'`
