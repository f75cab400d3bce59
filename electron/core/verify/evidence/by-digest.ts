/** Which of many bundles are about a digest, by their own word: so that each digest is not held against each bundle. */
import { z } from 'zod'
import { parsed } from './bundles-in.ts'
import type { Evidence } from './source.ts'

const Signed = z.object({ messageSignature: z.object({ messageDigest: z.object({ digest: z.string() }) }) })
const Attested = z.object({ dsseEnvelope: z.object({ payload: z.string() }) })
const About = z.object({ subject: z.array(z.object({ digest: z.object({ sha256: z.string() }) })).max(100_000) })

/** For a digest (lower-case hexadecimal) what is about it, or else the first piece, which says that it is about another. */
export function evidenceByDigest(all: readonly Evidence[]): (sha256: string) => readonly Evidence[] {
  const index = new Map<string, Evidence[]>()
  for (const piece of all) {
    for (const digest of piece.kind === 'bundle' ? digestsIn(piece.bundle) : []) {
      index.set(digest, [...(index.get(digest) ?? []), piece])
    }
  }
  return (sha256) => index.get(sha256) ?? all.slice(0, 1)
}

function digestsIn(bundle: unknown): string[] {
  const signed = Signed.safeParse(bundle).data?.messageSignature.messageDigest.digest
  if (signed !== undefined) return [Buffer.from(signed, 'base64').toString('hex')]
  const payload = Attested.safeParse(bundle).data?.dsseEnvelope.payload
  if (payload === undefined) return []
  const statement = About.safeParse(parsed(Buffer.from(payload, 'base64').toString('utf8')))
  return statement.data?.subject.map(({ digest }) => digest.sha256.toLowerCase()) ?? []
}
