/** What a page says before there is anybody to answer. */
import { expect, test } from 'vitest'
import type { MainFrame, Wire } from '../../electron/contract/rpc.ts'
import type { Server } from '../../electron/contract/server.ts'
import type { Composed } from '../../electron/main/compose.ts'
import { lateServer } from '../../electron/main/late-server.ts'

function page() {
  const listeners = new Set<(frame: unknown) => void>()
  const wire: Wire<MainFrame, unknown> = {
    send: () => {},
    onFrame(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  return { wire, listeners, say: (frame: unknown) => [...listeners].forEach((tell) => void tell(frame)) }
}

/** Composed when `come` is called. `heard` is what the server was told; `pages` how many it serves. */
function late() {
  let resolve: (composed: Composed) => void = () => {}
  const promise = new Promise<Composed>((done) => {
    resolve = done
  })
  const seen = { loads: 0, heard: [] as unknown[], pages: 0, emitted: [] as unknown[], closed: 0 }
  const server: Server = {
    open(wire) {
      seen.pages++
      const off = wire.onFrame((frame) => seen.heard.push(frame))
      return () => {
        seen.pages--
        off()
      }
    },
    emit: (...event) => void seen.emitted.push(event),
    tasks: () => [],
  }
  const composed: Composed = {
    server,
    adopt: (files) => files.map(({ name }) => name),
    close: async () => void seen.closed++,
  }
  const service = lateServer(() => {
    seen.loads++
    return promise
  })
  const come = async () => {
    resolve(composed)
    await new Promise((done) => setTimeout(done, 1))
  }
  return { service, seen, come }
}

test('nothing is loaded before the page speaks, and what it says is heard in its order', async () => {
  const { service, seen, come } = late()
  const { wire, say, listeners } = page()
  const close = service.open(wire)
  expect(seen.loads).toBe(0)
  for (const frame of [1, 2, 3]) say(frame)
  expect(seen).toMatchObject({ loads: 1, heard: [] })
  await come()
  say(4)
  expect(seen).toMatchObject({ loads: 1, heard: [1, 2, 3, 4], pages: 1 })
  close()
  expect(seen.pages).toBe(0)
  expect(listeners.size).toBe(0)
})

test('a page that is gone by then is not served', async () => {
  const { service, seen, come } = late()
  const { wire, say, listeners } = page()
  const close = service.open(wire)
  say(1)
  close()
  await come()
  expect(seen).toMatchObject({ heard: [], pages: 0 })
  expect(listeners.size).toBe(0)
})

test('files and the palette wait for it as well', async () => {
  const { service, seen, come } = late()
  const adopted = service.adopt([{ path: '/a', name: 'a' }])
  service.emit('palette.requested', {})
  await come()
  expect(await adopted).toEqual(['a'])
  expect(seen).toMatchObject({ loads: 1, emitted: [['palette.requested', {}]] })
})

test('to end, nothing is loaded; what is loaded is closed', async () => {
  const { service, seen, come } = late()
  await service.close()
  expect(seen).toMatchObject({ loads: 0, closed: 0 })
  service.emit('palette.requested', {})
  await come()
  await service.close()
  expect(seen.closed).toBe(1)
})
