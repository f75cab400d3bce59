/** What the beginning of each file says of it: each is opened once, for all who want to know. */
import { HEAD_BYTES, isBinary } from '../formats/binary.ts'
import { isShellScript } from '../formats/shebang.ts'
import type { Tree } from '../ports.ts'
import { fact, Unknown } from './fact.ts'
import { isTestData } from './paths.ts'
import { headOf, textOf } from './read.ts'

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
  async gather({ tree, pause }): Promise<Contents> {
    const [binaries, scripts]: [string[], ShellScript[]] = [[], []]
    for (const path of tree.paths) {
      if (isTestData(path)) continue
      await pause()
      const head = headOf(tree, path, HEAD_BYTES)
      if (isBinary(path, head)) binaries.push(path)
      if (isShellScript(path, head)) scripts.push(scriptAt(tree, path))
    }
    return { binaries, scripts }
  },
})

/** That one script is too large keeps nothing else from being told. */
function scriptAt(tree: Tree, path: string): ShellScript {
  try {
    return { path, text: textOf(tree, path) }
  } catch (error) {
    if (error instanceof Unknown) return { path }
    throw error
  }
}
