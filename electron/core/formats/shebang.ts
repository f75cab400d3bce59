/** Which files are scripts of a shell, by their first line or their name (Scorecard's `shell_download_validate.go`). */
import { baseName } from './path-names.ts'

/** Whatever runs a shell's words. */
export const SHELLS_AND_RUNNERS: ReadonlySet<string> = new Set(['exec', 'su', 'sh', 'bash', 'mksh', 'dash', 'ksh'])
const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'mksh'])

const decoder = new TextDecoder('latin1')

/** `head` is the beginning of the file. A first line that names another program goes before the name of the file. */
export function isShellScript(path: string, head: Uint8Array, shells: ReadonlySet<string> = SHELLS): boolean {
  if (head[0] !== 0x23 || head[1] !== 0x21)
    return shells.has(path.slice(path.lastIndexOf('.') + 1)) && path.includes('.')
  const end = head.indexOf(0x0a)
  const line = decoder.decode(head.subarray(2, end < 0 ? head.length : end)).replace(/\r$/, '')
  const [program = '', argument = ''] = line.split(' ')
  const name = baseName(program)
  return isOneOf(name, shells) || (name === 'env' && isOneOf(baseName(argument), shells))
}

const isOneOf = (name: string, shells: ReadonlySet<string>): boolean => shells.has(name.toLowerCase())
