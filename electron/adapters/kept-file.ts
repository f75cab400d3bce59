/**
 * One JSON file of the data folder that the app and the command line share: versioned, checked, written whole. Changes of
 * several processes come one after the other. A damaged file is set aside with its name said.
 */
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { Fault, type FaultCode, fault } from '../contract/faults.ts'
import { claimFile } from './claim-file.ts'
import { reading, writing } from './file-faults.ts'
import { readIfPresent, writeAtomic } from './practice/atomic-file.ts'
import { setAside } from './practice/set-aside.ts'

export interface KeptFileOptions<S extends z.ZodRawShape> {
  readonly dataFolder: string
  readonly name: string
  /** What is kept, without its version. */
  readonly shape: S
  /** In use while nothing is kept. */
  readonly initial: z.output<z.ZodObject<S>>
  /** The words for a file that is damaged, of a newer form, or being changed by somebody else. */
  readonly codes: { readonly damaged: FaultCode; readonly newer: FaultCode; readonly inUse: FaultCode }
  readonly now?: () => Date
}

export interface KeptFile<T> {
  /**
   * What is kept at this moment. A damaged file is set aside. `problem` says why the initial value is in use, or was when
   * the file was first read. Never throws for what lies on the disk.
   */
  read(): Promise<{ readonly value: T; readonly problem?: Fault }>
  /** Changes what is kept at this moment. Faults: `newer` and `inUse` of the codes, `files.*`. */
  change(edit: (now: T) => T): Promise<T>
}

const Versioned = z.looseObject({ version: z.int().min(2) })

/** A change takes milliseconds: who has held the file for longer than this has ended in the middle of one. */
const PATIENCE_MS = 3_000
const PAUSE_MS = 20

export function keepFile<S extends z.ZodRawShape>(options: KeptFileOptions<S>): KeptFile<z.output<z.ZodObject<S>>> {
  type T = z.output<z.ZodObject<S>>
  const { dataFolder, name, shape, initial, codes, now = () => new Date() } = options
  const path = join(dataFolder, name)
  const Value = z.object(shape)
  /** Keys of the same version that this program does not know stay where they are. */
  const Stored = z.looseObject({ version: z.literal(1) }).and(z.looseObject(shape))
  type Stored = Record<string, unknown>
  /** Said for as long as this run lasts: a person may look long after the file was set aside. */
  let damaged: Fault | undefined
  let last: Promise<unknown> = Promise.resolve()

  async function load(): Promise<Stored | undefined> {
    const bytes = await reading(path, () => readIfPresent(path))
    return bytes && parsed(bytes.toString('utf8'))
  }

  /** Throws what is not a fault where the file is damaged. */
  function parsed(text: string): Stored {
    const json: unknown = JSON.parse(text)
    const newer = Versioned.safeParse(json)
    if (newer.success) throw fault(codes.newer, { version: String(newer.data.version) })
    return Stored.parse(json)
  }

  /** Alone with the file. A damaged one is set aside here, since somebody else may have mended it meanwhile. */
  async function alone<R>(act: (stored: Stored | undefined) => Promise<R>): Promise<R> {
    const mine = last.then(
      () => locked(act),
      () => locked(act),
    )
    last = mine
    return mine
  }

  async function locked<R>(act: (stored: Stored | undefined) => Promise<R>): Promise<R> {
    const release = await writing(dataFolder, name, claimed)
    try {
      return await act(await load().catch(asideIfDamaged))
    } finally {
      await release()
    }
  }

  async function asideIfDamaged(error: unknown): Promise<undefined> {
    if (error instanceof Fault) throw error
    const aside = await writing(dataFolder, name, () => setAside(dataFolder, [name], now()))
    damaged = fault(codes.damaged, { name: aside }, { cause: error })
    return undefined
  }

  /** The claim, as soon as it is free. One whose holder is long gone, though its number lives on, is broken. */
  async function claimed(): Promise<() => Promise<void>> {
    const impatientAt = Date.now() + PATIENCE_MS
    for (;;) {
      const release = await claimFile(path, { patienceMs: PATIENCE_MS })
      if (release) return release
      if (Date.now() >= impatientAt) throw fault(codes.inUse)
      await pause(PAUSE_MS)
    }
  }

  const unknownIn = (stored: Stored = {}): Stored =>
    Object.fromEntries(Object.entries(stored).filter(([key]) => key !== 'version' && !(key in shape)))

  return {
    async read() {
      try {
        const stored = await load().catch((error: unknown) => {
          if (error instanceof Fault) throw error
          return alone(async (found) => found)
        })
        const value: T = stored ? Value.parse(stored) : initial
        return damaged ? { value, problem: damaged } : { value }
      } catch (error) {
        if (!(error instanceof Fault)) throw error
        return { value: initial, problem: error }
      }
    },

    change: (edit) =>
      alone(async (stored) => {
        const value: T = Value.parse(edit(stored ? Value.parse(stored) : initial))
        const next = { version: 1, ...unknownIn(stored), ...value }
        await writing(dataFolder, name, () => writeAtomic(path, `${JSON.stringify(next, null, 2)}\n`, 0o600))
        return value
      }),
  }
}
