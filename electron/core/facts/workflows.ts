/** The workflows of GitHub Actions. */
import { parseWorkflow, type WorkflowResult } from '../formats/workflow.ts'
import type { YamlFailure } from '../formats/yaml-nodes.ts'
import { madeOnce } from '../made-once.ts'
import type { Tree } from '../ports.ts'
import { fact, Unknown } from './fact.ts'
import { hasCommands, isTestData, isWorkflowFile } from './paths.ts'
import { bytesOf } from './read.ts'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

export interface WorkflowFile {
  readonly path: string
  /** Whether there is anything in it besides comments. */
  readonly hasCommands: boolean
  readonly parsed: WorkflowResult
}

/** In the order of the tree. Those among data of tests too: a check leaves them out where Scorecard does. */
export const workflows = fact({
  id: 'workflows',
  async gather({ tree, pause, remember, withAliases = false }) {
    const files: WorkflowFile[] = []
    for (const path of tree.paths.filter(isWorkflowFile)) {
      await pause()
      const key = withAliases ? 'workflows with aliases' : 'workflows'
      files.push(remember(key, path, () => workflowAt(tree, path, withAliases)))
    }
    return files
  },
})

function workflowAt(tree: Tree, path: string, withAliases: boolean): WorkflowFile {
  const bytes = bytesOf(tree, path)
  return { path, hasCommands: hasCommands(decoder.decode(bytes), '#'), parsed: parseWorkflow(bytes, { withAliases }) }
}

/** With what is in it. One file that cannot be parsed keeps all of them from being judged, as in Scorecard: throws `Unknown`. */
export const readable = (files: readonly WorkflowFile[]) =>
  files.filter(({ path }) => !isTestData(path)).map(readableOne)

const readableOne = madeOnce(({ path, parsed }: WorkflowFile) => {
  if ('error' in parsed) throw unparsable(path, parsed)
  return { path, ...parsed.workflow }
})

/** What checks say that look at nothing else. */
export const NO_WORKFLOWS = {
  why: 'There is no workflow of GitHub Actions.',
  helps: 'Nothing needs to be done: it costs nothing.',
}

/** Scorecard repeats what actionlint said. */
export const unparsable = (path: string, { error, line, column }: YamlFailure): Unknown =>
  new Unknown(
    `internal error: internal error: invalid GitHub workflow:\n:${line}:${column}: could not parse as YAML: ${error} [syntax-check]`,
    {
      why: `${path} is no YAML: ${error}${line === 0 ? '' : ` (near line ${line})`}.`,
      helps: 'Mend the file. Scorecard gives up on all workflows when one of them cannot be read.',
    },
  )
