/** Settings and instances, as main knows them at this moment. The command line may have changed them meanwhile. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { InstanceList } from '../../electron/contract/model/instance.ts'
import type { SecretsPlace } from '../../electron/contract/model/secrets.ts'
import type { Contacts, DataFolder, SettingsView } from '../../electron/contract/model/settings.ts'
import { countermark } from './client.ts'

const whenLookedAt = { refetchOnWindowFocus: 'always' } as const

export const useSettings = (): UseQueryResult<SettingsView> =>
  useQuery({
    queryKey: ['settings.get'],
    queryFn: ({ signal }) => countermark.settings.get(undefined, { signal }),
    ...whenLookedAt,
  })

export const useInstances = (): UseQueryResult<InstanceList> =>
  useQuery({
    queryKey: ['instances.list'],
    queryFn: ({ signal }) => countermark.instances.list(undefined, { signal }),
    ...whenLookedAt,
  })

export const useSecretsPlace = (): UseQueryResult<SecretsPlace> =>
  useQuery({
    queryKey: ['settings.secrets'],
    queryFn: ({ signal }) => countermark.settings.secrets(undefined, { signal }),
  })

export const useContacts = (): UseQueryResult<Contacts> =>
  useQuery({
    queryKey: ['settings.contacts'],
    queryFn: ({ signal }) => countermark.settings.contacts(undefined, { signal }),
    ...whenLookedAt,
  })

export const useDataFolder = (): UseQueryResult<DataFolder> =>
  useQuery({
    queryKey: ['settings.dataFolder'],
    queryFn: ({ signal }) => countermark.settings.dataFolder(undefined, { signal }),
  })
