/** PyPI: attestations of its integrity API (PEP 740), as the bundles that they are made of. */
import { z } from 'zod'
import { fault } from '../../../contract/faults.ts'
import { type Purl, purlText } from '../../purl.ts'
import { ask, hostOf } from './ask.ts'
import type { BundleEvidence, OnlineNeeds, OnlineSource } from './source.ts'

const Release = z.object({
  info: z.object({
    version: z.string(),
    project_urls: z.record(z.string(), z.string().nullable()).nullish().catch(undefined),
    home_page: z.string().nullish(),
  }),
  urls: z
    .array(z.object({ filename: z.string(), digests: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }) }))
    .max(10_000),
})

/** PEP 740, version 1. */
const Attestation = z.object({
  version: z.literal(1),
  verification_material: z.object({ certificate: z.string(), transparency_entries: z.array(z.unknown()).max(32) }),
  envelope: z.object({ statement: z.string(), signature: z.string() }),
})
const Provenance = z.object({
  version: z.literal(1),
  attestation_bundles: z
    .array(z.object({ publisher: z.looseObject({ kind: z.string() }), attestations: z.array(Attestation).max(32) }))
    .max(32),
})

const INTEGRITY = 'application/vnd.pypi.integrity.v1+json'

export const pypi: OnlineSource = {
  id: 'pypi',
  title: 'PyPI',
  type: 'pypi',
  async find({ purl, fileName }, needs) {
    const version = purl.version === undefined ? '' : `/${encodeURIComponent(purl.version)}`
    const release = await ask({ path: `/pypi/${encodeURIComponent(purl.name)}${version}/json`, form: Release }, needs)
    const files = (release?.urls ?? []).filter(({ filename }) => fileName === undefined || filename === fileName)
    if (!release || files.length === 0) {
      throw fault('evidence.not-published', { name: fileName ?? purlText(purl), host: hostOf(needs) })
    }
    const exact = { ...purl, version: release.info.version }
    const repository = repositoryOf(release.info)
    return Promise.all(
      files.map(async ({ filename, digests }) => ({
        name: filename,
        purl: exact,
        sha256: digests.sha256,
        evidence: await provenanceOf(exact, filename, needs),
        ...(repository === undefined ? {} : { repository }),
      })),
    )
  },
}

async function provenanceOf({ name, version }: Purl, file: string, needs: OnlineNeeds): Promise<BundleEvidence[]> {
  const parts = [name, version ?? '', file].map(encodeURIComponent)
  const path = `/integrity/${parts.join('/')}/provenance`
  const found = await ask({ path, accept: INTEGRITY, form: Provenance }, needs)
  return (found?.attestation_bundles ?? []).flatMap(({ attestations }) =>
    attestations.map(
      (one): BundleEvidence => ({
        kind: 'bundle',
        from: `${needs.base}${path}`,
        bundle: bundleOf(one),
        isVouched: true,
      }),
    ),
  )
}

/** The same parts by the names of a Sigstore bundle v0.3. */
export const bundleOf = ({ verification_material: material, envelope }: z.output<typeof Attestation>): unknown => ({
  mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
  verificationMaterial: {
    certificate: { rawBytes: material.certificate },
    tlogEntries: material.transparency_entries,
  },
  dsseEnvelope: {
    payload: envelope.statement,
    payloadType: 'application/vnd.in-toto+json',
    signatures: [{ sig: envelope.signature }],
  },
})

/** Projects name it by many words. */
function repositoryOf({ project_urls: urls, home_page: home }: z.output<typeof Release>['info']): string | undefined {
  const named = Object.entries(urls ?? {}).find(
    ([label, url]) => /^(source|repository|code|source code|github|gitlab)$/i.test(label.trim()) && url !== null,
  )
  return named?.[1] ?? home ?? undefined
}
