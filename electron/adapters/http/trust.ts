/** Whom TLS believes: the authorities of the runtime, those of the system, and those of a file. */
import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { SecureContext } from 'node:tls'
import { fault } from '../../contract/faults.ts'
import type { Stack } from './stack.ts'

export interface Trust {
  /** What connections are made with, TLS 1.2 and later. Faults: `network.authority-file`. */
  context(): Promise<SecureContext>
  /**
   * Believes the system's authorities too from now on: reading them takes a tenth of a second, so it waits until an authority
   * is not known. False where that changes nothing.
   */
  widen(): Promise<boolean>
}

/** `file` is read when the first connection is made: PEM, one certificate or several. */
export function trustWith(file: string | undefined, { tls }: Stack): Trust {
  const extra = lazily(() => (file === undefined ? [] : authoritiesIn(file)))
  const make = async (system: readonly string[]) => {
    const more = [...(await extra()), ...system]
    // Without a list, the runtime takes its own, which is quicker.
    const ca = more.length === 0 ? {} : { ca: [...new Set([...(await ownAuthorities(tls)), ...more])] }
    return tls.createSecureContext({ minVersion: 'TLSv1.2', ...ca })
  }
  let current = lazily(() => make([]))
  let isWide = false
  return {
    context: () => current(),
    async widen() {
      // Somebody else, meanwhile, is as good.
      if (isWide) return true
      isWide = true
      const system = canAsk(tls) ? tls.getCACertificates('system') : []
      if (system.length > 0) current = lazily(() => make(system))
      return system.length > 0
    },
  }
}

/** An older runtime cannot tell what the system believes. */
const canAsk = (tls: Partial<Stack['tls']>): boolean => typeof tls.getCACertificates === 'function'

/** What the runtime believes when it is told nothing, NODE_EXTRA_CA_CERTS included; a list of ours takes its place. */
async function ownAuthorities(tls: Stack['tls']): Promise<readonly string[]> {
  if (canAsk(tls)) return tls.getCACertificates('default')
  const named = process.env.NODE_EXTRA_CA_CERTS
  // The runtime warns of a file that it cannot read, and goes on without.
  const more = named ? await authoritiesIn(named).catch(() => []) : []
  return [...tls.rootCertificates, ...more]
}

/** The certificates of a PEM file. Fault: `network.authority-file`. */
export async function authoritiesIn(file: string): Promise<string[]> {
  const wrong = (reason: string, cause?: unknown) =>
    fault('network.authority-file', { name: basename(file), reason }, { cause })
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw wrong('It cannot be read', error)
  })
  const found = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  if (found.length === 0) throw wrong('There is no certificate in it, in the form PEM')
  for (const [i, pem] of found.entries()) {
    try {
      new X509Certificate(pem)
    } catch (error) {
      throw wrong(`Its certificate number ${i + 1} cannot be read`, error)
    }
  }
  return found
}

/** Made when it is first asked for; what failed is made again. */
function lazily<T>(make: () => T | Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= Promise.resolve()
      .then(make)
      .catch((error: unknown) => {
        made = undefined
        throw error
      })
    return made
  }
}
