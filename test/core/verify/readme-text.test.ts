import { expect, it } from 'vitest'
import { readmeText } from '../../../electron/core/verify/readme-text.ts'

const SIGNER = {
  name: 'https://github.com/o/r/.github/workflows/release.yml@refs/tags/v1',
  issuer: 'https://token.actions.githubusercontent.com',
}
const text = (over: Partial<Parameters<typeof readmeText>[0]> = {}) =>
  readmeText({ artifact: 'a.tgz', bundle: 'a.tgz.sigstore.json', signer: SIGNER, predicateType: undefined, ...over })

it('names one identity for three tools, and no pattern', () => {
  const found = text()
  for (const tool of ['cosign', 'sigstore-python', 'countermark']) expect(found).toContain(`${tool}:\n`)
  expect(found.split(SIGNER.name)).toHaveLength(5)
  expect(found.split(SIGNER.issuer)).toHaveLength(5)
  expect(found).not.toMatch(/regexp|trusted-root|\bsafe\b/)
})

it('of another instance names its trusted root', () => {
  const found = text({ trustedRoot: 'trusted_root.json', instance: 'Corp' })
  expect(found).toContain('the trusted root of Corp as `trusted_root.json`')
  expect(found.match(/trusted-root[= ]trusted_root\.json/g)).toHaveLength(2)
})

it('of an attestation asks for its type', () => {
  expect(text({ predicateType: 'https://slsa.dev/provenance/v1' })).toContain('cosign verify-blob-attestation')
})

it('keeps its form whatever a file is called', () => {
  const found = text({ artifact: 'a`b```c $(x) .tgz', signer: { ...SIGNER, name: "o'brien@example.org" } })
  expect(found).toContain('```` a`b```c $(x) .tgz ````')
  expect(found).toContain(`'./a\`b\`\`\`c $(x) .tgz'`)
  expect(found).toContain(`'o'\\''brien@example.org'`)
})
