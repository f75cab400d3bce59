/** Where the services are that a project's health may ask: those of the environment, of the settings, or the public ones. */
import { fault } from '../contract/faults.ts'
import type { Endpoints, Service } from '../contract/model/endpoints.ts'
import type { AskNeeds } from '../core/ask-json.ts'
import { displayName } from '../core/display-name.ts'
import { SERVICES } from '../core/endpoints.ts'
import type { Clock, Http } from '../core/ports.ts'
import { isConfidential, parseAddress } from './confidential.ts'

export interface ServicesNeeds {
  readonly http: Http
  readonly clock: Clock
  readonly env: Readonly<Record<string, string | undefined>>
  /** Of the settings. */
  readonly endpoints: () => Promise<Endpoints>
  /** Told each address before it is asked. */
  readonly allow: (url: URL) => void
}

export interface Services {
  readonly clock: Clock
  /** Who would be asked; where the address is none that is asked, the address. */
  host(of: Service): Promise<string>
  /** With what it is asked. Fault: `settings.endpoint`. */
  open(service: Service, signal: AbortSignal): Promise<AskNeeds>
}

const VARIABLES: Readonly<Record<Service, string>> = {
  osv: 'COUNTERMARK_OSV_URL',
  'oss-fuzz': 'COUNTERMARK_OSSFUZZ_URL',
  scorecard: 'COUNTERMARK_SCORECARD_API_URL',
}

export function createServices({ http, clock, env, endpoints, allow }: ServicesNeeds): Services {
  const inEnvironment = (service: Service): string | undefined => env[VARIABLES[service]] || undefined
  const addressOf = async (service: Service): Promise<string> =>
    inEnvironment(service) ?? (await endpoints())[service] ?? SERVICES[service]

  return {
    clock,
    async host(service) {
      const address = await addressOf(service)
      return parseAddress(address)?.host ?? displayName(address)
    },
    async open(service, signal) {
      const url = parseAddress(await addressOf(service))
      if (!url || !isConfidential(url)) {
        const place = inEnvironment(service) === undefined ? 'settings.json' : VARIABLES[service]
        throw fault('settings.endpoint', { place })
      }
      allow(url)
      return { http, clock, base: url.href.replace(/\/+$/, ''), signal }
    },
  }
}
