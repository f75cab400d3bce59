/** Many files in one session, against one process of cosign for each of them, on the same instance. */
import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { countermark, inPairs, median, timed } from './measure.mjs'

const FILES = 200
const BYTES = 1 << 20
const ROUNDS = 7
/** So many of the files are signed with cosign in each round: each takes as long as the other. */
const SAMPLE = 8

export async function batch({ folder, env, cosign, token, trust }) {
  const place = join(folder, 'batch')
  mkdirSync(place)
  const names = Array.from({ length: FILES }, (_, i) => `file-${i}.bin`)
  // On the disk before anything is measured, so that nobody waits for these.
  for (const name of names) writeFileSync(join(place, name), randomBytes(BYTES), { flush: true })
  /** The same files in a folder where nothing is signed yet. */
  const unsigned = (who, round, some) => {
    const fresh = join(folder, `batch-${who}-${round}`)
    mkdirSync(fresh)
    return some.map((name) => {
      linkSync(join(place, name), join(fresh, name))
      return join(fresh, name)
    })
  }

  async function theirs(round) {
    const paths = unsigned('theirs', round, names.slice(0, SAMPLE))
    let seconds = 0
    for (const path of paths) {
      const where = ['--signing-config', trust.signingConfig, '--trusted-root', trust.trustedRoot]
      const args = ['sign-blob', ...where, '--identity-token', token, '--bundle', `${path}.cosign.json`, '--yes', path]
      seconds += (await timed(cosign, args, { env })).seconds
    }
    return seconds / paths.length
  }

  const certificates = []
  async function ours(round) {
    const paths = unsigned('ours', round, names)
    const args = ['sign', '--instance', 'practice', '--identity-token-file', '-', ...paths]
    const { seconds } = await countermark(args, { env, input: token })
    const bundle = (path) => JSON.parse(readFileSync(`${path}.practice.sigstore.json`, 'utf8'))
    certificates.push(new Set(paths.map((path) => bundle(path).verificationMaterial.certificate.rawBytes)).size)
    return seconds / paths.length
  }

  const times = await inPairs(ROUNDS, ours, theirs)
  const [perFile, perProcess] = [median(times.ours), median(times.theirs)]
  const ms = (seconds) => (seconds * 1000).toFixed(1)
  return [
    {
      what: `${FILES} files of 1 MiB in one session: times faster a file than a process of cosign each`,
      measured: perProcess / perFile,
      bar: 10,
      isAtLeast: true,
      detail: `${ms(perFile)} ms against ${ms(perProcess)} ms a file, ${(perFile * FILES).toFixed(2)} s in all`,
    },
    {
      what: 'certificates for them',
      measured: Math.max(...certificates),
      bar: 1,
      detail: `${FILES} bundles, ${Math.max(...certificates)} certificate`,
    },
  ]
}
