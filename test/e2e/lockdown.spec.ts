import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launch, type RunningApp } from './app.ts'

let running: RunningApp

beforeAll(async () => {
  running = await launch()
})
afterAll(() => running.close())

/** The call whose answer says that main has read everything before it. */
const LAST = 900_002

/** Sends a frame as a script in the page could, and returns what main answers until it answers the call `until`. */
const exchange = (frame: unknown, until = LAST): Promise<unknown[]> =>
  running.page.evaluate(
    async ({ sent, awaited, last }) => {
      type Bridge = { send(frame: unknown): void; onFrame(listener: (frame: unknown) => void): () => void }
      const bridge = (window as unknown as { countermark: Bridge }).countermark
      const answers: unknown[] = []
      await new Promise<void>((resolve) => {
        const stop = bridge.onFrame((answer) => {
          answers.push(answer)
          if ((answer as { id?: number }).id !== awaited) return
          stop()
          resolve()
        })
        bridge.send(sent)
        bridge.send({ kind: 'call', id: last, path: 'toString', input: undefined })
      })
      return answers
    },
    { sent: frame, awaited: until, last: LAST },
  )

const call = (path: string, input: unknown) => exchange({ kind: 'call', id: 900_001, path, input }, 900_001)

const faultCode = (answers: unknown[]) =>
  (answers as { id?: number; fault?: { code: string } }[]).find((a) => a.id === 900_001)?.fault?.code

describe('the page has no power', () => {
  test('it is sandboxed: no Node, no Electron, three functions', async () => {
    const found = await running.page.evaluate(() => ({
      require: typeof (globalThis as Record<string, unknown>).require,
      process: typeof (globalThis as Record<string, unknown>).process,
      bridge: Object.keys((window as unknown as { countermark: object }).countermark).sort(),
      consent: typeof (globalThis as Record<string, unknown>).consent,
    }))
    expect(found).toEqual({
      require: 'undefined',
      process: 'undefined',
      bridge: ['adopt', 'onFrame', 'send'],
      consent: 'undefined',
    })
  })

  test('every window is made with the sandbox, isolation and without Node', async () => {
    const preferences = await running.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((w) => {
        const { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity } =
          // Electron's types leave out this method.
          (w.webContents as unknown as { getLastWebPreferences(): Record<string, boolean> }).getLastWebPreferences()
        return { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity }
      }),
    )
    expect(preferences).toEqual([
      { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, webSecurity: true },
    ])
  })

  test('it cannot leave its page', async () => {
    for (const target of ['https://example.org/', 'file:///etc/passwd', 'app://consent/', 'data:text/html,hello']) {
      await running.page.evaluate((url) => {
        location.href = url
      }, target)
      await running.page.waitForTimeout(200)
      expect(running.page.url()).toMatch(/^app:\/\/countermark\//)
    }
  })

  test('it cannot open a window', async () => {
    const opened = await running.page.evaluate(() => window.open('https://example.org/', '_blank') !== null)
    expect(opened).toBe(false)
    expect(running.app.windows()).toHaveLength(1)
  })

  test.each([
    'https://example.org/',
    'http://127.0.0.1:9/',
    'file:///etc/passwd',
    'app://countermark/index.html',
    'app://consent/',
    'app://confirm/',
  ])('it cannot fetch %s', async (url) => {
    expect(
      await running.page.evaluate(
        (u) =>
          fetch(u).then(
            () => 'answered',
            () => 'refused',
          ),
        url,
      ),
    ).toBe('refused')
  })

  test('it cannot frame, script or load anything from elsewhere', async () => {
    const outcome = await running.page.evaluate(async () => {
      const tryElement = (tag: string, attributes: Record<string, string>) =>
        new Promise<string>((resolve) => {
          const element = Object.assign(document.createElement(tag), attributes)
          element.addEventListener('load', () => resolve('loaded'))
          element.addEventListener('error', () => resolve('refused'))
          document.body.append(element)
          setTimeout(() => resolve('refused'), 500)
        })
      const inline = document.createElement('script')
      inline.textContent = 'globalThis.inlineRan = true'
      document.body.append(inline)
      return {
        image: await tryElement('img', { src: 'https://example.org/pixel.png' }),
        file: await tryElement('img', { src: 'file:///usr/share/pixmaps/debian-logo.png' }),
        script: await tryElement('script', { src: 'https://example.org/x.js' }),
        inline: 'inlineRan' in globalThis,
        evaluated: (() => {
          try {
            return Boolean(new Function('return 1')())
          } catch {
            return false
          }
        })(),
      }
    })
    expect(outcome).toEqual({ image: 'refused', file: 'refused', script: 'refused', inline: false, evaluated: false })
  })

  test.each(['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'])(
    'it is not given the permission %s',
    async (name) => {
      const state = await running.page.evaluate(
        (n) =>
          navigator.permissions.query({ name: n as PermissionName }).then(
            (p) => p.state,
            () => 'denied',
          ),
        name,
      )
      expect(state).toBe('denied')
    },
  )

  test('a permission that is asked for is denied', async () => {
    const answers = await running.page.evaluate(async () => ({
      notification: await Notification.requestPermission(),
      camera: await (navigator.mediaDevices?.getUserMedia({ video: true }) ?? Promise.reject()).then(
        () => 'granted',
        () => 'denied',
      ),
    }))
    expect(answers).toEqual({ notification: 'denied', camera: 'denied' })
  })

  test('nothing is downloaded', async () => {
    await running.app.evaluate(({ session }) => {
      session.defaultSession.on('will-download', (event) => {
        Object.assign(globalThis, { downloads: [event.defaultPrevented] })
      })
    })
    await running.page.evaluate(() => {
      const href = URL.createObjectURL(new Blob(['x']))
      const link = Object.assign(document.createElement('a'), { href, download: 'x.txt' })
      document.body.append(link)
      link.click()
    })
    const downloads = () => running.app.evaluate(() => (globalThis as Record<string, unknown>).downloads)
    await expect.poll(downloads).toEqual([true])
  })
})

