/** Evidence that PyPI, GitHub and Maven Central have, and registries that are not well. */
import type { ServerResponse } from 'node:http'
import { compress } from 'snappyjs'
import { describe, expect, it, test } from 'vitest'
import type { Evidence } from '../../electron/core/verify/evidence/source.ts'
import { examine } from '../../electron/core/verify/examine.ts'
import { says } from '../fakes/registry.ts'
import { forge, forgeAttestation } from '../fixtures/forge.ts'
import { about, answers, asking, needs, only, registryOfEachTest, SHA256 } from './asked-registry.ts'

const registry = registryOfEachTest()

describe('PyPI', () => {
  const FILE = 'left_pad-1.4.2-py3-none-any.whl'
  const attestation = (bundle: ReturnType<typeof forgeAttestation>) => ({
    version: 1,
    verification_material: {
      certificate: (bundle.verificationMaterial as { certificate?: { rawBytes: string } }).certificate?.rawBytes,
      transparency_entries: bundle.verificationMaterial.tlogEntries,
    },
    envelope: { statement: bundle.dsseEnvelope.payload, signature: bundle.dsseEnvelope.signatures[0]?.sig },
  })
  const sound = (digest = SHA256) =>
    attestation(
      forgeAttestation({
        log: 1,
        kind: 'dsse',
        stamps: [],
        payload: about({ name: FILE, digest: { sha256: digest } }, 'https://docs.example/attestations/publish/v1'),
      }),
    )
  const serves = (...attestations: unknown[]) => ({
    '/pypi/left-pad/1.4.2/json': {
      info: { version: '1.4.2', project_urls: { Source: 'https://github.com/lattice/left-pad' } },
      urls: [
        { filename: FILE, digests: { sha256: SHA256 } },
        { filename: 'left_pad-1.4.2.tar.gz', digests: { sha256: '0'.repeat(64) } },
      ],
    },
    [`/integrity/left-pad/1.4.2/${FILE}/provenance`]: {
      version: 1,
      attestation_bundles: [
        { publisher: { kind: 'GitHub', repository: 'lattice/left-pad', workflow: 'release.yml' }, attestations },
      ],
    },
  })

  it('an attestation is a bundle by other names: unaltered, signed, logged; every file of a release is one artifact', async () => {
    registry.answers = serves(sound())
    const served = await registry.find('pkg:pypi/Left_Pad@1.4.2')
    expect(served.map(({ name, evidence }) => [name, evidence.length])).toEqual([
      [FILE, 1],
      ['left_pad-1.4.2.tar.gz', 0],
    ])
    const { outcomes } = await answers(only(served.slice(0, 1)))
    expect(outcomes).toMatchObject({ unaltered: 'pass', signed: 'pass', logged: 'pass' })
    expect(served[0]?.repository).toBe('https://github.com/lattice/left-pad')
  })

  it('another file of that name fails', async () => {
    registry.answers = serves(sound())
    const served = only(await registry.find('pkg:pypi/left-pad@1.4.2', { fileName: FILE }))
    expect((await answers(served, { sha256: '1'.repeat(64) })).outcomes.unaltered).toBe('fail')
  })

  it('an attestation of another form is no attestation', async () => {
    registry.answers = serves({ version: 2 })
    await expect(registry.find('pkg:pypi/left-pad@1.4.2', { fileName: FILE })).rejects.toMatchObject({
      code: 'evidence.unreadable',
    })
  })
})

describe('GitHub', () => {
  const path = (digest: string) => `/repos/lattice/left-pad/attestations/sha256:${digest}?per_page=100`

  it('attestations are found by digest, without a sign-in', async () => {
    registry.answers = {
      [path(SHA256)]: {
        attestations: [
          { bundle: forgeAttestation(), repository_id: 1 },
          { bundle: null, bundle_url: 'https://elsewhere.test/x' },
          { bundle: null, bundle_url: 'https://evil-blob.core.windows.net.elsewhere.test/x' },
          { bundle: null, bundle_url: 'http://production.blob.core.windows.net/x' },
          { bundle: null },
        ],
      },
    }
    const served = only(await registry.find('pkg:github/Lattice/left-pad', { fileName: 'a.zip', sha256: SHA256 }))
    expect(served.evidence).toHaveLength(1)
    expect((await answers(served)).outcomes).toMatchObject({ unaltered: 'pass', signed: 'pass', logged: 'pass' })
  })

  it('a bundle that is held in its storage is unpacked, and named without the permission in its address', async () => {
    const held = (body: Uint8Array) => (response: ServerResponse) => void response.writeHead(200).end(body)
    const at = (name: string) => ({ bundle: null, bundle_url: `${registry.url()}/held/${name}?sig=secret` })
    registry.answers = {
      [path(SHA256)]: { attestations: [at('good'), at('no-block'), at('gone')] },
      '/held/good?sig=secret': held(compress(Buffer.from(JSON.stringify(forgeAttestation())))),
      '/held/no-block?sig=secret': held(Buffer.from('no block')),
    }
    const served = only(await registry.find('pkg:github/lattice/left-pad', { fileName: 'a.zip', sha256: SHA256 }))
    expect(served.evidence).toMatchObject([
      { kind: 'bundle', from: `${registry.url()}/held/good` },
      { kind: 'bundle', bundle: undefined },
      { kind: 'bundle', bundle: undefined },
    ])
    expect((await answers(served)).outcomes).toMatchObject({ unaltered: 'pass', signed: 'pass', logged: 'pass' })
  })

  it('a release is all its assets, each with its own attestations', async () => {
    registry.answers = {
      '/repos/lattice/left-pad/releases/tags/v1.4.2': {
        assets: [
          { name: 'a.zip', digest: `sha256:${SHA256}` },
          { name: 'old.zip', digest: null },
        ],
      },
      [path(SHA256)]: { attestations: [{ bundle: forgeAttestation() }] },
    }
    const served = await registry.find('pkg:github/lattice/left-pad@v1.4.2')
    expect(served.map(({ name, evidence }) => [name, evidence.length])).toEqual([
      ['a.zip', 1],
      ['old.zip', 0],
    ])
  })
})

