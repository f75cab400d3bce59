/** An instance that TUF keeps up to date: its trust of this run, of an earlier one, or the copy that came with the app. */
import { join } from 'node:path'
import { fault } from '../../contract/faults.ts'
import type { TrustSource } from '../../contract/model/instance.ts'
import { BUILT_IN, type RefreshedKind } from '../../core/endpoints.ts'
import type { Clock, Http } from '../../core/ports.ts'
import { readSigningConfig } from '../../core/signing/instance.ts'
import { checkTokensGoHome, type Home, homeOf } from '../../core/signing/tokens-go-home.ts'
import { writing } from '../file-faults.ts'
import { checkTrustTexts, type DatedTrust, readLastGood, writeLastGood } from './last-good.ts'
import { folderName, type Mirrors, ownRoot, repositoryOf } from './mirrors.ts'
import { sharedRun } from './shared-run.ts'
import { shippedTrust } from './shipped.ts'
import type { TrustTexts } from './trust-texts.ts'

export interface SourcedTrust {
  readonly texts: TrustTexts
  readonly source: TrustSource
}

export interface RefreshedInstance {
  readonly kind: RefreshedKind
  readonly title: string
  /** Address of the TUF repository. Fault: `instance.address` for a mirror that cannot be used. */
  repository(): URL
  /** Asks the repository, at most once a run. Faults: those of `refreshTrust`, and `instance.tokens-astray`. */
  refresh(signal: AbortSignal): Promise<SourcedTrust>
  /** What is known without a network. Fault: `sigstore.instance-unreadable` for a stand-in that was never refreshed. */
  known(): Promise<SourcedTrust>
  /** Which of its authorities the tokens of its issuers are for, as far as is known without a network. */
  homes(): Promise<Home[]>
}

export interface RefreshedNeeds {
  /** The folder for the caches of all instances. */
  readonly folder: string
  readonly http: Http
  readonly clock: Clock
  readonly allow: (url: URL) => void
  readonly mirrors: Mirrors
}

export function refreshedInstance(kind: RefreshedKind, needs: RefreshedNeeds): RefreshedInstance {
  const { http, clock, mirrors } = needs
  const mirror = mirrors[kind]
  const isStandIn = mirror?.rootPath !== undefined
  const repository = () => repositoryOf(kind, mirrors)
  const title = isStandIn ? `${BUILT_IN[kind].title} (stand-in)` : BUILT_IN[kind].title
  let fresh: SourcedTrust | undefined
  /** Read once a run: what is on disk changes by a refresh only. */
  let offline: Promise<SourcedTrust> | undefined

  const place = async () => {
    const url = repository()
    const root = await ownRoot(mirror)
    return { url, root, folder: join(needs.folder, folderName(kind, url, root)) }
  }

  const refresh = sharedRun(async (signal): Promise<SourcedTrust> => {
    const { url, root, folder } = await place()
    const shipped = await shippedTrust(kind)
    needs.allow(url)
    // TUF is of no use to practice and offline work: it is loaded here.
    const { refreshTrust } = await import('./tuf.ts')
    const ports = { http, clock }
    const texts = await refreshTrust({ url: url.href, root: root ?? shipped.root, folder, title, ports, signal })
    checkTrustTexts(texts)
    if (root !== undefined) await checkStandIn(texts)
    const { date } = await writing(folder, folder, () => writeLastGood(folder, texts, clock.now()))
    fresh = { texts, source: { from: 'fresh', date } }
    return fresh
  })

  async function readOffline(): Promise<SourcedTrust> {
    const { root, folder } = await place()
    const { trust: stored, setAside } = await readLastGood(folder, clock.now())
    const shipped = root === undefined ? await shippedTrust(kind) : undefined
    // A new version of the app can bring what is newer than what its older version stored.
    const best: [DatedTrust, 'stored' | 'shipped'] | undefined =
      stored && (!shipped || stored.date >= shipped.date) ? [stored, 'stored'] : shipped && [shipped, 'shipped']
    if (!best) throw fault('sigstore.instance-unreadable', { reason: `${title} was never reached from here` })
    const [texts, from] = best
    const note = setAside && { note: `The stored trust data is damaged and was set aside as ${setAside}.` }
    return { texts, source: { from, date: texts.date, ...note } }
  }

  async function known(): Promise<SourcedTrust> {
    if (fresh) return fresh
    const reading = offline ?? readOffline()
    offline = reading
    reading.catch(() => {
      offline = undefined
    })
    return reading
  }

  return {
    kind,
    title,
    repository,
    refresh,
    known,
    async homes() {
      const { texts } = await known().catch(() => ({ texts: undefined }))
      return [texts, await shippedTrust(kind)].flatMap((some) => (some ? configsOf(some).map(homeOf) : []))
    },
  }
}

/** Somebody's own repository is no reason to send the tokens of a real instance elsewhere. */
async function checkStandIn(texts: TrustTexts): Promise<void> {
  const shipped = await Promise.all([shippedTrust('public'), shippedTrust('staging')])
  const homes = shipped.flatMap(configsOf).map(homeOf)
  for (const config of configsOf(texts)) checkTokensGoHome(config, homes)
}

const configsOf = ({ signingConfig, signingConfigV2 }: TrustTexts) =>
  [signingConfig, ...(signingConfigV2 === undefined ? [] : [signingConfigV2])].map(readSigningConfig)
