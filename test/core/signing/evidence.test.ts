import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SerializedBundle } from '@sigstore/bundle'
import { afterAll, describe, expect, it } from 'vitest'
import { Fault } from '../../../electron/contract/faults.ts'
import { BundleEvidence } from '../../../electron/contract/model/session.ts'
import { evidenceOf } from '../../../electron/core/signing/evidence.ts'
import { sha256 } from '../../fixtures/forge/authority.ts'
import { ARTIFACT, forge, type Plan, SIGNER } from '../../fixtures/forge.ts'

const DIGEST = sha256(ARTIFACT).toString('hex')

function evidence(plan: Plan = {}, name = 'app.tgz', paths: Partial<Parameters<typeof evidenceOf>[0]> = {}) {
  const bundle = JSON.parse(JSON.stringify(forge(plan))) as SerializedBundle
  return evidenceOf({
    bundle,
    name,
    sha256: DIGEST,
    artifactPath: name,
    bundlePath: `${name}.sigstore.json`,
    trustedRootPath: `${name}.root.json`,
    ...paths,
  })
}

describe('the evidence of a bundle', () => {
  it('says what is inside it', () => {
    const found = evidence()
    expect(found).toMatchObject({
      name: 'app.tgz',
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      sha256: DIGEST,
      identity: SIGNER,
      certificate: {
        issuedBy: 'CN=forge root, O=forge.test',
        validFrom: '2026-06-01T12:00:00.000Z',
        validUntil: '2026-06-01T12:10:00.000Z',
      },
      log: { origin: 'log2026.forge.test', index: '3', treeSize: '7' },
      timestamps: ['2026-06-01T12:03:00.000Z'],
    })
    expect(found.certificate.serial).toMatch(/^[0-9a-f]{40}$/)
    expect(found.log.rootHash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('fits the contract, and holds the bundle itself', () => {
    const found = evidence({ log: 1 })
    expect(BundleEvidence.parse(found)).toEqual(found)
    expect(JSON.parse(found.json)).toMatchObject({ mediaType: found.mediaType })
  })

  it('faults on a bundle that cannot be read', () => {
    const request = { name: 'a', sha256: DIGEST, artifactPath: 'a', bundlePath: 'b', trustedRootPath: 'c' }
    const unreadable = { mediaType: 'text/html' } as SerializedBundle
    expect(() => evidenceOf({ ...request, bundle: unreadable })).toThrow(Fault)
  })
})

describe('the commands for others', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countermark-evidence-'))
  const root = join(folder, "root's.json")
  writeFileSync(root, '{"mediaType":"a root"}')
  afterAll(() => rmSync(folder, { recursive: true }))
  // Each stands in for the tool: it prints where it is and its words apart, and then what it was given on standard input.
  for (const tool of ['cosign', 'sigstore']) {
    writeFileSync(join(folder, tool), '#!/bin/sh\nprintf "%s\\0" "$PWD" "$@"\n[ "$1" = verify-blob ] || cat\n')
    chmodSync(join(folder, tool), 0o755)
  }
  const run = (text: string): string[] => {
    const env = { PATH: `${folder}:${process.env.PATH ?? ''}`, HOME: '/nowhere' }
    return execFileSync('/bin/sh', ['-c', text], { cwd: '/', env, encoding: 'utf8' }).split('\0')
  }
  const commandOf = (tool: string, plan: Plan, name: string): string => {
    const path = join(folder, name)
    const paths = { artifactPath: path, bundlePath: `${path}.sigstore.json`, trustedRootPath: root }
    return evidence(plan, name, paths).commands.find((command) => command.tool === tool)?.text ?? ''
  }

  const names = [
    'app.tgz',
    'with space',
    '-rf',
    '-',
    "it's",
    '"$HOME" `id` $(id) \\ * ! # ; & é',
    'two\nlines\n',
    'sha256:abc',
  ]
  const argument = (name: string) => (name === 'app.tgz' ? name : `./${name}`)

  it.each(names)('name %j to cosign exactly, in the folder of the file', (name) => {
    expect(run(commandOf('cosign', {}, name)).slice(0, -1)).toEqual([
      folder,
      'verify-blob',
      `--bundle=${argument(name)}.sigstore.json`,
      `--trusted-root=${root}`,
      `--certificate-identity=${SIGNER.name}`,
      `--certificate-oidc-issuer=${SIGNER.issuer}`,
      argument(name),
    ])
  })

  it.each(names)('name %j to sigstore-python exactly, with the root inside a trust config', (name) => {
    const words = run(commandOf('sigstore-python', {}, name))
    expect(words.slice(0, -1)).toEqual([
      folder,
      '--trust-config=/dev/stdin',
      'verify',
      'identity',
      `--bundle=${argument(name)}.sigstore.json`,
      `--cert-identity=${SIGNER.name}`,
      `--cert-oidc-issuer=${SIGNER.issuer}`,
      argument(name),
    ])
    expect(JSON.parse(words.at(-1) ?? '')).toMatchObject({
      mediaType: 'application/vnd.dev.sigstore.clienttrustconfig.v0.1+json',
      trustedRoot: { mediaType: 'a root' },
    })
  })

  it('quote the signer too', () => {
    const signer = { ...SIGNER, name: "o'neil&co@example.org" }
    expect(run(commandOf('cosign', { signer }, 'a b'))).toContain("--certificate-identity=o'neil&co@example.org")
  })
})
