/** npm: what the registry signs of each version, its publish attestation, and the provenance that its build left there. */
import { z } from 'zod'
import { fault } from '../../../contract/faults.ts'
import { type Purl, purlText } from '../../purl.ts'
import { sha512In } from '../integrity.ts'
import { ask, hostOf } from './ask.ts'
import type { BundleEvidence, Evidence, OnlineNeeds, OnlineSource, RegistryKey, RegistrySignature } from './source.ts'

const MAX_PACKUMENT_BYTES = 128 * 1024 * 1024
const PROVENANCE = /^https:\/\/slsa\.dev\/provenance\//

const Version = z.object({
  name: z.string(),
  version: z.string(),
  repository: z
    .union([z.string(), z.object({ url: z.string() }).transform(({ url }) => url)])
    .optional()
    .catch(undefined),
  dist: z.object({
    /** Subresource integrity; several kinds of digest may stand side by side. */
    integrity: z.string().optional(),
    signatures: z.array(z.object({ keyid: z.string(), sig: z.base64() })).optional(),
    attestations: z.object({ url: z.string() }).optional().catch(undefined),
  }),
})
const Attestations = z.object({
  attestations: z.array(z.object({ predicateType: z.string(), bundle: z.unknown() })).max(32),
})
const Keys = z.object({
  keys: z.array(
    z.object({ keyid: z.string(), key: z.base64(), expires: z.string().nullish(), scheme: z.string().optional() }),
  ),
})
const Times = z.object({ time: z.record(z.string(), z.string()) })

export const npm: OnlineSource = {
  id: 'npm',
  title: 'npm',
  type: 'npm',
  async find({ purl }, needs) {
    const version = await ask(
      { path: `/${pathOf(purl)}/${encodeURIComponent(purl.version ?? 'latest')}`, form: Version },
      needs,
    )
    if (!version) throw fault('evidence.not-published', { name: purlText(purl), host: hostOf(needs) })
    const exact = { ...purl, version: version.version }
    const sha512 = sha512In(version.dist.integrity)
    const attested = version.dist.attestations ? await attestationsOf(exact, needs) : []
    const keys = await keysFor(
      [...attested.map(keyidOf), ...(version.dist.signatures ?? []).map(({ keyid }) => keyid)],
      needs,
    )
    const evidence = [
      ...attested.map((one) => withKey(one, keys)),
      ...(await signaturesOf(version, { purl: exact, sha512, keys }, needs)),
    ]
    return [
      {
        name: `${exact.name}-${exact.version}.tgz`,
        purl: exact,
        ...(sha512 === undefined ? {} : { sha512 }),
        evidence,
        ...(version.repository === undefined ? {} : { repository: version.repository }),
      },
    ]
  },
}

/** As npm's own client writes it: one part, with the slash of the scope encoded. */
const pathOf = ({ namespace, name }: Purl): string =>
  namespace === undefined
    ? encodeURIComponent(name)
    : `${encodeURIComponent(namespace).replace('%40', '@')}%2f${encodeURIComponent(name)}`

/** Provenance says the most, so it comes first. */
async function attestationsOf(purl: Purl, needs: OnlineNeeds): Promise<BundleEvidence[]> {
  const path = `/-/npm/v1/attestations/${pathOf(purl)}@${encodeURIComponent(purl.version ?? '')}`
  const found = await ask({ path, form: Attestations }, needs)
  const isProvenance = ({ predicateType }: { predicateType: string }) => PROVENANCE.test(predicateType)
  return (found?.attestations ?? [])
    .toSorted((a, b) => Number(isProvenance(b)) - Number(isProvenance(a)))
    .map(({ bundle }) => ({ kind: 'bundle', from: `${needs.base}${path}`, bundle, isVouched: true }))
}

/** The registry signs its own attestations with a key that it names. */
const Hinted = z.object({ verificationMaterial: z.object({ publicKey: z.object({ hint: z.string() }) }) })

const keyidOf = ({ bundle }: BundleEvidence): string | undefined =>
  Hinted.safeParse(bundle).data?.verificationMaterial.publicKey.hint

function withKey(evidence: BundleEvidence, keys: readonly RegistryKey[]): BundleEvidence {
  const key = keys.find(({ keyid }) => keyid === keyidOf(evidence))
  return key ? { ...evidence, key } : evidence
}

/** Those that came with the program; the registry is asked for others, by its own word. */
async function keysFor(keyids: readonly (string | undefined)[], needs: OnlineNeeds): Promise<readonly RegistryKey[]> {
  const wanted = keyids.filter((keyid) => keyid !== undefined)
  if (wanted.every((keyid) => needs.keys.some((key) => key.keyid === keyid))) return needs.keys
  const served = await ask({ path: '/-/npm/v1/keys', form: Keys }, needs)
  const others = (served?.keys ?? []).map(({ keyid, key, expires }) => keyFrom(keyid, key, expires))
  return [...needs.keys, ...others]
}

/** `key` is base64 of a SubjectPublicKeyInfo. */
export const keyFrom = (keyid: string, key: string, expires: string | null | undefined): RegistryKey => ({
  keyid,
  pem: `-----BEGIN PUBLIC KEY-----\n${key}\n-----END PUBLIC KEY-----\n`,
  ...(typeof expires === 'string' && !Number.isNaN(Date.parse(expires))
    ? { until: new Date(expires).toISOString() }
    : {}),
  owner: 'the npm registry',
})

interface About {
  readonly purl: Purl
  readonly sha512: string | undefined
  readonly keys: readonly RegistryKey[]
}

async function signaturesOf(
  { dist }: z.output<typeof Version>,
  { purl, sha512, keys }: About,
  needs: OnlineNeeds,
): Promise<Evidence[]> {
  const { integrity, signatures = [] } = dist
  if (integrity === undefined || sha512 === undefined) return []
  const name = purl.namespace === undefined ? purl.name : `${purl.namespace}/${purl.name}`
  const known = signatures.map(({ keyid, sig }) => ({ keyid, sig, key: keys.find((key) => key.keyid === keyid) }))
  // When it was published matters only for keys that end; the answer is long.
  const ends = known.some(({ key }) => key?.until !== undefined)
  const publishedAt = ends ? await publishedOf(purl, needs) : undefined
  return known.map(
    ({ keyid, sig, key }): RegistrySignature => ({
      kind: 'registry-signature',
      from: needs.base,
      isVouched: true,
      message: `${name}@${purl.version}:${integrity}`,
      signature: sig,
      keyid,
      ...(key ? { key } : {}),
      sha512,
      ...(publishedAt === undefined ? {} : { publishedAt }),
    }),
  )
}

async function publishedOf(purl: Purl, needs: OnlineNeeds): Promise<string | undefined> {
  const packument = await ask({ path: `/${pathOf(purl)}`, form: Times, maxBytes: MAX_PACKUMENT_BYTES }, needs)
  const at = packument?.time[purl.version ?? '']
  return at === undefined || Number.isNaN(Date.parse(at)) ? undefined : new Date(at).toISOString()
}
