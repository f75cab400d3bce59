/**
 * What the name of a file says of the licence in it. Scorecard never reads the file (`checks/raw/license.go`), and its rules are
 * kept as they are, with what they let pass and what they refuse.
 */

import { APPROVED_LICENCES } from './licences.ts'
import { extension } from './path-names.ts'

export interface Licence {
  /** As the SPDX list calls it, or `Other`. */
  readonly name: string
  readonly isApproved: boolean
}

const VERSIONS = '((([-_.])[0-9]{1,2}[A-Za-z]{0,1}){0,5})'
const MORE = '(([_-])?[0-9A-Za-z.])*'
const NAME = new RegExp(
  [
    `^(?<lp>(?<preSpdx>([0-9A-Za-z]+)${VERSIONS}(${MORE}))?`,
    '([-_])?',
    '(?<detected>(patent(s)?|copy(ing|right)|LICEN[SC]E(S)?))',
    '(?<suf>([-_./]))?',
    `(?<sufSpdx>([0-9A-Za-z]+)${VERSIONS}(${MORE}))?`,
    '(?<ext>([.]?[A-Za-z]+))?)',
  ].join(''),
  // As Go folds letters: a long s is one.
  'iu',
)

/** A quick look: the name has to stand before the first folder ends. Long names cost the whole pattern dearly. */
const LIKELY = /^[^/]*(?:patent|copying|copyright|licen[sc]e)/iu

/** Anywhere in it, as Scorecard looks for it. */
const ALLOWED = /\.adoc|\.asc|\.docx?|\.ext|\.html|\.markdown|\.md|\.rst|\.txt|\.xml/iu
const isAllowed = (ext: string): boolean => ext === '' || ALLOWED.test(ext)

const NAMES = new Map(Object.entries(APPROVED_LICENCES).map(([id, name]) => [id.toUpperCase(), name]))
/** Longer ones are names of nothing that anybody would call a licence. */
const LONGEST = 300

/** Undefined for a path that names no licence. */
export function licenceOf(path: string): Licence | undefined {
  if (path.length > LONGEST || !LIKELY.test(path)) return undefined
  const { groups } = NAME.exec(path) ?? {}
  if (!groups) return undefined
  const { lp = '', preSpdx = '', sufSpdx = '', detected = '', suf = '', ext: matchedExt = '' } = groups
  const id = path === detected ? '' : identifier(path, { lp, spdx: preSpdx || sufSpdx, detected, suf, matchedExt })
  if (id === undefined) return undefined
  const name = NAMES.get(id.toUpperCase())
  return name === undefined ? { name: 'Other', isApproved: false } : { name, isApproved: true }
}

interface Matched {
  readonly lp: string
  readonly spdx: string
  readonly detected: string
  readonly suf: string
  readonly matchedExt: string
}

/** What the name says of the licence; empty where it says nothing; undefined where it is no licence's. */
function identifier(path: string, { lp, spdx: said, detected, suf, matchedExt }: Matched): string | undefined {
  let spdx = said.toUpperCase() === 'UN' ? 'UNLICENSE' : said
  let ext = extension(path)
  if (ext.includes(detected)) ext = ''
  if (spdx !== '' && ext !== '') {
    if (ext.includes(spdx)) spdx = ''
    else if (spdx.includes(ext)) {
      if (!isAllowed(ext) && /\.[0-9]/.test(spdx)) ext = ''
      else spdx = spdx.replaceAll(ext, '')
    } else if (spdx !== ext && ext !== matchedExt) spdx += matchedExt
  }
  if (lp === path) return isAllowed(ext) ? spdx : undefined
  if (suf !== '/' && spdx === '') return undefined
  return lp + ext === path ? spdx : undefined
}
