/** Every kind of attestation. The first that owns a URI checks it, so the one that takes any comes last. */
import { fault } from '../../contract/faults.ts'
import { visible } from '../display-name.ts'
import type { AttestationKind } from './kind.ts'
import { custom } from './kinds/custom.ts'
import { cyclonedx } from './kinds/cyclonedx.ts'
import { provenance } from './kinds/provenance.ts'
import { spdx } from './kinds/spdx.ts'
import { type JsonObject, parsePredicate } from './predicate-json.ts'

const ALL = [provenance, cyclonedx, spdx, custom] as const

export const attestationKinds: readonly AttestationKind<AttestationKindId>[] = ALL

export type AttestationKindId = (typeof ALL)[number]['id']

export interface CheckedPredicate {
  /** URI of the predicate type. */
  readonly type: string
  readonly body: JsonObject
  readonly kind: AttestationKindId
}

/**
 * Reads a predicate. `type` is a short name (see `names` of each kind) or an absolute URI; `file` is the predicate file,
 * best as its bytes, so that another encoding than UTF-8 is noticed. Faults: `attestation.unknown-type`, and those of
 * `parsePredicate` and of the kind.
 */
export async function predicateOf(type: string, file: string | Uint8Array): Promise<CheckedPredicate> {
  const { kind, uri } = kindOf(type)
  const body = parsePredicate(file)
  return { type: await kind.check(body, typeof uri === 'string' ? uri : undefined), body, kind: kind.id }
}

/**
 * The URI of a type that is given by its short name or as a URI. Faults: `attestation.unknown-type`,
 * `attestation.several-types` for a name that leaves the URI to the document.
 */
export function predicateTypeNamed(type: string): string {
  const { uri } = kindOf(type)
  if (typeof uri === 'string') return uri
  throw fault('attestation.several-types', { type, known: uri.join(', ') })
}

/** An absolute URI (RFC 3986) of a scheme that is used for names of types. */
const TYPE_URI = /^(https?:\/\/[\w.-]+|urn:[A-Za-z0-9][A-Za-z0-9-]{0,31}:|tag:)[\w\-.~:/?#[\]@!$&'()*+,;=%]*$/

interface Named {
  readonly kind: AttestationKind<AttestationKindId>
  readonly uri: string | readonly string[]
}

function kindOf(type: string): Named {
  for (const kind of attestationKinds) {
    const uri = kind.names.get(type)
    if (uri !== undefined) return { kind, uri }
  }
  const kind = TYPE_URI.test(type) ? attestationKinds.find(({ owns }) => owns(type)) : undefined
  if (kind) return { kind, uri: type }
  const known = attestationKinds.flatMap(({ names }) => [...names.keys()]).sort()
  throw fault('attestation.unknown-type', { type: visible(type).slice(0, 200) || '“”', known: known.join(', ') })
}
