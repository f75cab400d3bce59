/** The instance that the settings name, as the app uses it. */
import type { Instances } from '../adapters/instances.ts'
import { PRACTICE } from '../adapters/practice/names.ts'
import type { SettingsStore } from '../adapters/settings.ts'
import { Fault, fault } from '../contract/faults.ts'
import type { Contact, Instance } from '../contract/model/instance.ts'
import type { LogVersion } from '../contract/model/settings.ts'
import { BUILT_IN } from '../core/endpoints.ts'
import type { Clock } from '../core/ports.ts'
import { providersAt } from '../core/providers.ts'
import { instanceCard, type SigningInstance } from '../core/signing/instance.ts'
import { contactsOf } from '../core/signing/recipients.ts'
import { chooseServices, logName } from '../core/signing/services.ts'

export interface ChosenInstance {
  /**
   * To sign with: the chosen instance, or the one of an id; with the chosen log, or the one that is given. Faults: `instance.practice-only`, and those of
   * `Instances.open`.
   */
  open(id?: string, logVersion?: LogVersion): Promise<SigningInstance>
  /** What the frame of the window shows. No network is used. */
  card(): Promise<Instance>
  /** Which hosts a signature would contact. No network is used, and a practice instance that never ran is not started. */
  contacts(): Promise<{ instance: Instance; planned: Contact[] }>
}

export interface ChosenInstanceNeeds {
  readonly settings: SettingsStore
  readonly instances: Instances
  readonly clock: Clock
  readonly isPracticeOnly: boolean
  readonly allow: (host: string) => void
}

/** It can be shown before anything is loaded and started. */
const PRACTICE_CARD: Instance = {
  id: PRACTICE.id,
  title: PRACTICE.title,
  isPractice: true,
  log: PRACTICE.rekorHost,
}

export function chosenInstance({
  settings,
  instances,
  clock,
  isPracticeOnly,
  allow,
}: ChosenInstanceNeeds): ChosenInstance {
  const choice = async () => {
    const { instance = 'practice', logVersion } = (await settings.read()).settings
    return { instance, logVersion }
  }

  async function opened(id: string, purpose: 'sign' | 'verify', given?: LogVersion): Promise<SigningInstance> {
    const logVersion = given ?? (await choice()).logVersion
    const { signal } = new AbortController()
    return instances.open(id, { purpose, signal, ...(given || id === 'public' ? { logVersion } : {}) })
  }

  async function card(): Promise<Instance> {
    const { instance: id } = await choice()
    if (id === 'practice') return PRACTICE_CARD
    try {
      const instance = await opened(id, 'verify')
      const services = chooseServices(instance.signingConfig, clock.now())
      const providers = [...providersAt(services.signIn.url)]
      return {
        ...instanceCard(instance, logName(instance.trust, services)),
        ...(providers.length === 0 ? {} : { providers }),
      }
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      // The window still has to say that this is not practice; what is wrong is said where it is used.
      return {
        id,
        title: id === 'public' || id === 'staging' ? BUILT_IN[id].title : 'Imported instance',
        isPractice: false,
        log: error.title,
      }
    }
  }

  return {
    async open(id, logVersion) {
      const wanted = id ?? (await choice()).instance
      if (isPracticeOnly && wanted !== 'practice') throw fault('instance.practice-only')
      const instance = await opened(wanted, 'sign', logVersion)
      for (const { host } of contactsOf(instance, clock.now())) allow(host)
      return instance
    },

    card,

    async contacts() {
      const { instance: id } = await choice()
      const instance = await card()
      if (id === 'practice' && !(await instances.hasPractised())) return { instance, planned: [] }
      return { instance, planned: contactsOf(await opened(id, 'verify'), clock.now()) }
    },
  }
}
