import { capital, counted } from '../../../electron/contract/counted.ts'
import { tenths } from '../../../electron/contract/health-words.ts'
import type { Project, ProjectList } from '../../../electron/contract/model/project.ts'
import { date } from '../../ui/format.ts'

export const words = {
  eyebrow: 'Projects',
  loading: 'Reading the list of projects…',
  list: 'Projects',
  headline({ projects }: ProjectList): string {
    if (projects.length === 0) return 'Which project do you look after?'
    const open = projects.filter(({ state }) => state === 'open').length
    if (open > 0) return `${capital(counted(open, 'project has', 'projects have'))} something open.`
    return `You look after ${counted(projects.length, 'project')}.`
  },
  emptyLead: 'Add the folder of a working tree. It is read as it is now, and nothing in it is run or changed.',
  add: 'Add a folder',
  about: ({ folder, last }: Project): string =>
    last ? `${folder} · looked at on ${date(last.at)}` : `${folder} · not looked at yet`,
  score: (score: number): string => (score < 0 ? '?' : tenths(score)),
  scoreOf: (name: string, score: number): string =>
    score < 0 ? `${name}: cannot tell` : `${name}: ${tenths(score)} of 10`,
  margin: {
    drop: { title: 'Or drop it here', text: 'A folder that is dropped on this page is added.' },
    score: {
      title: 'The number',
      text: 'The score of OpenSSF Scorecard, from the files as they are on this machine, what is not committed yet included.',
    },
  },
} as const
