/** One bundle, a whole process each: this command line against cosign, both offline. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { countermark, inPairs, median, timed, WHO } from './measure.mjs'

const ROUNDS = 21

export async function verify({ folder, env, cosign, token, trust }) {
  const path = join(folder, 'small.bin')
  writeFileSync(path, 'a small release\n')
  await countermark(['sign', '--instance', 'practice', '--identity-token-file', '-', path], { env, input: token })
  const bundle = `${path}.practice.sigstore.json`
  const who = ['--certificate-identity', WHO.identity, '--certificate-oidc-issuer', WHO.issuer]
  const theirArgs = ['verify-blob', '--offline', '--bundle', bundle, '--trusted-root', trust.trustedRoot, ...who, path]
  const ourArgs = ['verify', '--instance', 'practice', '--identity', WHO.identity, '--issuer', WHO.issuer, path]
  // The first run of each fills caches: that of compiled code, and that of the disk.
  await countermark(ourArgs, { env })
  await timed(cosign, theirArgs, { env })
  const times = await inPairs(
    ROUNDS,
    async () => (await countermark(ourArgs, { env })).seconds,
    async () => (await timed(cosign, theirArgs, { env })).seconds,
  )
  const [ours, theirs] = [median(times.ours), median(times.theirs)]
  return [
    {
      what: 'verify one file, whole process: times the time of cosign verify-blob --offline',
      measured: ours / theirs,
      bar: 4,
      detail: `${(ours * 1000).toFixed(0)} ms against ${(theirs * 1000).toFixed(0)} ms`,
    },
  ]
}