describe('Maven Central', () => {
  const FOLDER = '/org/lattice/left-pad/1.4.2'
  const PGP = `-----BEGIN PGP SIGNATURE-----

iHUEABYIAB0WIQTLyzJ8mzlzVXkdVyTtc5PAv2s5FgUCZ0AAAAAKCRDtc5PAv2s5
FgAA
=abcd
-----END PGP SIGNATURE-----
`
  it('a bundle beside the file is judged, an OpenPGP signature is named', async () => {
    registry.answers = {
      [`${FOLDER}/left-pad-1.4.2.jar.sigstore.json`]: JSON.stringify(forge()),
      [`${FOLDER}/left-pad-1.4.2.jar.asc`]: PGP,
    }
    const served = only(
      await registry.find('pkg:maven/org.lattice/left-pad@1.4.2', { fileName: 'left-pad-1.4.2.jar', sha256: SHA256 }),
    )
    expect(served.evidence).toMatchObject([
      { kind: 'bundle' },
      { kind: 'pgp', keyId: 'CBCB327C9B397355791D5724ED7393C0BF6B3916' },
    ])
    expect((await answers(served)).outcomes).toMatchObject({ unaltered: 'pass', signed: 'pass' })
  })

  it('an OpenPGP signature alone leaves every question open, and says whose it says it is', async () => {
    registry.answers = { [`${FOLDER}/left-pad-1.4.2.jar.asc`]: PGP }
    const served = only(await registry.find('pkg:maven/org.lattice/left-pad@1.4.2', { sha256: SHA256 }))
    const { outcomes, says: said } = await answers(served)
    expect(new Set(Object.values(outcomes))).toEqual(new Set(['cannot-tell']))
    expect(said('signed')).toContain('CBCB327C9B397355791D5724ED7393C0BF6B3916')
  })
})

describe('a registry that is not well', () => {
  const PATH = '/left-pad/1.0.0'
  const asked = () => registry.find('pkg:npm/left-pad@1.0.0')

  it.each<[string, string, unknown]>([
    [
      'a page for people',
      'network.captive-portal',
      says(200, { 'content-type': 'text/html' }, '<!doctype html><html>'),
    ],
    [
      'a redirect to another host',
      'network.captive-portal',
      says(302, { location: 'https://elsewhere.test/left-pad' }),
    ],
    ['no JSON', 'evidence.unreadable', says(200, { 'content-type': 'application/json' }, '{"name":')],
    ['JSON of another form', 'evidence.unreadable', { hello: 'world' }],
    ['deep JSON', 'evidence.unreadable', says(200, { 'content-type': 'application/json' }, '['.repeat(200_000))],
    ['a refusal', 'evidence.refused', says(403, {}, 'no')],
    ['too many requests', 'network.rate-limited', says(429, { 'retry-after': '3600' })],
    ['far too much', 'network.too-large', says(200, {}, 'x'.repeat(17 << 20))],
    [
      'half an answer',
      'network.truncated',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-length': '1000' })
        response.write('{')
        setTimeout(() => response.destroy(), 20)
      },
    ],
  ])('%s is %s', async (_, code, answer) => {
    registry.answers = { [PATH]: answer }
    await expect(asked()).rejects.toMatchObject({ code })
  })

  it('one that says nothing is waited for no longer than the person wishes', async () => {
    registry.answers = { [PATH]: () => {} }
    const abort = new AbortController()
    const answer = registry.find('pkg:npm/left-pad@1.0.0', {}, abort.signal)
    setTimeout(() => abort.abort(), 50)
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('attestations that are nonsense are judged as that', async () => {
    const nonsense: Evidence[] = [undefined, 1, 'x', { mediaType: 1 }, []].map((bundle) => ({
      kind: 'bundle',
      from: 'x',
      bundle,
      isVouched: true,
    }))
    for (const one of nonsense) {
      const { examination } = await examine({ sha256: SHA256, served: [one] }, asking, needs)
      expect(examination).toMatchObject({ outcome: 'fail', reason: 'unreadable-bundle' })
    }
  })
})

test('packages of a type that nobody knows are said', async () => {
  await expect(registry.find('pkg:cargo/serde@1.0.0')).rejects.toMatchObject({ code: 'evidence.unknown-type' })
})
