import type { SettingsStore } from '../../adapters/settings.ts'
import type { api } from '../../contract/api.ts'
import { fault } from '../../contract/faults.ts'
import type { Contact } from '../../contract/model/contact.ts'
import type { NetworkTest, Settings, SettingsView } from '../../contract/model/settings.ts'
import type { Handlers } from '../../contract/server.ts'
import type { Secrets } from '../../core/ports.ts'
import { Secret } from '../../core/secret.ts'
import type { ChosenFiles } from '../chosen-files.ts'
import type { ChosenInstance } from '../chosen-instance.ts'
import type { Confirm } from '../confirm-window.ts'
import type { KeptData } from '../kept-data.ts'

export interface SettingsNeeds {
  readonly store: SettingsStore
  readonly secrets: Secrets
  readonly chosen: ChosenFiles
  readonly instance: ChosenInstance
  readonly data: KeptData
  readonly confirm: Confirm
  readonly isPracticeOnly: boolean
  /** Whether an imported instance of that id is here. */
  readonly isImported: (id: string) => Promise<boolean>
  /** Whether a file names certificate authorities. Fault: `network.authority-file`. */
  readonly checkAuthorities: (path: string) => Promise<void>
  /** Fault: `network.*`. */
  readonly testNetwork: (signal: AbortSignal) => Promise<NetworkTest>
  /** The hosts of this run. */
  readonly contacts: () => readonly Contact[]
  readonly openFolder: (path: string) => Promise<void>
  /** Told the settings once they are stored. */
  readonly changed: (settings: Settings) => void
}

export const settingsHandlers = (needs: SettingsNeeds): Handlers<typeof api>['settings'] => {
  const { store, secrets, chosen, instance, data, confirm, isPracticeOnly, changed } = needs

  async function view(): Promise<SettingsView> {
    const { settings, problem } = await store.read()
    const wantsPassword = settings.network.proxy.use === 'manual' && new URL(settings.network.proxy.url).username !== ''
    return {
      settings,
      hasProxyPassword: wantsPassword && (await secrets.get('proxy-password')) !== undefined,
      ...(problem ? { problem: problem.toRecord() } : {}),
    }
  }

  /**
   * The address as it may lie in a file; its password goes where secrets are kept. A password that is there already stays
   * with the proxy and the name that it was given for.
   */
  async function withoutPassword(address: string): Promise<string> {
    const url = new URL(address)
    const { password } = url
    url.password = ''
    const { proxy } = (await store.read()).settings.network
    if (password !== '') await secrets.set('proxy-password', new Secret(decoded(password)))
    else if (proxy.use !== 'manual' || proxy.url !== url.href || url.username === '') {
      await secrets.delete('proxy-password')
    }
    return url.href
  }

  return {
    get: view,

    async change(change) {
      const { instance: wanted } = change
      if (wanted !== undefined && wanted !== 'practice' && isPracticeOnly) throw fault('instance.practice-only')
      if (wanted !== undefined && !isBuiltIn(wanted) && !(await needs.isImported(wanted)))
        throw fault('instance.unknown')
      changed(await store.change((now) => ({ ...now, ...withoutUndefined(change) })))
    },

    async changeNetwork({ proxy, authorities }) {
      const path = authorities.take === 'file' ? chosen.pathOf(authorities.file) : undefined
      if (path !== undefined) await needs.checkAuthorities(path)
      const kept = proxy.use === 'manual' ? { ...proxy, url: await withoutPassword(proxy.url) } : proxy
      if (proxy.use !== 'manual') await secrets.delete('proxy-password')
      changed(
        await store.change((now) => {
          const before = now.network.extraCaPath
          const extraCaPath = authorities.take === 'as-is' ? before : path
          return { ...now, network: { proxy: kept, ...(extraCaPath === undefined ? {} : { extraCaPath }) } }
        }),
      )
    },

    testNetwork: (_, { signal }) => needs.testNetwork(signal),
    secrets: () => secrets.where(),
    contacts: async () => ({ made: [...needs.contacts()], ...(await instance.contacts()) }),
    dataFolder: () => data.measure(),
    openDataFolder: () => needs.openFolder(data.path),

    async forgetEverything(_, { signal }) {
      data.checkIdle()
      const question = {
        kind: 'forget-everything',
        data: await data.measure(),
        secrets: await secrets.where(),
      } as const
      if (!(await confirm(question, signal))) return 'refused'
      await data.forget()
      changed((await store.read()).settings)
      return 'forgotten'
    },
  }
}

/** As it was meant: a percent sign that stands for itself is no escape. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const isBuiltIn = (id: string): boolean => ['practice', 'public', 'staging'].includes(id)

/** What was not said stays as it is. */
const withoutUndefined = <T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as never
