/** Many files that were signed, verified in one command: against one process of cosign each, and against sigstore-python. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sigstorePython } from '../peers.mjs'
import { countermark, inPairs, median, timed, WHO } from './measure.mjs'

const FILES = 1000
const BYTES = 100 << 10
const ROUNDS = 5
/** So many of the files are verified with cosign in each round: each takes as long as the other. */
const SAMPLE = 8

export async function many({ folder, env, cosign, token, trust }) {
  const place = join(folder, 'many')
  mkdirSync(place)
  const paths = Array.from({ length: FILES }, (_, i) => join(place, `file-${i}.bin`))
  for (const path of paths) writeFileSync(path, randomBytes(BYTES), { flush: true })
  // Half of them in each log, with the names that all three look for.
  const configs = ['signing_config.json', 'signing_config_rekor_v2.json'].map((name) => configOf(name, folder, trust))
  for (const [i, config] of configs.entries()) {
    const half = paths.filter((_, n) => n % 2 === i)
    await countermark(['sign', '--instance', config, '--yes', '--identity-token-file', '-', ...half], {
      env,
      input: token,
    })
  }

  const peaks = []
  const ours = async (some) => {
    const who = ['--identity', WHO.identity, '--issuer', WHO.issuer]
    const { seconds, peak } = await countermark(['verify', '--instance', 'practice', ...who, ...some], { env })
    peaks.push(peak)
    return seconds
  }
  const who = ['--certificate-identity', WHO.identity, '--certificate-oidc-issuer', WHO.issuer]
  const theirs = async (round) => {
    let seconds = 0
    for (const path of paths.slice(round * SAMPLE, (round + 1) * SAMPLE)) {
      const args = [
        'verify-blob',
        '--offline',
        '--bundle',
        `${path}.sigstore.json`,
        '--trusted-root',
        trust.trustedRoot,
      ]
      seconds += (await timed(cosign, [...args, ...who, path], { env })).seconds
    }
    return seconds / SAMPLE
  }
  const times = await inPairs(ROUNDS, () => ours(paths), theirs)
  const [all, perProcess] = [median(times.ours), median(times.theirs)]
  const peakOfAll = median(peaks.splice(0))
  await ours(paths.slice(0, FILES / 10))
  const [peakOfFew] = peaks

  const python = join(dirname(await sigstorePython()), 'sigstore')
  const verifyIdentity = ['--trust-config', configs[0], 'verify', 'identity', '--cert-identity', WHO.identity]
  const byPython = (some) => timed(python, [...verifyIdentity, '--cert-oidc-issuer', WHO.issuer, ...some], { env })
  const singly = []
  for (const path of paths.slice(0, SAMPLE)) singly.push((await byPython([path])).seconds)
  const together = (await byPython(paths)).seconds

  const MiB = (bytes) => Math.round(bytes / (1 << 20))
  return [
    {
      what: `${FILES} files of 100 KiB in one command: times faster a file than a process of cosign each`,
      measured: (perProcess * FILES) / all,
      bar: 10,
      isAtLeast: true,
      detail: `${((all / FILES) * 1000).toFixed(1)} ms against ${(perProcess * 1000).toFixed(1)} ms a file, ${all.toFixed(2)} s in all`,
    },
    {
      what: 'the same: times faster a file than a process of sigstore-python each',
      measured: (median(singly) * FILES) / all,
      bar: 10,
      isAtLeast: true,
      detail: `${(median(singly) * 1000).toFixed(0)} ms a file; all in one process of it take ${together.toFixed(2)} s`,
    },
    {
      what: 'memory for them: times that for a tenth of them',
      measured: peakOfAll / peakOfFew,
      bar: 2,
      detail: `${MiB(peakOfAll)} MiB against ${MiB(peakOfFew)} MiB`,
    },
  ]
}

/** A client trust config of the practice instance. */
function configOf(name, folder, trust) {
  const read = (path) => JSON.parse(readFileSync(path, 'utf8'))
  const path = join(folder, `client-trust-${name}`)
  const mediaType = 'application/vnd.dev.sigstore.clienttrustconfig.v0.1+json'
  const signingConfig = read(join(dirname(trust.signingConfig), name))
  writeFileSync(path, JSON.stringify({ mediaType, trustedRoot: read(trust.trustedRoot), signingConfig }))
  return path
}
