/** Who receives what: for the record that consent is asked for, and for the list of hosts contacted. */
import type { SigningConfig } from '@sigstore/protobuf-specs'
import { Fault } from '../../contract/faults.ts'
import type { Contact, Recipient } from '../../contract/model/instance.ts'
import type { SigningInstance } from './instance.ts'
import { chooseServices, type Services } from './services.ts'

export const hostOf = (url: string): string => new URL(url).host

/** In the order in which a session talks to them. */
export function recipientsOf(services: Services): Recipient[] {
  return [
    {
      role: 'sign-in',
      host: hostOf(services.signIn.url),
      receives: 'your sign-in',
      isPublic: false,
    },
    {
      role: 'certificate',
      host: hostOf(services.certificate.url),
      receives: 'your address and a fresh public key',
      isPublic: true,
    },
    ...services.timestamps.map(
      ({ url }): Recipient => ({
        role: 'timestamp',
        host: hostOf(url),
        receives: 'a digest of each signature',
        isPublic: false,
      }),
    ),
    ...services.logs.map(
      ({ url }): Recipient => ({
        role: 'log',
        host: hostOf(url),
        receives: 'each digest and signature, with the certificate',
        isPublic: true,
      }),
    ),
  ]
}

/**
 * Every host that a session on this instance contacts, the TUF repository first: for the list of hosts, and for the
 * allow-list. A service that cannot be used now is not contacted, and without a whole set of them none is.
 */
export function contactsOf(instance: Pick<SigningInstance, 'trustMirror' | 'signingConfig'>, now: Date): Contact[] {
  const services = usableNow(instance.signingConfig, now)
  return [
    ...(instance.trustMirror === undefined ? [] : [trustContact(instance.trustMirror)]),
    ...(services ? recipientsOf(services) : []),
  ]
}

/** Trust is of use for longer than services are: an instance that no longer signs still verifies. */
function usableNow(config: SigningConfig, now: Date): Services | undefined {
  try {
    return chooseServices(config, now)
  } catch (error) {
    if (error instanceof Fault && error.code === 'sigstore.no-service') return undefined
    throw error
  }
}

const trustContact = (url: string): Contact => ({
  role: 'trust',
  host: hostOf(url),
  receives: 'nothing but the question what to trust today',
})
