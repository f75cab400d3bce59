/** How the tests of registries ask: real requests to loopback, and the real verifier for what is served there. */
import { afterEach, beforeEach } from 'vitest'
import { createHttp } from '../../electron/adapters/http.ts'
import { createRegistries } from '../../electron/adapters/registries.ts'
import type { VerdictName } from '../../electron/contract/model/verification.ts'
import { parsePurl } from '../../electron/core/purl.ts'
import type { Served } from '../../electron/core/verify/evidence/source.ts'
import { type Asking, examine } from '../../electron/core/verify/examine.ts'
import { fakeClock } from '../fakes/clock.ts'
import { type FakeRegistry, openRegistry, sha512Of } from '../fakes/registry.ts'
import { sha256, trustedRootJson } from '../fixtures/forge/authority.ts'
import { ARTIFACT } from '../fixtures/forge.ts'

export const SHA256 = sha256(ARTIFACT).toString('hex')
export const SHA512 = sha512Of(ARTIFACT)
const signal = new AbortController().signal

/** One registry for each test of a file, that stands for all of them. */
export function registryOfEachTest() {
  let registry: FakeRegistry
  beforeEach(async () => {
    registry = await openRegistry()
  })
  afterEach(() => registry.close())

  return {
    set answers(answers: FakeRegistry['answers']) {
      registry.answers = answers
    },
    asked: () => registry.asked,
    url: () => registry.url,

    find(purl: string, more: { fileName?: string; sha256?: string } = {}, abort = signal) {
      const names = ['NPM', 'PYPI', 'GITHUB', 'MAVEN'].map((name) => `COUNTERMARK_${name}_URL`)
      const allowed = new Set<string>()
      const registries = createRegistries({
        http: createHttp({ isAllowed: ({ host }) => allowed.has(host), userAgent: 'countermark/0' }),
        clock: fakeClock(),
        env: Object.fromEntries(names.map((name) => [name, registry.url])),
        allow: (url) => allowed.add(url.host),
        npmKeys: async () => [],
      })
      const parsed = parsePurl(purl)
      if (!parsed) throw new Error(`${purl} is no purl`)
      return registries.find({ purl: parsed, ...more }, abort)
    },
  }
}

export const asking: Asking = {
  trusted: [{ id: 'file', kind: 'file', title: 'forge', text: JSON.stringify(trustedRootJson()) }],
  expected: undefined,
  isForPractice: false,
}

export const needs = {
  files: { read: async () => undefined, digest: () => Promise.reject(new Error('nothing is read')) },
  namesIn: async () => undefined,
  signal,
}

/** The answers about what is served, or about another file of that name. */
export async function answers(
  { evidence, ...served }: Served,
  over: { sha256?: string; sha512?: string } = {},
  expected?: Asking['expected'],
) {
  const digests = {
    ...(served.sha256 === undefined ? {} : { sha256: served.sha256 }),
    ...(served.sha512 === undefined ? {} : { sha512: served.sha512 }),
    ...over,
  }
  const { examination } = await examine({ ...digests, served: evidence }, { ...asking, expected }, needs)
  const said = (name: VerdictName) => examination.verdicts.find(({ verdict }) => verdict === name)
  return {
    examination,
    outcomes: Object.fromEntries(examination.verdicts.map(({ verdict, outcome }) => [verdict, outcome])),
    says: (name: VerdictName) => said(name)?.says,
  }
}

export const only = ([first, ...others]: readonly Served[]): Served => {
  if (!first || others.length > 0) throw new Error('not one')
  return first
}

/** An in-toto statement about one subject. */
export const about = (subject: Record<string, unknown>, predicateType = 'https://slsa.dev/provenance/v1') => ({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [subject],
  predicateType,
  predicate: {},
})
