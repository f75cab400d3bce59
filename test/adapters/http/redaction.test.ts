/** No fault holds what was sent: tokens in headers, bodies and addresses, and what a stranger answers. */
import { describe, expect, test } from 'vitest'
import { testAuthority } from '../../fakes/certificates.ts'
import { freeAddress, serve, serveTcp, serveTls } from '../loopback-server.ts'
import { asker, everythingIn, faultOf } from './asking.ts'

const corp = testAuthority('Corp')

describe('a request that fails', () => {
  test.each<[string, () => Promise<string>]>([
    ['because nobody listens', async () => `http://${await freeAddress()}`],
    ['because the connection breaks', () => serveTcp((socket) => void socket.once('data', () => socket.destroy()))],
    ['because something else answers', () => serveTcp((s) => void s.once('data', (sent) => s.end(sent)))],
    [
      'in the middle of the answer',
      () =>
        serveTcp(
          (s) => void s.once('data', (sent) => s.end(`HTTP/1.1 200 OK\r\ncontent-length: 99999\r\n\r\n${sent}`)),
        ),
    ],
    ['because the answer is too long', () => serve((_, res) => void res.end('s3cret'.repeat(1000)))],
    ['because nothing is said', () => serveTcp(() => {})],
    ['because nobody vouches for it', () => serveTls(corp.issue(['localhost']), (_, res) => void res.end())],
    [
      'because it is packed wrongly',
      () => serve((_, res) => void res.writeHead(200, { 'content-encoding': 'gzip' }).end('s3cret')),
    ],
  ])('%s', async (_, open) => {
    const origin = await open()
    const asked = asker()(`${origin}/s3cret?token=s3cret`, {
      method: 'POST',
      headers: { authorization: 'Bearer s3cret' },
      body: 's3cret',
      timeoutMs: 300,
    })
    expect(everythingIn(await faultOf(asked))).not.toMatch(/s3cret|czNjcmV0|73 33 63 72/)
  })
})
