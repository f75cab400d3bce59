/** The trusted root of GitHub's own instance: handed out by GitHub's TUF repository alone, so it is there once it was asked for. */
import { join } from 'node:path'
import { z } from 'zod'
import { GITHUBS_OWN } from '../../core/endpoints.ts'
import { readTrustedRoot } from '../../core/signing/instance.ts'
import type { TrustedRoot } from '../../core/verify/examine.ts'
import { writing } from '../file-faults.ts'
import { type Keeping, readDated, writeDated } from './last-good.ts'
import { folderName, ownRoot, repositoryOf } from './mirrors.ts'
import type { RefreshedNeeds } from './refreshed.ts'
import { sharedRun } from './shared-run.ts'

export interface GithubsRoot {
  /** Who is asked for it. Fault: `instance.address`. */
  whom(): { readonly title: string; readonly host: string }
  /** What was got in this run or an earlier one; undefined where it never was. No network is used. */
  known(): Promise<TrustedRoot | undefined>
  /** Asks for it, at most once a run. Faults: those of `refreshTrustedRoot`, `instance.address`. */
  refresh(signal: AbortSignal): Promise<TrustedRoot>
}

interface Texts {
  readonly trustedRoot: string
}

const KEEPING: Keeping<Texts> = {
  form: z.object({ trustedRoot: z.string() }),
  check: ({ trustedRoot }) => readTrustedRoot(trustedRoot),
}

export function githubsRoot({ folder: caches, http, clock, allow, mirrors }: RefreshedNeeds): GithubsRoot {
  const mirror = mirrors.github
  const isStandIn = mirror?.rootPath !== undefined
  const title = isStandIn ? `${GITHUBS_OWN.title} (stand-in)` : GITHUBS_OWN.title
  const repository = () => repositoryOf('github', mirrors)
  let fresh: TrustedRoot | undefined

  const place = async () => {
    const url = repository()
    const root = await ownRoot(mirror)
    return { url, root, folder: join(caches, folderName('github', url, root)) }
  }
  const rootOf = ({ trustedRoot, date }: Texts & { date: string }, from: 'fresh' | 'stored'): TrustedRoot => ({
    id: 'github',
    kind: 'github',
    title,
    source: { from, date },
    text: trustedRoot,
  })

  return {
    whom: () => ({ title: 'GitHub', host: repository().host }),
    async known() {
      if (fresh) return fresh
      const { folder } = await place()
      const { trust } = await readDated(folder, clock.now(), KEEPING)
      return trust && rootOf(trust, 'stored')
    },
    refresh: sharedRun(async (signal) => {
      const { url, root, folder } = await place()
      allow(url)
      // TUF is of no use to practice and offline work: it is loaded here.
      const { refreshTrustedRoot } = await import('./tuf.ts')
      const ports = { http, clock }
      const beginWith = root ?? (await shippedTufRoot())
      const trustedRoot = await refreshTrustedRoot({ url: url.href, root: beginWith, folder, title, ports, signal })
      KEEPING.check({ trustedRoot })
      const dated = await writing(folder, folder, () => writeDated(folder, { trustedRoot }, clock.now()))
      fresh = rootOf(dated, 'fresh')
      return fresh
    }),
  }
}

/** The TUF root that GitHub's own client begins with. */
const shippedTufRoot = async (): Promise<string> =>
  JSON.stringify((await import('../../../resources/trust/github/root.json')).default)
