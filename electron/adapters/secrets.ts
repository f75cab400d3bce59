/** Secrets in the system's keychain: Keychain, Credential Manager, or a Secret Service. In memory where there is none. */
import type { SecretsPlace } from '../contract/model/secrets.ts'
import type { SecretName, Secrets } from '../core/ports.ts'
import { Secret } from '../core/secret.ts'
import { askKeychain, type StartKeychain } from './ask-keychain.ts'
import type { KeychainRequest } from './keychain-words.ts'

export interface SecretsNeeds {
  readonly start: StartKeychain
  /** Secrets of one data folder are no affair of another: its path is part of the name that they are kept under. */
  readonly dataFolder: string
  readonly platform: NodeJS.Platform
  /** How long the keychain may take to say that it is there, and then for each act: a person may be asked by it. */
  readonly patienceMs?: { readonly first: number; readonly act: number }
}

const NAMES: Readonly<Record<string, string>> = { darwin: 'Keychain', win32: 'Credential Manager' }

type WithoutService<T> = T extends unknown ? Omit<T, 'service'> : never

export function createSecrets({ start, dataFolder, platform, patienceMs }: SecretsNeeds): Secrets {
  const { first, act } = patienceMs ?? { first: 5_000, act: 60_000 }
  const service = `Countermark: ${dataFolder}`
  const inMemory = new Map<SecretName, Secret<string>>()
  /** What the keychain said in this run: it is asked once, though a proxy wants its password for each connection. */
  const known = new Map<SecretName, Promise<Secret<string> | undefined>>()
  let place: Promise<SecretsPlace> | undefined

  const ask = (request: WithoutService<KeychainRequest>, limitMs = act) =>
    askKeychain(start, { ...request, service } as KeychainRequest, limitMs)

  /** Looking for what is not there is answered without asking anybody for a password. */
  async function look(): Promise<SecretsPlace> {
    const { outcome } = await ask({ act: 'get', account: 'is-anybody-there' }, first)
    if (outcome === 'done') return { where: 'keychain', name: NAMES[platform] ?? 'Secret Service' }
    return { where: 'memory', why: outcome }
  }

  const where = (): Promise<SecretsPlace> => {
    place ??= look()
    return place
  }

  /** What the keychain answers; undefined where it is not in use, and is not from now on if this act failed. */
  async function inKeychain(request: WithoutService<KeychainRequest>) {
    if ((await where()).where === 'memory') return undefined
    const answer = await ask(request)
    if (answer.outcome === 'done') return answer
    place = Promise.resolve({ where: 'memory', why: answer.outcome })
    return undefined
  }

  async function fromKeychain(name: SecretName): Promise<Secret<string> | undefined> {
    const password = (await inKeychain({ act: 'get', account: name }))?.password
    return password === undefined ? undefined : new Secret(password)
  }

  return {
    where,
    async get(name) {
      const kept = inMemory.get(name)
      if (kept) return kept
      const said = known.get(name) ?? fromKeychain(name)
      known.set(name, said)
      return said
    },
    async set(name, value) {
      inMemory.delete(name)
      known.delete(name)
      if (!(await inKeychain({ act: 'set', account: name, password: value.reveal() }))) inMemory.set(name, value)
    },
    async delete(name) {
      inMemory.delete(name)
      known.delete(name)
      await inKeychain({ act: 'delete', account: name })
    },
    async clear() {
      inMemory.clear()
      known.clear()
      await inKeychain({ act: 'clear' })
    },
  }
}
