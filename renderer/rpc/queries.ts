/** What main knows, cached by procedure and input; events say what to ask for again. */
import { QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { About, AppStatus } from '../../electron/contract/model/about.ts'
import type { ChosenFile, FileRef } from '../../electron/contract/model/file.ts'
import type { BundleFates, Release, ReleaseList } from '../../electron/contract/model/release.ts'
import type { BundleEvidence, SessionId, SessionView } from '../../electron/contract/model/session.ts'
import { client, countermark } from './client.ts'

export const queryClient = new QueryClient({
  // Main is no network: it is always there, and asking it again at once changes nothing.
  defaultOptions: { queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false } },
})

client.on('session.changed', ({ session }) => {
  void queryClient.invalidateQueries({ queryKey: ['signing.session', session] })
  void queryClient.invalidateQueries({ queryKey: ['releases'] })
})

/** What depends on a setting, or on the instances that there are. */
const SETTLED = /^(app|settings|instances)\./

client.on(
  'settings.changed',
  () => void queryClient.invalidateQueries({ predicate: ({ queryKey: [name] }) => SETTLED.test(String(name)) }),
)

export const useStatus = (): UseQueryResult<AppStatus> =>
  useQuery({
    queryKey: ['app.status'],
    queryFn: ({ signal }) => countermark.app.status(undefined, { signal }),
    // The command line may have changed the settings meanwhile.
    refetchOnWindowFocus: 'always',
  })

export const useAbout = (): UseQueryResult<About> =>
  useQuery({ queryKey: ['app.about'], queryFn: ({ signal }) => countermark.app.about(undefined, { signal }) })

export const useChosenFiles = (refs: readonly FileRef[]): UseQueryResult<ChosenFile[]> =>
  useQuery({
    queryKey: ['files.describe', refs],
    queryFn: ({ signal }) => countermark.files.describe({ refs: [...refs] }, { signal }),
    placeholderData: (before) => before,
  })

export const useSession = (session: SessionId): UseQueryResult<SessionView> =>
  useQuery({
    queryKey: ['signing.session', session],
    queryFn: ({ signal }) => countermark.signing.session({ session }, { signal }),
  })

export const useEvidence = (session: SessionId, file: number): UseQueryResult<BundleEvidence> =>
  useQuery({
    queryKey: ['signing.evidence', session, file],
    queryFn: ({ signal }) => countermark.signing.evidence({ session, file }, { signal }),
    staleTime: Infinity,
  })

/** Other processes sign too, and certificates run out: a list that is looked at is read again now and then. */
const NOW_AND_THEN_MS = 30_000

export const useReleases = (search: string, limit: number): UseQueryResult<ReleaseList> =>
  useQuery({
    queryKey: ['releases', 'list', search, limit],
    queryFn: ({ signal }) => countermark.releases.list({ search, limit }, { signal }),
    placeholderData: (before) => before,
    refetchInterval: NOW_AND_THEN_MS,
  })

export const useInterrupted = (): UseQueryResult<Release[]> =>
  useQuery({
    queryKey: ['releases', 'interrupted'],
    queryFn: ({ signal }) => countermark.releases.interrupted(undefined, { signal }),
  })

export const useBundleFates = (session: SessionId): UseQueryResult<BundleFates> =>
  useQuery({
    queryKey: ['releases', 'bundles', session],
    queryFn: ({ signal }) => countermark.releases.bundles({ session }, { signal }),
  })
