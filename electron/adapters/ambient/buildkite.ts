import { execFile } from 'node:child_process'
import { fault } from '../../contract/faults.ts'
import { errnoOf } from '../errno.ts'
import { MAX_TOKEN_BYTES } from '../given-token.ts'
import { type AmbientProvider, failed } from './provider.ts'

const TITLE = 'Buildkite'
const TIMEOUT_MS = 30_000

/** The agent that runs the job gets the token, and prints it. */
export const buildkite: AmbientProvider = {
  id: 'buildkite',
  title: TITLE,
  isJob: true,
  isHere: ({ env }) => env.BUILDKITE === 'true',
  token: ({ env }, { audience, signal }) =>
    new Promise((resolve, reject) => {
      const args = ['oidc', 'request-token', '--audience', audience]
      const options = { env, signal, timeout: TIMEOUT_MS, maxBuffer: MAX_TOKEN_BYTES, windowsHide: true }
      execFile('buildkite-agent', args, options, (error, stdout) => {
        if (!error) return resolve(stdout.trim())
        // What the agent printed may hold the token.
        reject(signal.aborted ? fault('cancelled') : failed(TITLE, reasonOf(error)))
      })
    }),
}

function reasonOf(error: Error & { code?: number | string | null; killed?: boolean }): string {
  if (errnoOf(error) === 'ENOENT') return 'buildkite-agent is not in the PATH of the job'
  if (typeof error.code === 'number') return `buildkite-agent ended with status ${error.code}`
  return error.killed ? 'buildkite-agent did not end in time' : 'buildkite-agent could not be run'
}
