/** Registries and forges, asked for evidence: where each of them is, and with which keys. */
import { fault } from '../contract/faults.ts'
import { REGISTRIES } from '../core/endpoints.ts'
import type { Clock, Http } from '../core/ports.ts'
import { ONLINE, sourceOf } from '../core/verify/evidence/online.ts'
import type { OnlineId, RegistryKey, Served, Wanted } from '../core/verify/evidence/source.ts'
import { isConfidential, parseAddress } from './confidential.ts'

export interface RegistriesNeeds {
  readonly http: Http
  readonly clock: Clock
  readonly env: Readonly<Record<string, string | undefined>>
  /** Told each address before it is asked, so that it can be put on the list of hosts. */
  readonly allow: (url: URL) => void
  /** Keys of npm that came with the program. */
  readonly npmKeys: () => Promise<readonly RegistryKey[]>
}

export interface Registries {
  /** Faults: those of `OnlineSource.find`, `instance.address`, `evidence.unknown-type`. */
  find(wanted: Wanted, signal: AbortSignal): Promise<readonly Served[]>
  /** Who would be asked about packages of this type. Fault: `instance.address`. */
  whom(type: string): { readonly title: string; readonly host: string } | undefined
}

/** `COUNTERMARK_NPM_URL`, `COUNTERMARK_PYPI_URL`, `COUNTERMARK_GITHUB_URL`, `COUNTERMARK_MAVEN_URL`: others than the public ones. */
export function createRegistries({ http, clock, env, allow, npmKeys }: RegistriesNeeds): Registries {
  function baseOf(id: OnlineId): URL {
    const url = parseAddress(env[`COUNTERMARK_${id.toUpperCase()}_URL`] || REGISTRIES[id])
    if (!url || !isConfidential(url)) throw fault('instance.address')
    return url
  }

  /** Keys that came with the program vouch for the public registry, and for no other. */
  const keysOf = async (id: OnlineId, base: URL): Promise<readonly RegistryKey[]> =>
    id === 'npm' && base.href === new URL(REGISTRIES.npm).href ? npmKeys() : []

  return {
    async find(wanted, signal) {
      const source = sourceOf(wanted.purl)
      if (!source) {
        const known = ONLINE.map(({ type }) => type).join(', ')
        throw fault('evidence.unknown-type', { type: wanted.purl.type, known })
      }
      const base = baseOf(source.id)
      allow(base)
      const keys = await keysOf(source.id, base)
      return source.find(wanted, { http, clock, base: base.href.replace(/\/+$/, ''), keys, allow, signal })
    },
    whom(type) {
      const source = sourceOf({ type })
      return source && { title: source.title, host: baseOf(source.id).host }
    },
  }
}
