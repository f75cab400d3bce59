/** What the beginning of each file says of it: each is opened once, for all who want to know. */
import { HEAD_BYTES, isBinary } from '../formats/binary.ts'
import { codeIn } from '../formats/code-text.ts'
import { isShellScript } from '../formats/shebang.ts'
import type { Tree } from '../ports.ts'
import { fact, Unknown } from './fact.ts'
import { isTestData } from './paths.ts'
import { bytesOf, headOf } from './read.ts'

export interface Contents {
  /** Files that run by themselves. */
  readonly binaries: readonly string[]
  /** Scripts of a shell that is looked at, with their text. */
  readonly scripts: readonly ShellScript[]
}

export interface ShellScript {
  readonly path: string
  /** Missing where there is more of it than anybody writes. */
  readonly text?: string
}

/** Data of tests is left out. */
export const contents = fact({
  id: 'contents',
  async gather({ tree, pause, remember }): Promise<Contents> {
    const [binaries, scripts]: [string[], ShellScript[]] = [[], []]
    for (const path of tree.paths) {
      if (isTestData(path)) continue
      await pause()
      const { isProgram, script } = remember('contents', path, () => contentOf(tree, path))
      if (isProgram) binaries.push(path)
      if (script) scripts.push(script)
    }
    return { binaries, scripts }
  },
})

/** Most files are neither: one answer for all of them. */
const NEITHER = { isProgram: false, script: undefined }

function contentOf(tree: Tree, path: string): { isProgram: boolean; script: ShellScript | undefined } {
  const head = headOf(tree, path, HEAD_BYTES)
  const isProgram = isBinary(path, head)
  const script = isShellScript(path, head) ? scriptAt(tree, path) : undefined
  return isProgram || script ? { isProgram, script } : NEITHER
}

/** That one script is too large keeps nothing else from being told. */
function scriptAt(tree: Tree, path: string): ShellScript {
  try {
    return { path, text: codeIn(bytesOf(tree, path)) }
  } catch (error) {
    if (error instanceof Unknown) return { path }
    throw error
  }
}
