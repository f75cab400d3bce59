import type { ProbeFinding } from '../../contract/model/check.ts'
import { FILE_TYPE } from '../../contract/model/file-type.ts'
import { unparsable } from '../facts/workflows.ts'
import { matchingJob } from '../formats/job-match.ts'
import { PUBLISHING } from '../formats/publishing-jobs.ts'
import { CANNOT_TELL, check, MAX } from './check.ts'
import { told } from './details.ts'

const PROBE = 'packagedWithAutomatedWorkflow'

export const packaging = check({
  id: 'packaging',
  scorecard: 'Packaging',
  risk: 'medium',
  title: 'A workflow publishes the packages',
  why: 'What a workflow publishes can be traced to its source; what a laptop publishes rests on that laptop.',
  short:
    'Determines if the project is published as a package that others can easily download, install, easily update, and uninstall.',
  tags: ['supply-chain', 'security', 'releases'],
  page: {
    looksAt: 'Workflows, for steps that publish a package in one of 15 ways.',
    scored: '10 where there is one; it cannot be told otherwise, and never costs anything.',
    unseen: 'Whether the workflow ever ran, and ways of publishing that Scorecard does not know.',
    fix: 'Publish by a workflow, with the publisher of the registry itself where there is one.',
  },
  probes: {
    [PROBE]: {
      bad: 'False',
      effort: 'low',
      isFree: true,
      help: 'Publish by a workflow, with the publisher of the registry itself where there is one.',
    },
  },
  elsewhere: 'the forge, for runs of the workflow',
  weak: () => 'No workflow was found that publishes a package.',
  needs: ['workflows'],
  run({ workflows }) {
    for (const { path, parsed } of workflows) {
      if ('error' in parsed) throw unparsable(path, parsed)
      const found = matchingJob(parsed.workflow, PUBLISHING)
      if (!found) continue
      const probe: ProbeFinding = {
        probe: PROBE,
        outcome: 'True',
        message: 'Project packages its releases by way of GitHub Actions.',
        at: { path, type: FILE_TYPE.source, line: found.job.line },
      }
      return { score: MAX, reason: 'packaging workflow detected', probes: [probe], details: [told('info', probe)] }
    }
    const none: ProbeFinding = {
      probe: PROBE,
      outcome: 'False',
      message: 'no GitHub/GitLab publishing workflow detected.',
    }
    return {
      score: CANNOT_TELL,
      reason: 'packaging workflow not detected',
      probes: [none],
      details: [told('warn', none)],
      cannotTell: {
        why: 'No workflow was found that publishes a package in a way that Scorecard knows.',
        helps: 'Publish by a workflow. Scorecard does not know every way of doing so.',
      },
    }
  },
})
