/** Many files in one session, against one process of cosign for each of them, on the same instance. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { countermark, timed } from './measure.mjs'

const FILES = 200
const BYTES = 1 << 20
/** So many of the files are signed with cosign: each takes as long as the other. */
const SAMPLE = 20

export async function batch({ folder, env, cosign, token, trust }) {
  const place = join(folder, 'batch')
  mkdirSync(place)
  const paths = Array.from({ length: FILES }, (_, i) => join(place, `file-${i}.bin`))
  for (const path of paths) writeFileSync(path, randomBytes(BYTES))

  const theirs = []
  for (const path of paths.slice(0, SAMPLE)) {
    const where = ['--signing-config', trust.signingConfig, '--trusted-root', trust.trustedRoot]
    const args = ['sign-blob', ...where, '--identity-token', token, '--bundle', `${path}.cosign.json`, '--yes', path]
    theirs.push((await timed(cosign, args, { env })).seconds)
  }
  const args = ['sign', '--instance', 'practice', '--identity-token-file', '-', ...paths]
  const { seconds } = await countermark(args, { env, input: token })

  const bundle = (path) => JSON.parse(readFileSync(`${path}.practice.sigstore.json`, 'utf8'))
  const certificates = new Set(paths.map((path) => bundle(path).verificationMaterial.certificate.rawBytes)).size
  const perFile = seconds / FILES
  const perProcess = theirs.reduce((sum, one) => sum + one, 0) / theirs.length
  return [
    {
      what: `${FILES} files of 1 MiB in one session: times faster a file than a process of cosign each`,
      measured: perProcess / perFile,
      bar: 10,
      isAtLeast: true,
      detail: `${(perFile * 1000).toFixed(1)} ms against ${(perProcess * 1000).toFixed(1)} ms a file, ${seconds.toFixed(2)} s in all`,
    },
    {
      what: 'certificates for them',
      measured: certificates,
      bar: 1,
      detail: `${FILES} bundles, ${certificates} certificate`,
    },
  ]
}
