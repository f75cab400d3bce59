/** Files that are Dockerfiles by their names. */
import { HEAD_BYTES } from '../formats/binary.ts'
import { codeIn } from '../formats/code-text.ts'
import { type DockerfileResult, parseDockerfile } from '../formats/dockerfile.ts'
import { baseName } from '../formats/path-names.ts'
import { isShellScript, SHELLS_AND_RUNNERS } from '../formats/shebang.ts'
import type { Tree } from '../ports.ts'
import { fact } from './fact.ts'
import { hasCommands, isTestData } from './paths.ts'
import { bytesOf } from './read.ts'

export interface DockerfileFile {
  readonly path: string
  /** Whether its name says that it is filled in before it is used. */
  readonly isTemplate: boolean
  readonly parsed: DockerfileResult
}

const SOURCES = /\.(?:go|c|cpp|rs|js|py|pyc|java)$/

export const dockerfiles = fact({
  id: 'dockerfiles',
  async gather({ tree, pause, remember }) {
    const files: DockerfileFile[] = []
    for (const path of tree.paths) {
      if (!/dockerfile/i.test(baseName(path)) || isTestData(path) || isVendored(path) || SOURCES.test(path)) continue
      await pause()
      const file = remember('dockerfiles', path, () => dockerfileAt(tree, path))
      if (file) files.push(file)
    }
    return files
  },
})

function dockerfileAt(tree: Tree, path: string): DockerfileFile | undefined {
  const bytes = bytesOf(tree, path)
  if (isShellScript(path, bytes.subarray(0, HEAD_BYTES), SHELLS_AND_RUNNERS)) return undefined
  const text = codeIn(bytes)
  if (!hasCommands(text, '#')) return undefined
  return { path, isTemplate: isTemplate(path), parsed: parseDockerfile(text) }
}

const isVendored = (path: string): boolean => path.split('/').some((part) => /^(?:vendor|third_party)$/i.test(part))

const isTemplate = (path: string): boolean =>
  baseName(path)
    .split(/[._-]/)
    .some((part) => /^(?:template|tmpl|tpl)$/i.test(part))
