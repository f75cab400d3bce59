/** Verifications as the window may be shown them: forged bundles, judged by the real verifier. */

import type { Examined } from '../../electron/adapters/examined.ts'
import { utf8String } from '../../electron/adapters/practice/der.ts'
import type { Remembered } from '../../electron/contract/model/seen.ts'
import { VerificationId, type VerificationView } from '../../electron/contract/model/verification.ts'
import { displayName } from '../../electron/core/display-name.ts'
import { PRACTICE_ISSUER } from '../../electron/core/endpoints.ts'
import type { Evidence } from '../../electron/core/verify/evidence/source.ts'
import { type Asking, examine } from '../../electron/core/verify/examine.ts'
import { remembering } from '../../electron/core/verify/memory.ts'
import { viewOf } from '../../electron/main/verification-view.ts'
import type { OpenVerification } from '../../electron/main/verifications.ts'
import { githubs, sha256, trustedRootJson } from '../fixtures/forge/authority.ts'
import { unlogged } from '../fixtures/forge/without-log.ts'
import { ARTIFACT, forge, forgeAttestation, type Plan, SIGNER, statement } from '../fixtures/forge.ts'
import { integrityOf, npmKey, sha512Of } from './registry.ts'

const REPOSITORY = 'https://github.com/lattice/left-pad'
const WORKFLOW = `${REPOSITORY}/.github/workflows/release.yml@refs/tags/v1.4.2`
const PURL = 'pkg:npm/left-pad@1.4.2'
const COMMIT = '7c41d09bf7e2a4de4c2d8d3a1b7f5c6e9a0d1b2c'
const GITHUB = 'https://token.actions.githubusercontent.com'
export const BY_WORKFLOW: Plan = {
  signer: { kind: 'uri', name: WORKFLOW, issuer: GITHUB },
  claims: [
    [11, utf8String('github-hosted')],
    [12, utf8String(REPOSITORY)],
    [13, utf8String(COMMIT)],
    [14, utf8String('refs/tags/v1.4.2')],
    [15, utf8String('19432')],
    [18, utf8String(WORKFLOW)],
    [20, utf8String('push')],
    [21, utf8String(`${REPOSITORY}/actions/runs/918273/attempts/1`)],
  ],
}

const provenance = (commit: string) => ({
  ...statement(),
  predicate: {
    buildDefinition: {
      resolvedDependencies: [{ uri: `git+${REPOSITORY}@refs/tags/v1.4.2`, digest: { gitCommit: commit } }],
    },
  },
})

const asking: Asking = {
  trusted: [
    {
      id: 'public',
      kind: 'public',
      title: 'Public good instance',
      source: { from: 'shipped', date: '2026-11-05T00:00:00.000Z' },
      text: JSON.stringify(trustedRootJson()),
    },
  ],
  isForPractice: false,
}

export interface Told {
  readonly bundle?: unknown
  readonly expected?: { readonly name: string; readonly issuer: string }
  /** Whether the file is another one by now. */
  readonly isAltered?: boolean
  /** How it compares with what was seen of its package. */
  readonly remembered?: Remembered
  /** What the file says it is. */
  readonly purl?: string
  /** Evidence that was asked for. */
  readonly served?: readonly Evidence[]
}

