import { join } from 'node:path'
import { startEarly, workerOfNode } from '../../adapters/worker-process.ts'
import { fault } from '../../contract/faults.ts'
import { verb } from '../verb.ts'

export const check = verb({
  name: 'check',
  summary: 'Say how a project stands against OpenSSF Scorecard.',
  operands: '[FOLDER]',
  flags: {
    local: { help: 'look at everything in the folder, what git ignores too, as `scorecard --local` does' },
    checks: { value: 'NAME,…', help: 'these checks only, by the names of Scorecard' },
    format: {
      value: 'FORMAT',
      help: 'table (if nothing is said); json, sarif, probe or intoto: those of Scorecard; markdown: for a pull request; html: a page',
    },
    'show-details': { help: 'the lines behind each score' },
    'show-annotations': {
      help: 'what scorecard.yml says of checks, in the JSON of Scorecard; the table shows it always',
    },
    ask: {
      value: 'WHOM,…',
      help: 'osv about the dependencies: it is sent their names and versions or commits; oss-fuzz whether it fuzzes this; scorecard for the score that it published, to explain each difference',
    },
    baseline: {
      value: 'FILE',
      help: 'what an earlier --json printed: exit with 1 where something is found that it does not have',
    },
    watch: { help: 'look again, and print again, whenever a file of the project changes, until it is stopped' },
    'resolve-aliases': { help: 'let aliases in workflows stand for what they name, which Scorecard 5.5.0 does not' },
    'fail-under': { value: 'SCORE', help: 'exit with 1 where the score is less' },
  },
  notes: [
    'Nothing in the folder is run, and nothing is written. Nobody is asked but whom --ask names; what they said holds for a week.',
    'What belongs to the project is looked at: tracked files, and new ones that git does not ignore, as they are now.',
    'Exit codes: 0 fine; 1 below --fail-under, or findings that --baseline does not have; 3 a check that --checks names could not run.',
  ].join('\n'),
  async run({ operands, flags }, terminal) {
    const usage = (what: string) => fault('input.usage', { what, verb: 'check' })
    const [folder = '.', ...more] = operands
    if (more.length > 0) throw usage('Name one folder')
    const worker = startEarly(workerOfNode(join(import.meta.dirname, 'worker.mjs')))
    try {
      const { runCheckVerb } = await import('../run-check-verb.ts')
      return await runCheckVerb(folder, flags, terminal, worker.start)
    } finally {
      worker.close()
    }
  },
})