describe('main believes nothing', () => {
  test.each([
    'constructor',
    'signing.constructor',
    '__proto__.sign',
    'signing.__proto__',
    'toString',
    'signing',
    'consent.grant',
    'signing.consent',
  ])('there is no procedure %s', async (path) => {
    expect(faultCode(await call(path, undefined))).toBe('input.unknown-procedure')
  })

  test('an extra key is refused', async () => {
    expect(faultCode(await call('files.describe', { refs: [], paths: ['/etc/passwd'] }))).toBe('input.invalid')
  })

  test('a frame of another shape gets no answer', async () => {
    for (const frame of [
      null,
      'call',
      { kind: 'call', id: 900_001, path: 'tasks.list', extra: 1 },
      { kind: 'grant', id: 900_001 },
    ]) {
      expect(faultCode(await exchange(frame))).toBeUndefined()
    }
  })

  test('a session that main did not make cannot be run', async () => {
    const session = `session-${'0'.repeat(32)}`
    expect(faultCode(await call('signing.sign', { session }))).toBe('input.unknown-session')
    expect(faultCode(await call('signing.sign', { session: '../../etc/passwd' }))).toBe('input.invalid')
    expect(faultCode(await call('signing.sign', { session, consent: 'granted' }))).toBe('input.invalid')
  })

  test('a path is no file reference', async () => {
    expect(faultCode(await call('signing.prepare', { files: ['/etc/passwd'] }))).toBe('input.invalid')
    expect(faultCode(await call('signing.prepare', { files: [`file-${'0'.repeat(32)}`] }))).toBe('input.unknown-file')
  })

  test('a file made by a script has no path, and an object that claims one is no file', async () => {
    const outcome = await running.page.evaluate(async () => {
      type Bridge = { adopt(files: unknown): Promise<unknown> }
      const { adopt } = (window as unknown as { countermark: Bridge }).countermark
      const attempt = (files: unknown) =>
        Promise.resolve()
          .then(() => adopt(files))
          .then(
            (refs) => `adopted ${JSON.stringify(refs)}`,
            (error: Error) => `refused ${error.message}`,
          )
      return [
        await attempt([new File(['x'], 'passwd')]),
        await attempt([{ path: '/etc/passwd', name: 'passwd' }]),
        await attempt(['/etc/passwd']),
        await attempt('/etc/passwd'),
      ]
    })
    for (const answer of outcome) expect(answer).toMatch(/^refused /)
    expect(outcome.join()).not.toContain('at ')
  })

  test('another window with the same preload and the same page is not listened to', async () => {
    const answers = await running.app.evaluate(async ({ app, BrowserWindow }) => {
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: { sandbox: true, preload: `${app.getAppPath()}/out/preload/index.cjs` },
      })
      await stranger.loadURL('app://countermark/')
      const heard: unknown = await stranger.webContents.executeJavaScript(`new Promise((resolve) => {
        const heard = []
        window.countermark.onFrame((frame) => heard.push(frame))
        window.countermark.send({ kind: 'call', id: 1, path: 'tasks.list', input: undefined })
        window.countermark.adopt([]).then(() => heard.push('adopted'), () => undefined)
        setTimeout(() => resolve(heard), 500)
      })`)
      stranger.destroy()
      return heard
    })
    expect(answers).toEqual([])
  })
})
