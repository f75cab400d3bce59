/** Any piece of evidence, judged: each kind can answer some of the questions. */
import { createVerify } from 'node:crypto'
import type { Verdict, VerdictName } from '../../contract/model/verification.ts'
import { displayName, visible } from '../display-name.ts'
import type {
  BundleEvidence,
  ChecksumEvidence,
  Evidence,
  PgpEvidence,
  RegistryKey,
  RegistrySignature,
} from './evidence/source.ts'
import { type Judgement, judge, type Question } from './judge.ts'
import {
  NEXT_LISTED,
  NEXT_NO_ATTESTATION,
  NEXT_PGP,
  NEXT_REGISTRY_KEY,
  NEXT_REGISTRY_ONLY,
  NEXT_REGISTRY_WRONG,
} from './verdict-words.ts'
import { changed, outcomeOf, withoutEvidence } from './verdicts.ts'

export type PieceQuestion = Omit<Question, 'bundle'>

/** Never throws, whatever the evidence is. */
export function judgePiece(piece: Evidence, question: PieceQuestion): Judgement {
  switch (piece.kind) {
    case 'bundle':
      return piece.key ? judgeByKey(piece, piece.key, question) : judge({ ...question, bundle: piece.bundle })
    case 'registry-signature':
      return judgeSignature(piece, question)
    case 'pgp':
      return judgePgp(piece)
    case 'checksums':
      return judgeListed(piece, question)
  }
}

/** A registry attests with a key of its own: that tells what it published, and nothing of who made it. */
function judgeByKey({ bundle }: BundleEvidence, key: RegistryKey, question: PieceQuestion): Judgement {
  const judgement = judge({ ...question, bundle, expected: { kind: 'key', pem: key.pem } })
  const { verification } = judgement
  if (!verification?.ok) return judgement
  const isLate = key.until !== undefined && verification.seen.some(({ at }) => at > new Date(key.until ?? 0))
  return {
    ...judgement,
    verdicts: changed(judgement.verdicts, {
      signed: isLate ? tooLate(key) : { says: `Signed by ${ownerOf(key)}${typeOf(verification.statement)}.` },
      expected: onlyPublished(key),
    }),
  }
}

const typeOf = (statement: { predicateType: string } | undefined): string =>
  statement ? `: a statement of type ${statement.predicateType} about this digest` : ''

const ownerOf = ({ owner, keyid }: RegistryKey): string => `${owner}, with its key ${visible(keyid)}`

const tooLate = ({ until }: RegistryKey): Partial<Verdict> => ({
  outcome: 'fail',
  says: `Signed with a key that had ended on ${until?.slice(0, 10)}.`,
  next: NEXT_REGISTRY_WRONG,
})

const onlyPublished = ({ owner }: RegistryKey): Partial<Verdict> => ({
  outcome: 'cannot-tell',
  says: `By ${owner}, which publishes what others make: that says nothing of who made it.`,
  next: NEXT_REGISTRY_ONLY,
})

type Changes = Partial<Record<VerdictName, Partial<Verdict>>>

const answers = (changes: Changes): Judgement => ({ verdicts: changed(withoutEvidence(), changes) })

/** `NAME@VERSION:INTEGRITY`, signed by the registry when it published the version. There is no log of it. */
function judgeSignature(signature: RegistrySignature, { sha512 }: PieceQuestion): Judgement {
  const { key, keyid, publishedAt } = signature
  const [what = ''] = signature.message.split(/:sha\d+-/)
  if (!key) {
    const says = `The registry names a key that is not known here: ${visible(keyid)}.`
    return answers({ signed: { outcome: 'cannot-tell', says, next: NEXT_REGISTRY_KEY } })
  }
  const failed = (verdict: VerdictName, says: string): Judgement =>
    answers({ [verdict]: { outcome: 'fail', says, next: NEXT_REGISTRY_WRONG } })
  if (!isSound(signature, key)) return failed('signed', `The signature of ${key.owner} does not hold.`)
  if (sha512 === undefined) return answers({})
  if (sha512 !== signature.sha512) {
    return failed('unaltered', `The file is not what ${key.owner} signed as ${visible(what)}.`)
  }
  if (key.until !== undefined && (publishedAt === undefined || publishedAt > key.until)) {
    return answers({ signed: tooLate(key) })
  }
  return answers({
    unaltered: { outcome: 'pass', says: `The file has the digest sha512:${sha512}, which is the one that was signed.` },
    signed: { outcome: 'pass', says: `Signed by ${ownerOf(key)}, as ${visible(what)}.` },
    source: { says: 'A signature of a registry says nothing of the source.', next: NEXT_NO_ATTESTATION },
    logged: { says: 'Signatures of registries are in no log.', next: NEXT_NO_ATTESTATION },
    expected: onlyPublished(key),
  })
}

function isSound({ message, signature }: RegistrySignature, { pem }: RegistryKey): boolean {
  try {
    return createVerify('sha256').update(message).verify(pem, signature, 'base64')
  } catch {
    return false
  }
}

/** What is signed is the list: who signed it, and when, holds for the file as far as the list names its digest. */
function judgeListed({ from, sha256, listed, evidence }: ChecksumEvidence, question: PieceQuestion): Judgement {
  const list = displayName(from)
  const isListed = question.sha256 === listed
  const judged = evidence.map(({ bundle }) => judge({ ...question, bundle, sha256, sha512: undefined }))
  const best = ORDER.flatMap((outcome) => judged.filter(({ verdicts }) => outcomeOf(verdicts) === outcome))[0]
  if (!best) {
    const says = `${list} lists ${isListed ? 'this digest' : 'another digest'} for the file; nobody is known to have signed that list.`
    return answers({ unaltered: { says } })
  }
  const isSigned = best.verdicts.some(({ verdict, outcome }) => verdict === 'unaltered' && outcome === 'pass')
  if (!isSigned) return best
  const says = isListed
    ? `The file has the digest that ${list} lists, and that list is the one that was signed.`
    : `The file has another digest than the one that ${list} lists, which was signed.`
  const compared = 'The digest of the file with the list, and that of the list with the one that was signed.'
  const next = isListed ? {} : { next: NEXT_LISTED }
  return {
    ...best,
    verdicts: changed(best.verdicts, { unaltered: { outcome: isListed ? 'pass' : 'fail', says, compared, ...next } }),
  }
}

const ORDER = ['pass', 'cannot-tell', 'fail'] as const

function judgePgp({ keyId }: PgpEvidence): Judgement {
  const by = keyId === undefined ? '' : ` by the key ${keyId}`
  const says = `There is an OpenPGP signature${by}. It is named here, and not judged.`
  return answers({ signed: { says, next: NEXT_PGP } })
}
