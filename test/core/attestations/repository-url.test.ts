import fc from 'fast-check'
import { expect, it } from 'vitest'
import { repositoryUrl } from '../../../electron/core/attestations/repository-url.ts'

it.each([
  ['https://github.com/owner/name.git', 'https://github.com/owner/name'],
  ['https://user:ghp_secret@github.com/owner/name.git', 'https://github.com/owner/name'],
  ['https://ghp_secret@git.example.test/owner/name.git', 'https://git.example.test/owner/name.git'],
  ['https://git.example.test/owner/name?token=secret#secret', 'https://git.example.test/owner/name'],
  ['HTTPS://GitHub.com/owner/name/', 'https://github.com/owner/name'],
  ['git@github.com:owner/name.git', 'https://github.com/owner/name'],
  ['gitlab.com:group/sub/name', 'https://gitlab.com/group/sub/name'],
  ['ssh://git@gitlab.com:22/group/name.git', 'https://gitlab.com/group/name'],
  ['ssh://git@git.example.test:2222/name.git', 'ssh://git.example.test:2222/name.git'],
  ['git@git.example.test:/srv/name.git', 'ssh://git.example.test/srv/name.git'],
  ['git+ssh://git@git.example.test/name', 'ssh://git.example.test/name'],
  ['git://git.example.test/name', 'git://git.example.test/name'],
])('%s is published as %s', (remote, address) => {
  expect(repositoryUrl(remote)).toBe(address)
})

it.each([
  '/home/ada/name',
  '../name',
  'C:\\Users\\Ada\\name',
  'C:/Users/Ada/name',
  'file:///home/ada/name',
  'ext::sh -c touch% x',
  'ext::sh',
  'gh:owner/name',
  'ssh://server/name',
  'http://localhost:3000/name',
  'http://127.0.0.1:3000/name',
  'http://[::1]/name',
  'https://github.com/',
  'https://git.example.test/na\u202eme',
  'https://',
  '',
])('“%s” is not published', (remote) => {
  expect(repositoryUrl(remote)).toBeUndefined()
})

it('lets no password through, whatever stands around it', () => {
  const word = fc.stringMatching(/^[\w.~-]{1,8}$/)
  const scheme = fc.constantFrom('https', 'http', 'ssh', 'git', 'git+ssh')
  fc.assert(
    fc.property(scheme, word, word, word, (protocol, user, host, path) => {
      const published = repositoryUrl(`${protocol}://${user}:SECRET@${host}.test/${path}?a=SECRET#SECRET`)
      expect(published ?? '').not.toMatch(/SECRET|@/i)
    }),
  )
})
