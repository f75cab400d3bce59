import type { SecretsPlace } from '../../electron/contract/model/secrets.ts'
import type { SecretName, Secrets } from '../../electron/core/ports.ts'
import type { Secret } from '../../electron/core/secret.ts'

/** A keychain that is always there. `kept` is what is in it. */
export function fakeSecrets(place: SecretsPlace = { where: 'keychain', name: 'Keychain' }): Secrets & {
  readonly kept: Map<SecretName, Secret<string>>
} {
  const kept = new Map<SecretName, Secret<string>>()
  return {
    kept,
    where: async () => place,
    get: async (name) => kept.get(name),
    set: async (name, value) => void kept.set(name, value),
    delete: async (name) => void kept.delete(name),
    clear: async () => kept.clear(),
  }
}
