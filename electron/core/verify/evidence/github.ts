/** GitHub: attestations by digest, which need no sign-in for what is public, and the assets of a release. */
import { z } from 'zod'
import { fault } from '../../../contract/faults.ts'
import { inLanes } from '../../lanes.ts'
import { type Purl, purlText } from '../../purl.ts'
import { ask, hostOf } from './ask.ts'
import type { Evidence, OnlineNeeds, OnlineSource, Served } from './source.ts'

const Release = z.object({
  assets: z.array(z.object({ name: z.string(), digest: z.string().nullish() })).max(1000),
})
const Attestations = z.object({
  attestations: z.array(z.object({ bundle: z.unknown() })).max(1000),
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

/** One that is held elsewhere (`bundle_url`) comes without its bundle: it is there, and cannot be judged. */
async function attestationsOf(purl: Purl, sha256: string, needs: OnlineNeeds): Promise<Evidence[]> {
  const path = `${pathOf(purl)}/attestations/sha256:${sha256}?per_page=100`
  const found = await ask({ path, accept: ACCEPT, form: Attestations }, needs)
  return (found?.attestations ?? []).flatMap(({ bundle }) =>
    bundle === null || bundle === undefined ? [] : [{ kind: 'bundle', from: `${needs.base}${path}`, bundle }],
  )
}
