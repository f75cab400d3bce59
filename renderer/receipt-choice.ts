/** Whether the person last wished a signed receipt, in this run of the window. */
import { useSyncExternalStore } from 'react'

let isWanted = false
const listeners = new Set<() => void>()

export const receiptChoice = {
  get: (): boolean => isWanted,
  set(next: boolean): void {
    isWanted = next
    for (const tell of listeners) tell()
  },
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useReceiptChoice = (): boolean => useSyncExternalStore(subscribe, receiptChoice.get)
