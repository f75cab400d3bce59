import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { Agent } from 'node:http'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { begin, nobody, send } from './begin-sign-in.ts'

const loopbacks = Object.values(networkInterfaces())
  .flat()
  .flatMap((address) =>
    address?.internal ? [address.family === 'IPv6' ? `[${address.address}]` : address.address] : [],
  )
  .filter((address) => address === '[::1]' || address === '127.0.0.1')

test.each(['localhost', ...loopbacks])('the way back leads through %s', async (host) => {
  const { token, page } = await begin(nobody)
  const answer = await fetch(await page, { redirect: 'manual' })
  const back = new URL(answer.headers.get('location') ?? '')
  expect(back.href).toMatch(/^http:\/\/localhost:\d+\/auth\/callback\?/)
  back.hostname = host
  const shown = await fetch(back)
  expect(await shown.text()).toContain('You are signed in.')
  expect((await token).claims).toMatchObject({ email: 'ada@lovelace.example' })
})

test('the browser is shown a page that runs nothing, loads nothing, is kept nowhere and repeats nothing', async () => {
  const { token, page, callback } = await begin(nobody)
  const shown = await fetch(await page)
  const html = await shown.text()
  await token
  expect(shown.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+';/)
  expect(Object.fromEntries(shown.headers)).toMatchObject({
    connection: 'close',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  })
  expect(html).not.toMatch(/<script|src=|href=|url\(/)
  expect(html).not.toContain((await callback).state)
  expect(html).toContain('prefers-color-scheme:dark')
})

test('strangers do not end the wait, and learn nothing', async () => {
  const { token, page, callback } = await begin(nobody)
  const { url, state } = await callback
  const right = `state=${state}&code=stolen`
  const strangers: [string, string][] = [
    ['GET', '/favicon.ico'],
    ['GET', '/'],
    ['GET', `/?${right}`],
    ['GET', `/auth/callback/?${right}`],
    ['GET', `//evil.example/auth/callback?${right}`],
    ['GET', `http://evil.example/auth/callback?${right}`],
    ['GET', '/auth/callback'],
    ['GET', '/auth/callback?state=&code=x'],
    ['GET', '/auth/callback?state=wrong&code=x'],
    ['GET', `/auth/callback?state=${state.slice(0, -1)}&code=x`],
    ['GET', `/auth/callback?state=wrong&${right}`],
    ['GET', `/auth/callback?${right}&state=${state}`],
    ['GET', '/auth/callback?state=wrong&error=access_denied'],
    ['POST', `/auth/callback?${right}`],
    ['HEAD', `/auth/callback?${right}`],
    ['OPTIONS', `/auth/callback?${right}`],
  ]
  const answers = await Promise.all(strangers.map(([method, path]) => send(url.port, method, path)))
  expect(answers).toEqual(
    strangers.map(([method]) => ({ status: 404, body: method === 'HEAD' ? '' : 'Nothing is asked for here.\n' })),
  )
  expect(await (await fetch(await page)).text()).toContain('You are signed in.')
  expect((await token).claims).toMatchObject({ email: 'ada@lovelace.example' })
})

test('one return is taken: the second one with the right state is a stranger', async () => {
  let release: () => void = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const { token, page, callback, provider } = await begin(nobody, {
    script: {
      routes: {
        '/keys': async (_, response) => {
          await held
          response.writeHead(503).end()
        },
      },
    },
  })
  const first = fetch(await page)
  await expect.poll(() => provider.asked).toContain('GET /keys')
  const { url, state } = await callback
  expect(await send(url.port, 'GET', `/auth/callback?state=${state}&code=other`)).toMatchObject({ status: 404 })
  release()
  expect(await (await first).text()).toContain('did not come to an end')
  await expect(token).rejects.toMatchObject({ code: 'sigstore.answer-unreadable' })
  expect(provider.asked.filter((line) => line === 'POST /token')).toHaveLength(1)
})

test('the port is closed in the end, whatever connections were left open', async () => {
  const { token, page, callback } = await begin(nobody)
  const { port } = (await callback).url
  const unused = connect(Number(port), '127.0.0.1')
  const halfway = connect(Number(port), '127.0.0.1', () => halfway.write('GET /auth/callback HTTP/1.1\r\nhost: x\r\n'))
  const ends = [unused, halfway].map(
    (socket) => new Promise((resolve) => socket.on('error', () => {}).once('close', resolve)),
  )
  await Promise.all([unused, halfway].map((socket) => once(socket, 'connect')))
  const agent = new Agent({ keepAlive: true, keepAliveMsecs: 60_000 })
  await send(port, 'GET', '/favicon.ico', agent)
  await fetch(await page)
  await token
  await Promise.all(ends)
  agent.destroy()
  await expect(send(port, 'GET', '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

test('a browser that leaves before it has its page does not matter', async () => {
  const { token, page, callback } = await begin(nobody)
  const back = (await fetch(await page, { redirect: 'manual' })).headers.get('location') ?? ''
  const { port } = (await callback).url
  const socket = connect(Number(port), '127.0.0.1')
  await once(socket, 'connect')
  const { pathname, search } = new URL(back)
  socket.write(`GET ${pathname}${search} HTTP/1.1\r\nhost: localhost\r\n\r\n`, () => socket.resetAndDestroy())
  expect((await token).claims).toMatchObject({ email: 'ada@lovelace.example' })
})

test('where no port can be opened, there is no way back', async () => {
  const adapter = new URL('../../electron/adapters/loopback.ts', import.meta.url).href
  // Every handle that the process may have is in use.
  const script = `
    import { openSync } from 'node:fs'
    import { listenForReturn } from ${JSON.stringify(adapter)}
    try { for (;;) openSync('/dev/null') } catch {}
    listenForReturn('state').catch((e) => process.stdout.write(JSON.stringify({ code: e.code, details: e.details })))`
  const command = 'ulimit -n 100; exec "$0" --input-type=module -e "$1"'
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', command, process.execPath, script])
  expect(JSON.parse(stdout)).toEqual({ code: 'auth.no-port', details: { reason: 'EMFILE' } })
})
