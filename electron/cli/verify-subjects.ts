/** What `verify` was asked about: files, the files of folders, patterns, and digests. */
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { createFiles } from '../adapters/files.ts'
import { folderFiles } from '../adapters/walk.ts'
import { fault } from '../contract/faults.ts'
import type { FaultRecord } from '../contract/model/fault-record.ts'
import { visible } from '../core/display-name.ts'
import { type Purl, purlText } from '../core/purl.ts'
import { evidenceIn } from '../core/verify/evidence/beside.ts'
import type { Subject as ExaminedSubject } from '../core/verify/examine.ts'
import { purlFrom } from '../core/verify/identify.ts'
import { INSTALLED, installedIn } from '../core/verify/installed-tree.ts'
import type { Terminal } from './terminal.ts'

/** A file, a digest of one that is elsewhere, or a package that has to be asked about. */
export interface Subject extends ExaminedSubject {
  readonly name: string
  readonly purl?: Purl
  /** Why nobody could say anything of it. */
  readonly fault?: FaultRecord
}

export interface Subjects {
  readonly list: readonly Subject[]
  /** Whether it is one file or one digest that was named itself. */
  readonly isOne: boolean
}

const MOST_FILES = 10_000
const MAX_LOCK_BYTES = 64 * 1024 * 1024
const MAX_INPUT_BYTES = 16 * 1024 * 1024

/** Faults: `input.usage`, `input.too-many`, `input.too-long`, and `files.*` of folders. */
export async function subjectsOf(operands: readonly string[], terminal: Terminal): Promise<Subjects> {
  const found: Subject[] = []
  let isOne = operands.length === 1
  for (const operand of operands) {
    const several = operand === '-' ? await digestsFrom(terminal) : await severalIn(operand)
    if (several) isOne = false
    found.push(...(several ?? [oneOf(operand)]))
    if (found.length > MOST_FILES) throw usage(`These are more than ${MOST_FILES} files`)
  }
  if (found.length === 0) throw usage('Nothing that was named holds a file to verify')
  return { list: found, isOne }
}

const usage = (what: string) => fault('input.usage', { what, verb: 'verify' })

function oneOf(operand: string): Subject {
  if (isElsewhere(operand)) {
    const purl = purlFrom(operand)
    if (!purl) throw usage(`‘${visible(operand)}’ is neither a purl nor the page of a release`)
    return { name: operand, purl }
  }
  if (!operand.startsWith('sha256:')) return { name: operand, path: resolve(operand) }
  const sha256 = operand.slice('sha256:'.length).toLowerCase()
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw usage('A digest has 64 hexadecimal digits')
  return { name: operand, sha256 }
}

/** No path begins like that. */
const isElsewhere = (operand: string): boolean => /^(?:pkg:|https?:\/\/)/.test(operand)

/** The files of a folder without those that are evidence of others, or those that a pattern names. */
async function severalIn(operand: string): Promise<Subject[] | undefined> {
  if (operand.startsWith('sha256:') || isElsewhere(operand)) return undefined
  const installed = await installedUnder(operand)
  if (installed) return installed
  const paths = await folderFiles(operand, MOST_FILES)
  if (paths) return withoutEvidence(paths).map((path) => ({ name: path, path: resolve(path) }))
  return existsSync(operand) ? undefined : matching(operand)
}

/** What npm installed into a folder, by the lock file that it left there. */
async function installedUnder(folder: string): Promise<Subject[] | undefined> {
  const path = join(folder, INSTALLED)
  const bytes = existsSync(path) ? await createFiles().read(path, MAX_LOCK_BYTES) : undefined
  const installed = bytes && installedIn(new TextDecoder().decode(bytes))
  return installed?.map(({ purl, sha512 }) => ({
    name: purlText(purl),
    purl,
    ...(sha512 === undefined ? {} : { sha512 }),
  }))
}

/** Shells that leave patterns alone leave them to us: `*` and `?` in the last part of the path. */
async function matching(operand: string): Promise<Subject[] | undefined> {
  const [folder, pattern] = [dirname(operand), basename(operand)]
  if (!/[*?]/.test(pattern)) return undefined
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.')
  const files = (await readdir(folder, { withFileTypes: true }).catch(() => [])).filter((entry) => entry.isFile())
  const subjects = withoutEvidence(files.map(({ name }) => join(folder, name)).sort())
  const found = subjects.filter((path) => new RegExp(`^${source}$`, 'su').test(basename(path)))
  if (found.length === 0) throw usage(`No file is called like ‘${visible(pattern)}’`)
  return found.map((path) => ({ name: path, path: resolve(path) }))
}

/** Without the files that are evidence of others among them. One that is of none is a file like any other. */
function withoutEvidence(paths: readonly string[]): string[] {
  const names = new Map<string, Set<string>>()
  for (const path of paths) names.set(dirname(path), (names.get(dirname(path)) ?? new Set()).add(basename(path)))
  const evidence = new Set<string>()
  for (const [folder, inOne] of names) {
    for (const name of [...evidenceIn(inOne).values()].flat()) evidence.add(join(folder, name))
  }
  return paths.filter((path) => !evidence.has(path))
}

/** One in each line: `sha256:…`, or what `sha256sum` prints. */
async function digestsFrom(terminal: Terminal): Promise<Subject[]> {
  const lines = (await terminal.readInput(MAX_INPUT_BYTES)).split(/\r?\n/).filter((line) => line.trim() !== '')
  return lines.map((line, i) => {
    const [, hex = '', name = ''] = /^(?:sha256:)?([0-9a-f]{64})(?:\s+\*?(.*))?$/i.exec(line.trim()) ?? []
    if (hex === '') throw usage(`Line ${i + 1} of the input is no SHA-256 digest`)
    return { name: name === '' ? `sha256:${hex.toLowerCase()}` : name, sha256: hex.toLowerCase() }
  })
}
