/** A connection that TLS refused, and what the certificate that was shown says of itself. */
import type { TLSSocket } from 'node:tls'

/** Only for the words of a fault: nothing in it is proven. */
export interface Shown {
  readonly issuer: string
  readonly names: string
  readonly from: string
  readonly until: string
}

/** The code of what was refused, as OpenSSL or the runtime names it, with the certificate that was shown for the host. */
export class Untrusted extends Error {
  readonly code: string
  readonly host: string
  readonly shown: Shown

  constructor(code: string, host: string, shown: Shown) {
    super(`the certificate was refused: ${code}`)
    this.code = code
    this.host = host
    this.shown = shown
  }
}

/** Nobody whom this machine trusts has signed the certificate. */
export const isUnknownAuthority = (code: string): boolean =>
  /^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_SELF_SIGNED|CERT_UNTRUSTED|CERT_SIGNATURE_FAILURE|INVALID_CA)/.test(code)

/** Why the runtime refused the certificate of a connection that is made but not used. */
export function untrusted(socket: TLSSocket, host: string): Untrusted {
  const certificate = socket.getPeerX509Certificate()
  const issuer = new Map(
    certificate?.issuer.split('\n').map((line) => [line.split('=', 1)[0], line.replace(/^\w+=/, '')]),
  )
  // Typed as an error; it is the code of one.
  const code = String(socket.authorizationError)
  return new Untrusted(code, host, {
    issuer: [issuer.get('CN'), issuer.get('O')].filter(Boolean).join(', ') || 'nobody',
    names: certificate?.subjectAltName?.replaceAll('DNS:', '') ?? 'no name',
    from: certificate?.validFrom ?? '',
    until: certificate?.validTo ?? '',
  })
}
