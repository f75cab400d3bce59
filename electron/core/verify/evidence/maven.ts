/** Maven Central: a Sigstore bundle and an OpenPGP signature beside each file. */
import { fault } from '../../../contract/faults.ts'
import { purlText } from '../../purl.ts'
import { pgpKeyId } from '../openpgp.ts'
import { hostOf, textAt } from './ask.ts'
import { parseBundles } from './bundles-in.ts'
import type { Evidence, OnlineNeeds, OnlineSource } from './source.ts'

const MAX_BYTES = 4 * 1024 * 1024

export const maven: OnlineSource = {
  id: 'maven',
  title: 'Maven Central',
  type: 'maven',
  async find({ purl, fileName, sha256 }, needs) {
    const { namespace, name, version } = purl
    if (namespace === undefined || version === undefined) {
      throw fault('evidence.not-published', { name: purlText(purl), host: hostOf(needs) })
    }
    const file = fileName ?? `${name}-${version}.jar`
    const folder = [...namespace.split('.'), name, version].map(encodeURIComponent).join('/')
    const path = `/${folder}/${encodeURIComponent(file)}`
    const [bundle, signature, published] = await Promise.all([
      textAt(`${path}.sigstore.json`, MAX_BYTES, needs),
      textAt(`${path}.asc`, MAX_BYTES, needs),
      sha256 === undefined ? digestAt(path, needs) : undefined,
    ])
    if (bundle === undefined && signature === undefined && published === undefined) {
      throw fault('evidence.not-published', { name: file, host: hostOf(needs) })
    }
    return [
      { name: file, purl, ...digestOf(sha256 ?? published), evidence: evidenceOf(path, { bundle, signature }, needs) },
    ]
  },
}

const digestOf = (sha256: string | undefined) => (sha256 === undefined ? {} : { sha256 })

/** Not every file has one: Central asks for older kinds only. */
async function digestAt(path: string, needs: OnlineNeeds): Promise<string | undefined> {
  const text = await textAt(`${path}.sha256`, 1024, needs)
  return /^[0-9a-f]{64}/i.exec(text ?? '')?.[0]?.toLowerCase()
}

function evidenceOf(
  path: string,
  { bundle, signature }: { bundle: string | undefined; signature: string | undefined },
  { base }: OnlineNeeds,
): Evidence[] {
  const from = `${base}${path}`
  const keyId = signature === undefined ? undefined : pgpKeyId(signature)
  return [
    ...(bundle === undefined
      ? []
      : parseBundles(bundle).map(
          (one) => ({ kind: 'bundle', from: `${from}.sigstore.json`, bundle: one, isVouched: true }) as const,
        )),
    ...(signature === undefined
      ? []
      : [{ kind: 'pgp', from: `${from}.asc`, ...(keyId === undefined ? {} : { keyId }) } as const]),
  ]
}
