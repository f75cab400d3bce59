/** The paths of all files, and the rules by which Scorecard picks some of them (its package `fileparser`). */
import { isTooLong, trimSpace } from '../formats/go-text.ts'
import { fact } from './fact.ts'

export const paths = fact({ id: 'paths', gather: async ({ tree }) => tree.paths })

/** Data of tests is left out by checks that read contents, and by no others. */
export const isTestData = (path: string): boolean => /(?:^|\/)(?:testdata|src\/test)\//.test(path)

/** Directly in the folder of workflows, by its ending: the folder's name in any case, the ending in lower case. */
export function isWorkflowFile(path: string): boolean {
  const slash = path.lastIndexOf('/')
  return path.slice(0, Math.max(slash, 0)).toLowerCase() === '.github/workflows' && /\.ya?ml$/.test(path)
}

/** Whether there is a line besides comments and emptiness. Nothing behind a line of 64 KiB is looked at. */
export function hasCommands(text: string, comment: string): boolean {
  for (const line of text.split('\n')) {
    if (isTooLong(line)) return false
    const trimmed = trimSpace(line)
    if (trimmed !== '' && !trimmed.startsWith(comment)) return true
  }
  return false
}
