import { expect, test } from 'vitest'
import { aboutAmong, aboutIn } from '../../electron/main/deep-link.ts'

const DIGEST = `sha256:${'a'.repeat(64)}`

test.each<[string, string | undefined]>([
  ['countermark://verify?about=pkg%3Anpm%2Fleft-pad%401.4.2', 'pkg:npm/left-pad@1.4.2'],
  ['countermark://verify/?about=pkg:npm/left-pad@1.4.2', 'pkg:npm/left-pad@1.4.2'],
  [`countermark://verify?about=${DIGEST}`, DIGEST],
  [
    'countermark://verify?about=https%3A%2F%2Fgithub.com%2Flattice%2Fleft-pad%2Freleases%2Ftag%2Fv1',
    'https://github.com/lattice/left-pad/releases/tag/v1',
  ],
  ['countermark://verify?about=/etc/passwd', undefined],
  ['countermark://verify?about=file:///etc/passwd', undefined],
  ['countermark://verify?about=C:\\Users', undefined],
  ['countermark://verify?about=https://example.org/', undefined],
  ['countermark://verify?about=pkg:npm/x@1&run=1', undefined],
  ['countermark://verify?about=pkg:npm/x@1&about=pkg:npm/y@1', undefined],
  ['countermark://verify?path=pkg:npm/x@1', undefined],
  ['countermark://verify/run?about=pkg:npm/x@1', undefined],
  ['countermark://sign?about=pkg:npm/x@1', undefined],
  ['countermark://user@verify?about=pkg:npm/x@1', undefined],
  ['https://verify?about=pkg:npm/x@1', undefined],
  [`countermark://verify?about=pkg:npm/${'x'.repeat(3000)}`, undefined],
  ['countermark://verify?about=pkg:npm/\u202Ex@1', undefined],
  ['--inspect', undefined],
])('%s', (link, about) => {
  expect(aboutIn(link)).toBe(about)
})

test('is found among the words that a program is started with', () => {
  expect(aboutAmong(['/usr/bin/countermark', '--flag', 'countermark://verify?about=pkg:npm/x@1'])).toBe('pkg:npm/x@1')
  expect(aboutAmong(['/usr/bin/countermark', 'file.txt'])).toBeUndefined()
})
