/**
 * Each check of the verifier is there for something: with it taken out, some forged bundle is accepted that nothing else
 * rejects, or is rejected for a reason that says less. Checks of which neither is true are named here, with why.
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { Mutant } from './mutants.ts'

/** Without them, what is wrong would be accepted. Every kind of wrong content, log entry and certificate is here. */
const WALLS = [
  "bundle-form.ts: if (kinds.length !== 1) throw reject('unreadable-bundle'",
  'chain.ts: if (!isKnown',
  "content.ts: if (messageDigest.algorithm !== HashAlgorithm.SHA2_256) throw reject('unsupported-content')",
  'content.ts: if (!signed.compareDigest(',
  'content.ts: if (envelope.payloadType !== STATEMENT_PAYLOAD_TYPE)',
  "leaf.ts: throw reject('certificate-purpose')",
  'log-binding.ts: if (!signed.compareSignature(signature))',
  "log-binding.ts: throw reject('log-entry-mismatch'",
  'log-binding.ts: if (!equalBytes(verifier.der, expected.der))',
  'log-proof.ts: if (!logs.some((log) => isSignedBy(',
  "log-proof.ts: throw reject('checkpoint', 'The checkpoint is of another state",
  'log-proof.ts: if (!logs.some((log) => hasSigned(log, checkpoint)))',
  "log-proof.ts: throw reject('inclusion-proof', 'The index of the entry",
  'log-proof.ts: if (root === undefined || !equalBytes(root, checkpoint.rootHash))',
  "logged.ts: throw reject('log-entry-mismatch', 'The log entry is of another kind",
  "statement.ts: throw reject('subject-mismatch'",
  "statement.ts: throw reject('predicate-type-mismatch'",
  'times.ts: if (!GRANTED.includes(timestamp.status))',
  'verify.ts: throw reject(',
]

/** What follows them stumbles over the same, and says the same. */
const SAME_ANSWER: Readonly<Record<string, string>> = {
  "bundle-form.ts: if (typeof json !== 'object'": 'nothing else reads what is no object',
  'bundle-form.ts: if (!form.success)': 'what is missing is missed by the next reader too, in fewer words',
  "bundle-form.ts: throw reject('unreadable-bundle', 'A v0.3": 'the library refuses the chain as well',
  'checkpoint.ts: if (end < 0)': 'the head of a checkpoint without an end is none',
  "checkpoint.ts: throw reject('checkpoint', 'The checkpoint lacks": 'what is not there is signed by nobody',
  'checkpoint.ts: if (!/^(?:0|': 'such a size is not that of the proof',
  'checkpoint.ts: if (rootHash.length': 'such a root is not that of the proof',
  'given-key.ts: if (block === undefined)': 'nothing is decoded to no key',
  'leaf.ts: if (leaf === undefined)': 'the form of a bundle has a chain of one at least',
  "leaf.ts: throw reject('certificate-name', 'The certificate does not say who":
    'a name without an issuer is nobody\u2019s',
  'log-proof.ts: if (!inclusionPromise && !inclusionProof)': 'each version of a bundle demands one of them before',
  'log-proof.ts: if (logs.length === 0)': 'a log that is not there was not trusted at that time either',
  'logged.ts: if (read === undefined)': 'what nobody reads cannot be compared',
  'times.ts: if (seen.length === 0)': 'the library wants a time as well',
  'trust.ts: if (!form.success)': 'trusted roots have tests of their own',
  "trust.ts: throw reject('trusted-root-window'": 'trusted roots have tests of their own',
  "verify.ts: throw reject('signer-mismatch', `Signed by ${found}, with another key":
    'the next line rejects what is no name',
}

let mutants: readonly Mutant[]
beforeAll(() => {
  const script = join(import.meta.dirname, 'mutants.ts')
  mutants = JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8', maxBuffer: 1 << 26 }))
}, 120_000)

test('there are checks, and each was taken out', () => {
  expect(mutants.length).toBeGreaterThan(50)
})

test.each(WALLS)('%s: only this one rejects some forged bundle', (wall) => {
  const found = mutants.filter(({ check, passes }) => check.startsWith(wall) && passes.length > 0)
  expect(found).not.toEqual([])
})

test('every other one gives a better reason, or is named here', () => {
  const idle = mutants.filter(({ passes, others }) => passes.length === 0 && others.length === 0)
  const unnamed = idle.filter(({ check }) => !Object.keys(SAME_ANSWER).some((name) => check.startsWith(name)))
  expect(unnamed.map(({ check }) => check)).toEqual([])
})

test('nothing is named that is not so any more', () => {
  const isIdle = ({ passes, others }: Mutant) => passes.length === 0 && others.length === 0
  const gone = Object.keys(SAME_ANSWER).filter(
    (name) => !mutants.some((one) => one.check.startsWith(name) && isIdle(one)),
  )
  expect(gone).toEqual([])
})
