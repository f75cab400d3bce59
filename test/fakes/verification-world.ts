/** Verifications as the window may be shown them: forged bundles, judged by the real verifier. */
import { utf8String } from '../../electron/adapters/practice/der.ts'
import type { Examined } from '../../electron/adapters/worker-words.ts'
import { VerificationId, type VerificationView } from '../../electron/contract/model/verification.ts'
import { displayName } from '../../electron/core/display-name.ts'
import { PRACTICE_ISSUER } from '../../electron/core/endpoints.ts'
import { type Asking, examine } from '../../electron/core/verify/examine.ts'
import { viewOf } from '../../electron/main/verification-view.ts'
import type { OpenVerification } from '../../electron/main/verifications.ts'
import { sha256, trustedRootJson } from '../fixtures/forge/authority.ts'
import { ARTIFACT, forge, forgeAttestation, type Plan, SIGNER, statement } from '../fixtures/forge.ts'

const REPOSITORY = 'https://github.com/lattice/left-pad'
const WORKFLOW = `${REPOSITORY}/.github/workflows/release.yml@refs/tags/v1.4.2`
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
  readonly isPractice?: boolean
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
  'not-logged': { bundle: unlogged() },
  unexpected: { bundle: forge(BY_WORKFLOW), expected: { name: SIGNER.name, issuer: SIGNER.issuer } },
  practice: {
    bundle: forge({ signer: { kind: 'email', name: 'ada@lovelace.example', issuer: PRACTICE_ISSUER } }),
  },
  'no-evidence': {},
} satisfies Record<string, Told>

function unlogged() {
  const { verificationMaterial, ...rest } = forge(BY_WORKFLOW)
  return { ...rest, verificationMaterial: { ...verificationMaterial, tlogEntries: [] } }
}

/** What became of one file of which this is told. */
export async function examined({ bundle, expected, isAltered = false }: Told): Promise<Examined> {
  const content = isAltered ? Buffer.from('another file') : ARTIFACT
  const names = new Set(['left-pad-1.4.2.tgz', ...(bundle ? ['left-pad-1.4.2.tgz.sigstore.json'] : [])])
  const { examination, details } = await examine(
    { path: '/home/ada/downloads/left-pad-1.4.2.tgz' },
    { ...asking, expected: expected ? { kind: 'identity', ...expected } : undefined },
    {
      files: {
        read: async () => Buffer.from(JSON.stringify(bundle)),
        digest: async () => ({ sha256: sha256(content).toString('hex'), stamp: { size: 12_288, version: '1' } }),
      },
      namesIn: async () => names,
      signal: new AbortController().signal,
    },
  )
  const inside = details()
  return { examination, ...(inside ? { details: inside } : {}) }
}

export const VERIFICATION = VerificationId.parse(`verification-${'7'.repeat(32)}`)

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
  return { view: viewOf(open, () => ({ title: 'npm', host: 'registry.example' })), open }
}
