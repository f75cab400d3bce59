/** Two ends of a wire in memory. Frames are cloned on the way, as every real wire does. */
import type { MainFrame, PageFrame, Wire } from '../../electron/contract/rpc.ts'

export interface WirePair {
  readonly page: Wire<PageFrame, unknown>
  readonly main: Wire<MainFrame, unknown>
  /** Sends something to main that no client of ours would send. */
  forge(frame: unknown): void
  /** What main sent, in order. */
  readonly sent: unknown[]
}

export function wirePair(): WirePair {
  const toMain = new Set<(frame: unknown) => void>()
  const toPage = new Set<(frame: unknown) => void>()
  const sent: unknown[] = []
  const post = (listeners: Set<(frame: unknown) => void>, frame: unknown) => {
    const copy = structuredClone(frame)
    queueMicrotask(() => {
      for (const listener of listeners) listener(copy)
    })
  }
  const listen = (listeners: Set<(frame: unknown) => void>) => (listener: (frame: unknown) => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  return {
    page: { send: (frame) => post(toMain, frame), onFrame: listen(toPage) },
    main: {
      send(frame) {
        sent.push(structuredClone(frame))
        post(toPage, frame)
      },
      onFrame: listen(toMain),
    },
    forge: (frame) => post(toMain, frame),
    sent,
  }
}
