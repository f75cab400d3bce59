/** Files that are Dockerfiles by their names. */
import { HEAD_BYTES } from '../formats/binary.ts'
import { type DockerfileResult, parseDockerfile } from '../formats/dockerfile.ts'
import { baseName } from '../formats/path-names.ts'
import { isShellScript, SHELLS_AND_RUNNERS } from '../formats/shebang.ts'
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
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

export const dockerfiles = fact({
  id: 'dockerfiles',
  async gather({ tree, pause }) {
    const files: DockerfileFile[] = []
    for (const path of tree.paths) {
      if (!/dockerfile/i.test(baseName(path)) || isTestData(path) || isVendored(path) || SOURCES.test(path)) continue
      await pause()
      const bytes = bytesOf(tree, path)
      if (isShellScript(path, bytes.subarray(0, HEAD_BYTES), SHELLS_AND_RUNNERS)) continue
      const text = decoder.decode(bytes)
      if (hasCommands(text, '#')) files.push({ path, isTemplate: isTemplate(path), parsed: parseDockerfile(text) })
    }
    return files
  },
})

const isVendored = (path: string): boolean => path.split('/').some((part) => /^(?:vendor|third_party)$/i.test(part))

const isTemplate = (path: string): boolean =>
  baseName(path)
    .split(/[._-]/)
    .some((part) => /^(?:template|tmpl|tpl)$/i.test(part))
