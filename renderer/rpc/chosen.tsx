/** The files a person has chosen so far. They outlive a screen, because files can be dropped on any. */
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import type { Fault } from '../../electron/contract/faults.ts'
import type { FileRef } from '../../electron/contract/model/file.ts'
import { adopt, asFault } from '../rpc/client.ts'

export interface Chosen {
  readonly refs: readonly FileRef[]
  /** Why the last files could not be taken. */
  readonly fault: Fault | undefined
  add(files: readonly File[]): Promise<void>
  remove(ref: FileRef): void
  clear(): void
}

const Context = createContext<Chosen | undefined>(undefined)

export function ChosenFilesProvider({ children }: { readonly children: ReactNode }) {
  const [refs, setRefs] = useState<readonly FileRef[]>([])
  const [fault, setFault] = useState<Fault | undefined>(undefined)
  const add = useCallback(async (files: readonly File[]) => {
    if (files.length === 0) return
    try {
      const adopted = await adopt(files)
      setRefs((before) => [...new Set([...before, ...adopted])])
      setFault(undefined)
    } catch (error) {
      setFault(asFault(error))
    }
  }, [])
  const chosen = useMemo<Chosen>(
    () => ({
      refs,
      fault,
      add,
      remove: (ref) => setRefs((before) => before.filter((r) => r !== ref)),
      clear: () => setRefs([]),
    }),
    [refs, fault, add],
  )
  return <Context.Provider value={chosen}>{children}</Context.Provider>
}

export function useChosen(): Chosen {
  const chosen = useContext(Context)
  if (!chosen) throw new Error('no ChosenFilesProvider above')
  return chosen
}
