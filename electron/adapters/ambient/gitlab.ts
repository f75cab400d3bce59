import { givenIn } from './given-variable.ts'

/** With `SIGSTORE_ID_TOKEN` under `id_tokens` of the job, and `aud: sigstore` in it. */
export const gitlab = givenIn({ id: 'gitlab', title: 'GitLab CI', marker: 'GITLAB_CI' })
