/** What serves the page, loaded when the page first speaks: a window that paints does not wait for it. */
import type { EventName, EventValue } from '../contract/events.ts'
import type { MainFrame, Wire } from '../contract/rpc.ts'
import type { Adopted } from './chosen-files.ts'
import type { Composed } from './compose.ts'

export interface LateServer {
  /** Serves one page, with what it said meanwhile. The returned function is for when the page is gone. */
  open(wire: Wire<MainFrame, unknown>): () => void
  adopt(files: Adopted): Promise<string[]>
  emit<N extends EventName>(name: N, value: EventValue<N>): void
  /** Nothing is loaded in order to be closed. */
  close(): Promise<void>
}

export function lateServer(load: () => Promise<Composed>): LateServer {
  let loading: Promise<Composed> | undefined
  const composed = () => {
    loading ??= load()
    return loading
  }
  return {
    open(wire) {
      const early: unknown[] = []
      let isOpen = true
      let close = wire.onFrame((frame) => {
        // The first one has it loaded; the others wait their turn.
        if (early.push(frame) === 1) void serve()
      })
      async function serve(): Promise<void> {
        const { server } = await composed()
        if (!isOpen) return
        close()
        close = server.open({
          send: wire.send,
          onFrame(listener) {
            const off = wire.onFrame(listener)
            for (const frame of early.splice(0)) listener(frame)
            return off
          },
        })
      }
      return () => {
        isOpen = false
        close()
      }
    },
    adopt: async (files) => (await composed()).adopt(files),
    emit(name, value) {
      void composed().then(({ server }) => server.emit(name, value))
    },
    close: async () => (await loading)?.close(),
  }
}
