import { givenIn } from './given-variable.ts'

/** Any other place that puts a token into `SIGSTORE_ID_TOKEN`. */
export const variable = givenIn({ id: 'variable', title: 'SIGSTORE_ID_TOKEN' })