/** Every kind of answer, by what the page is about. */
export const TOLD = {
  expected: {
    bundle: forgeAttestation({ ...BY_WORKFLOW, payload: provenance(COMMIT) }),
    expected: { name: WORKFLOW, issuer: GITHUB },
  },
  'nobody-asked': { bundle: forge({ ...BY_WORKFLOW, log: 1 }) },
  person: { bundle: forge() },
  'sources-differ': {
    bundle: forgeAttestation({ ...BY_WORKFLOW, payload: provenance('b02e771'.padEnd(40, '0')) }),
    expected: { name: WORKFLOW, issuer: GITHUB },
  },
  altered: { bundle: forge(BY_WORKFLOW), isAltered: true },
  'signature-wrong': { bundle: forge({ ...BY_WORKFLOW, signOver: Buffer.from('something else') }) },
  'not-logged': { bundle: withoutEntry() },
  'githubs-own': { bundle: unlogged(githubs, { ...BY_WORKFLOW, payload: provenance(COMMIT) }) },
  unexpected: { bundle: forge(BY_WORKFLOW), expected: { name: SIGNER.name, issuer: SIGNER.issuer } },
  practice: {
    bundle: forge({ signer: { kind: 'email', name: 'ada@lovelace.example', issuer: PRACTICE_ISSUER } }),
  },
  'no-evidence': {},
  first: { bundle: forge({ ...BY_WORKFLOW, log: 1 }), purl: PURL, remembered: { is: 'first' } },
  'as-before': { bundle: forge(BY_WORKFLOW), purl: PURL, remembered: { is: 'same', versions: 5 } },
  changed: {
    bundle: forge(),
    purl: PURL,
    remembered: {
      is: 'changed',
      since: '1.4.1',
      changes: [
        { what: 'issuer', was: GITHUB, is: SIGNER.issuer },
        { what: 'publisher', was: WORKFLOW.replace('1.4.2', '1.4.1'), is: SIGNER.name },
        { what: 'kind', was: 'provenance', is: 'a signature over the file' },
      ],
    },
  },
  askable: { purl: PURL },
  'registry-only': {
    purl: PURL,
    served: [registrySignature(), { kind: 'pgp', from: 'https://registry.example/x.asc', keyId: 'CBCB327C9B397355' }],
  },
} satisfies Record<string, Told>

function registrySignature(): Evidence {
  const key = npmKey()
  const message = `left-pad@1.4.2:${integrityOf(ARTIFACT)}`
  return {
    kind: 'registry-signature',
    from: 'https://registry.example/left-pad',
    message,
    signature: key.sign(message),
    keyid: key.keyid,
    key: {
      keyid: key.keyid,
      pem: key.pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      owner: 'the npm registry',
    },
    sha512: sha512Of(ARTIFACT),
  }
}

function withoutEntry() {
  const { verificationMaterial, ...rest } = forge(BY_WORKFLOW)
  return { ...rest, verificationMaterial: { ...verificationMaterial, tlogEntries: [] } }
}

/** What became of one file of which this is told. */
export async function examined(told: Told): Promise<Examined> {
  const { bundle, expected, isAltered = false, remembered, purl, served } = told
  const content = isAltered ? Buffer.from('another file') : ARTIFACT
  const names = new Set(['left-pad-1.4.2.tgz', ...(bundle ? ['left-pad-1.4.2.tgz.sigstore.json'] : [])])
  const { examination, details } = await examine(
    { path: '/home/ada/downloads/left-pad-1.4.2.tgz', ...(served ? { served } : {}) },
    { ...asking, expected: expected ? { kind: 'identity', ...expected } : undefined },
    {
      files: {
        read: async () => Buffer.from(JSON.stringify(bundle)),
        digest: async () => ({
          sha256: sha256(content).toString('hex'),
          sha512: sha512Of(content),
          stamp: { size: 12_288, version: '1' },
        }),
      },
      namesIn: async () => names,
      signal: new AbortController().signal,
    },
  )
  const inside = details()
  return {
    examination: remembered ? remembering(examination, remembered, { mayApprove: true }) : examination,
    ...(inside ? { details: inside } : {}),
    ...(purl === undefined ? {} : { identified: { purl, repository: REPOSITORY } }),
  }
}

export const VERIFICATION = VerificationId.parse(`verification-${'7'.repeat(32)}`)

const WHOM = {
  about: () => ({ title: 'npm', host: 'registry.example' }),
  forRoot: () => ({ title: 'GitHub', host: 'tuf.example' }),
}

/** One verification that has ended, of files with these names. */
export async function verification(told: Readonly<Record<string, Told | 'unreadable'>>): Promise<{
  view: VerificationView
  open: OpenVerification
}> {
  const artifacts = await Promise.all(
    Object.entries(told).map(async ([name, one], i) => ({
      name,
      path: `/home/ada/downloads/${name}`,
      evidence: [],
      size: 12_288 * (i + 1),
      result:
        one === 'unreadable'
          ? { fault: { code: 'files.unreadable', details: { name: displayName(name) } } }
          : await examined(one),
    })),
  )
  const [first] = Object.values(told)
  const expected = first === 'unreadable' ? undefined : first?.expected
  const open = { id: VERIFICATION, artifacts, expected, task: undefined, running: undefined, isEnded: true }
  return { view: viewOf(open, WHOM), open }
}
