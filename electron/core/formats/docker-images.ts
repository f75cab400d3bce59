/** The images that a Dockerfile builds on, and what its commands install (Scorecard's `raw/pinned_dependencies.go`). */
import { FILE_TYPE } from '../../contract/model/file-type.ts'
import { shownCode } from './code-text.ts'
import type { Dependency } from './dependencies.ts'
import type { Instruction } from './dockerfile.ts'
import { type Collected, scanShell } from './shell-scan.ts'

/** In Scorecard's words. */
export const NOTHING_TO_RUN = 'internal error: invalid Dockerfile'
const PINNED = /.*@sha256:([a-f\d]{64}|\$\{.*\})/

/** Undefined where a `FROM` has a number of words that nobody expects: then nothing is told of the whole project. */
export function imagesIn(instructions: readonly Instruction[], path: string): Dependency[] | undefined {
  const values = new Map<string, string>()
  const stages = new Map<string, boolean>()
  const found: Dependency[] = []
  for (const { word, args, original, start, end } of instructions) {
    if (word === 'ARG') {
      for (const one of args) {
        const at = one.indexOf('=')
        if (at >= 0) values.set(one.slice(0, at), one.slice(at + 1))
      }
    }
    if (word !== 'FROM') continue
    const [image = '', as, stage, ...more] = args.map((one) => filled(one, values))
    const isStage = stage !== undefined && more.length === 0 && as?.toLowerCase() === 'as'
    if (args.length > 0 && image.toLowerCase() === 'scratch') {
      if (isStage) stages.set(stage, true)
      continue
    }
    if (!isStage && args.length !== 1) return undefined
    const isPinned = stages.get(image) === true || PINNED.test(image)
    if (isStage) stages.set(stage, isPinned)
    found.push({
      kind: 'containerImage',
      isPinned,
      at: { path, type: FILE_TYPE.source, line: start, end, snippet: shownCode(original) },
    })
  }
  return found
}

const filled = (text: string, values: ReadonlyMap<string, string>): string => {
  let result = text
  for (const [name, value] of values) result = result.replaceAll(`\${${name}}`, () => value)
  return result
}

/** The answer is why nothing is told of the whole project: a `RUN` has nothing to run, or a shell of another kind runs it. */
export function runsIn(instructions: readonly Instruction[], path: string, into: Collected): string | undefined {
  const downloaded = new Set<string>()
  for (const { word, args, heredocs, start, end } of instructions) {
    if (word !== 'RUN') continue
    if (heredocs.length > 0) {
      let offset = 1
      for (const { content } of heredocs) {
        const count = offset + content.split('\n').length - 1
        const at = { line: start + offset - 1, end: start + count - 2 }
        const failure = scanShell({ path, text: content, ...at }, downloaded, into)
        if (failure !== undefined) return failure
        offset += count
      }
    } else {
      if (args.length === 0) return NOTHING_TO_RUN
      const failure = scanShell({ path, text: args.join(' '), line: start - 1, end: end - 1 }, downloaded, into)
      if (failure !== undefined) return failure
    }
  }
  return undefined
}
