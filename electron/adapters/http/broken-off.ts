/** Why there is no answer, or not all of it: the runtime's errors in the product's words. */
import { Fault, fault } from '../../contract/faults.ts'
import { isUnknownAuthority, Untrusted } from './untrusted.ts'

const OFFLINE = /^(ENETUNREACH|ENETDOWN|EAI_AGAIN)$/
const TLS = /^(ERR_TLS_|ERR_SSL_|EPROTO$)/
const GARBLED = /^(HPE_|Z_|ERR_BROTLI_|ERR__ERROR_FORMAT)/

/** The fault for an error of a request. `hasBegun` says that the head of the answer is there. */
export function brokenOff(host: string, error: unknown, hasBegun: boolean): Fault {
  if (error instanceof Fault) return error
  if (error instanceof Untrusted) return mistrust(error)
  const codes = codesOf(error)
  const options = { cause: error }
  const all = (pattern: RegExp) => codes.length > 0 && codes.every((code) => pattern.test(code))
  if (all(/^Z_BUF_ERROR$/)) return fault('network.truncated', { host }, options)
  // The runtime's error holds what was received, which may be what was sent.
  if (all(GARBLED)) return fault('network.garbled', { host }, { cause: new Error(codes.join(', ')) })
  if (hasBegun) return fault('network.truncated', { host }, options)
  if (all(OFFLINE)) return fault('network.offline', { host }, options)
  if (all(/^ENOTFOUND$/)) return fault('network.name-not-found', { host }, options)
  if (all(/^ECONNREFUSED$/)) return fault('network.refused', { host }, options)
  if (all(/^ETIMEDOUT$/)) return fault('network.timeout', { host }, options)
  if (all(TLS)) return fault('network.tls', { host, reason: codes.join(', ') }, options)
  return fault('network.unreachable', { host }, options)
}

function mistrust(error: Untrusted): Fault {
  const { host } = error
  const { issuer, names, from, until } = error.shown
  const options = { cause: error }
  if (isUnknownAuthority(error.code)) return fault('network.unknown-authority', { host, issuer }, options)
  if (error.code === 'CERT_HAS_EXPIRED') return fault('network.certificate-expired', { host, until }, options)
  if (error.code === 'CERT_NOT_YET_VALID') return fault('network.certificate-not-yet-valid', { host, from }, options)
  if (error.code === 'ERR_TLS_CERT_ALTNAME_INVALID') return fault('network.wrong-host-name', { host, names }, options)
  return fault('network.tls', { host, reason: error.code }, options)
}

/** A name with several addresses fails once for each. */
function codesOf(error: unknown): string[] {
  if (error instanceof AggregateError) return error.errors.flatMap(codesOf)
  return error instanceof Error && 'code' in error ? [String(error.code)] : []
}
