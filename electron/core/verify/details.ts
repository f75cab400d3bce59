/** What is inside a bundle, for a person who wants to look for themselves: read, and not judged. */
import type { Bundle } from '@sigstore/bundle'
import type { BundleDetails } from '../../contract/model/verification.ts'
import { readBundle } from './bundle-form.ts'
import { readCheckpoint } from './checkpoint.ts'
import { leafOf } from './leaf.ts'

/** More text than anybody reads; the file itself has the rest. */
const MOST_SHOWN = 512 * 1024

/** Undefined for what is no bundle. Members that cannot be read are left out. Never throws. */
export function detailsOf(json: unknown): BundleDetails | undefined {
  return attempt(() => {
    const bundle = readBundle(json)
    const certificate = attempt(() => certificateIn(bundle))
    const log = attempt(() => logIn(bundle))
    const statement = attempt(() => statementIn(bundle))
    return {
      mediaType: bundle.mediaType,
      ...(certificate ? { certificate } : {}),
      ...(log ? { log } : {}),
      ...(statement === undefined ? {} : { statement }),
      json: indented(json),
    }
  })
}

function certificateIn(bundle: Bundle): BundleDetails['certificate'] {
  const { serial, issuedBy, validFrom, validUntil, fingerprint } = leafOf(bundle)
  return {
    serial,
    issuedBy,
    validFrom: validFrom.toISOString(),
    validUntil: validUntil.toISOString(),
    fingerprint,
  }
}

function logIn({ verificationMaterial }: Bundle): BundleDetails['log'] {
  const [entry] = verificationMaterial.tlogEntries
  if (!entry) return undefined
  const envelope = entry.inclusionProof?.checkpoint?.envelope
  const state = envelope === undefined ? undefined : attempt(() => readCheckpoint(envelope))
  return {
    index: entry.logIndex,
    ...(state
      ? { origin: state.origin, treeSize: String(state.treeSize), rootHash: state.rootHash.toString('hex') }
      : {}),
  }
}

function statementIn({ content }: Bundle): string | undefined {
  if (content.$case !== 'dsseEnvelope') return undefined
  return indented(JSON.parse(content.dsseEnvelope.payload.toString('utf8')))
}

const indented = (json: unknown): string => JSON.stringify(json, null, 2).slice(0, MOST_SHOWN)

function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
