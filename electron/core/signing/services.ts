/**
 * Which services of a signing config are used, by the rules of `SigningConfig` (protobuf-specs, sigstore_trustroot.proto):
 * versions we speak, windows that contain now, highest version first, then the newest start, one per operator.
 */
import { type Service, type ServiceConfiguration, ServiceSelector, type SigningConfig } from '@sigstore/protobuf-specs'
import { fault } from '../../contract/faults.ts'
import type { UsableTrust } from '../verify/trust.ts'

export interface Services {
  readonly signIn: Service
  readonly certificate: Service
  readonly timestamps: readonly Service[]
  readonly logs: readonly Service[]
}

/** The API versions that this engine speaks, by role. */
export const SPOKEN = { signIn: [1], certificate: [1], timestamp: [1], log: [1, 2] } as const

/** Faults: `sigstore.no-service` with the role that is missing. */
export function chooseServices(
  config: SigningConfig,
  now: Date,
  spoken: Record<keyof typeof SPOKEN, readonly number[]> = SPOKEN,
): Services {
  const signIn = usable(config.oidcUrls, spoken.signIn, now)[0]
  if (!signIn) throw fault('sigstore.no-service', { role: 'sign-in' })
  const certificate = usable(config.caUrls, spoken.certificate, now)[0]
  if (!certificate) throw fault('sigstore.no-service', { role: 'certificate authority' })
  return {
    signIn,
    certificate,
    timestamps: select(usable(config.tsaUrls, spoken.timestamp, now), config.tsaConfig, 'timestamp authority'),
    logs: select(usable(config.rekorTlogUrls, spoken.log, now), config.rekorTlogConfig, 'log'),
  }
}

function usable(services: readonly Service[], versions: readonly number[], now: Date): Service[] {
  const fit = services.filter((s) => versions.includes(s.majorApiVersion) && contains(s, now))
  fit.sort((a, b) => b.majorApiVersion - a.majorApiVersion || startOf(b) - startOf(a))
  return fit.filter((s, i) => fit.findIndex((other) => other.operator === s.operator) === i)
}

/** Ends are inclusive; a window without a start never began. */
function contains(service: Service, now: Date): boolean {
  const { start, end } = service.validFor ?? {}
  return start !== undefined && start <= now && (end === undefined || now <= end)
}

const startOf = (service: Service): number => service.validFor?.start?.getTime() ?? 0

function select(services: Service[], config: ServiceConfiguration | undefined, role: string): Service[] {
  const wanted =
    config?.selector === ServiceSelector.ALL
      ? services.length
      : config?.selector === ServiceSelector.EXACT
        ? config.count
        : 1
  if (wanted < 1 || services.length < wanted) throw fault('sigstore.no-service', { role })
  return services.slice(0, wanted)
}

/**
 * The name of the log as its trusted root has it. A signing config may reach the same log under another address: then it
 * is told by its key, since logs of version 2 sign with Ed25519 and those of version 1 do not.
 */
export function logName({ material }: UsableTrust, services: Services): string {
  const [service] = services.logs
  const { host } = new URL(service?.url ?? 'https://log.invalid')
  const known = material.tlogs.map((log) => ({
    host: new URL(log.baseURL).host,
    version: log.publicKey.asymmetricKeyType === 'ed25519' ? 2 : 1,
  }))
  if (known.some((log) => log.host === host)) return host
  return known.findLast(({ version }) => version === service?.majorApiVersion)?.host ?? host
}
