/** Where links lead, as Go's `os.OpenInRoot` follows them for Scorecard: inside of the folder, and never by a way from the root. */
import { lstatSync, readlinkSync } from 'node:fs'
import { isAbsolute, sep } from 'node:path'
import { namesFrom, rawPath } from './raw-names.ts'

/** Go follows no more of them. */
const MOST_LINKS = 8

/** The file behind the last of the links. Throws what Go says of one that leads out, even for a moment. */
export function followInside(root: string, path: string): string | Buffer {
  const [done, left]: [string[], string[]] = [[], path.split('/')]
  let links = 0
  for (let part = left.shift(); part !== undefined; part = left.shift()) {
    if (part === '' || part === '.') continue
    if (part === '..') {
      if (done.pop() === undefined) throw escapes()
      continue
    }
    const full = rawPath(root, [...done, part].join('/'))
    if (!lstatSync(full).isSymbolicLink()) {
      done.push(part)
      continue
    }
    const target = namesFrom(readlinkSync(full, 'buffer'))
    if (isAbsolute(target)) throw escapes()
    if (++links > MOST_LINKS) throw Object.assign(new Error('too many levels of symbolic links'), { code: 'ELOOP' })
    left.unshift(...target.split(sep))
  }
  return rawPath(root, done.join('/'))
}

const escapes = (): Error => Object.assign(new Error('path escapes from parent'), { code: 'EXDEV' })
