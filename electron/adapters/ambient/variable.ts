import { givenIn } from './given-variable.ts'

/** Any other service that runs jobs and puts a token into `SIGSTORE_ID_TOKEN`: all of them set `CI`. */
export const variable = givenIn({ id: 'variable', title: 'SIGSTORE_ID_TOKEN', marker: 'CI' })
