/** Every place that gives its jobs identity tokens, in the order in which they are looked for. */
import { buildkite } from './buildkite.ts'
import { circleci } from './circleci.ts'
import { githubActions } from './github-actions.ts'
import { gitlab } from './gitlab.ts'
import { googleCloud } from './google-cloud.ts'
import type { AmbientProvider } from './provider.ts'
import { tokenFile } from './token-file.ts'
import { variable } from './variable.ts'

/**
 * First what somebody put there for this very purpose: a token in `SIGSTORE_ID_TOKEN`, named after the place if that is
 * known. Then the service that runs the job. Then a file that was mounted for it. Last the machine that everything runs
 * on, since its name is the least telling.
 */
export const AMBIENT_PROVIDERS: readonly AmbientProvider[] = [
  gitlab,
  circleci,
  variable,
  githubActions,
  buildkite,
  tokenFile,
  googleCloud,
]
