import { givenIn } from './given-variable.ts'

/** Its own variables hold tokens for other audiences: the job asks for one, and puts it into `SIGSTORE_ID_TOKEN`. */
export const circleci = givenIn({ id: 'circleci', title: 'CircleCI', marker: 'CIRCLECI' })
