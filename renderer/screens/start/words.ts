import { counted } from '../../../electron/contract/counted.ts'

export const words = {
  eyebrow: 'Start',
  headline: 'Sign a release in a minute, for practice.',
  lead: 'The whole of it happens on this machine: nothing is sent, and nothing has to be set up first.',
  steps: [
    ['Sample', 'A small release of three files is put into the practice folder.'],
    ['Sign in', 'Your browser opens a practice page. Any address will do; there is no password.'],
    ['Record', 'You see exactly what would become public, before it does. Nothing goes on without you.'],
    ['Mark', 'Each file gets a bundle that anybody can verify, with the tools they already have.'],
  ],
  practise: 'Practise on a sample release',
  choose: 'Choose your own files',
  interrupted: (title: string, others: number) =>
    others === 0 ? `${title} was interrupted.` : `${title} and ${counted(others, 'other release')} were interrupted.`,
  see: (others: number) => `See where ${others === 0 ? 'it' : 'they'} stopped`,
  margin: {
    practice: {
      title: 'Practice',
      text: 'A complete Sigstore runs inside Countermark: the same steps, the same code, a log of its own. What is signed there proves nothing to others.',
    },
    hollow: {
      title: 'Hollow marks',
      text: 'Marks struck in practice are drawn hollow, and their bundles carry “practice” in their names.',
    },
    keys: {
      title: 'No keys',
      text: 'A sign-in gives a certificate for ten minutes. The key is made in memory and forgotten.',
    },
  },
} as const
