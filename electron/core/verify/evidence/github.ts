/** GitHub: attestations by digest, which need no sign-in for what is public, and the assets of a release. */
import { z } from 'zod'
import { fault } from '../../../contract/faults.ts'
import { parseAddress } from '../../address.ts'
import { GITHUB_STORAGE } from '../../endpoints.ts'
import { inLanes } from '../../lanes.ts'
import { type Purl, purlText } from '../../purl.ts'
import { ask, bytesAt, hostOf } from './ask.ts'
import { parsed } from './bundles-in.ts'
import { unsnap } from './snappy.ts'
import type { Evidence, OnlineNeeds, OnlineSource, Served } from './source.ts'

const Release = z.object({
  assets: z.array(z.object({ name: z.string(), digest: z.string().nullish() })).max(1000),
})
const Attestations = z.object({
  attestations: z.array(z.object({ bundle: z.unknown(), bundle_url: z.string().nullish() })).max(1000),
})

const ACCEPT = 'application/vnd.github+json'
const AT_ONCE = 4

export const github: OnlineSource = {
  id: 'github',
  title: 'GitHub',
  type: 'github',
  async find(wanted, needs) {
    const { purl, fileName, sha256 } = wanted
    if (purl.namespace === undefined) throw notThere(purl, needs)
    if (sha256 !== undefined) {
      const name = fileName ?? `sha256:${sha256}`
      return [{ name, purl, sha256, repository: addressOf(purl), evidence: await attestationsOf(purl, sha256, needs) }]
    }
    const which = purl.version === undefined ? 'latest' : `tags/${encodeURIComponent(purl.version)}`
    const release = await ask({ path: `${pathOf(purl)}/releases/${which}`, accept: ACCEPT, form: Release }, needs)
    if (!release) throw notThere(purl, needs)
    const served: Served[] = release.assets.map(({ name, digest }) => ({
      name,
      purl,
      repository: addressOf(purl),
      ...digestIn(digest),
      evidence: [],
    }))
    await inLanes([...served.entries()], AT_ONCE, async ([i, asset]) => {
      if (asset.sha256 === undefined) return
      served[i] = { ...asset, evidence: await attestationsOf(purl, asset.sha256, needs) }
    })
    return served
  },
}

const notThere = (purl: Purl, needs: OnlineNeeds) =>
  fault('evidence.not-published', { name: purlText(purl), host: hostOf(needs) })

const pathOf = ({ namespace = '', name }: Purl): string =>
  `/repos/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`

/** The one place that every repository of a purl of this type has. */
const addressOf = ({ namespace = '', name }: Purl): string => `https://github.com/${namespace}/${name}`

function digestIn(digest: string | null | undefined): { sha256?: string } {
  const [, sha256] = /^sha256:([0-9a-f]{64})$/.exec(digest ?? '') ?? []
  return sha256 === undefined ? {} : { sha256 }
}

async function attestationsOf(purl: Purl, sha256: string, needs: OnlineNeeds): Promise<Evidence[]> {
  const path = `${pathOf(purl)}/attestations/sha256:${sha256}?per_page=100`
  const found = await ask({ path, accept: ACCEPT, form: Attestations }, needs)
  const evidence: (Evidence | undefined)[] = []
  await inLanes([...(found?.attestations ?? []).entries()], AT_ONCE, async ([i, { bundle, bundle_url: held }]) => {
    if (bundle !== null && bundle !== undefined) evidence[i] = { kind: 'bundle', from: `${needs.base}${path}`, bundle }
    else if (held) evidence[i] = await heldAt(held, needs)
  })
  return evidence.filter((one) => one !== undefined)
}

const MAX_BUNDLE_BYTES = 16 * 1024 * 1024

/**
 * A bundle in GitHub's storage, compressed. The address carries a permission of its own, which is no evidence: it is left
 * out of where the bundle is from. Faults: those of `ask`.
 */
async function heldAt(address: string, needs: OnlineNeeds): Promise<Evidence | undefined> {
  const url = storageAddress(address, needs)
  if (!url) return undefined
  needs.allow(url)
  const block = await bytesAt(url.href, { accept: '*/*', maxBytes: MAX_BUNDLE_BYTES }, needs)
  const text = block && unsnap(block, MAX_BUNDLE_BYTES)
  return {
    kind: 'bundle',
    from: `${url.origin}${url.pathname}`,
    bundle: text && parsed(new TextDecoder().decode(text)),
  }
}

/** Whatever an answer names is not asked for: only the storage that GitHub uses, or whoever was asked. */
function storageAddress(address: string, { base }: OnlineNeeds): URL | undefined {
  const url = parseAddress(address)
  if (!url) return undefined
  const isStorage = url.protocol === 'https:' && url.port === '' && url.hostname.endsWith(`.${GITHUB_STORAGE}`)
  return isStorage || url.origin === new URL(base).origin ? url : undefined
}
