/** What the person last chose, in this run of the window. */
import { useSyncExternalStore } from 'react'
import type { SignInChoice } from '../electron/contract/model/sign-in.ts'

function kept<T>(first: T) {
  let choice = first
  const listeners = new Set<() => void>()
  return {
    get: (): T => choice,
    set(next: T): void {
      choice = next
      for (const tell of listeners) tell()
    },
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** How to sign in. */
export const signInChoice = kept<SignInChoice>({ way: 'browser' })
/** Whether a receipt shall be signed too. */
export const receiptChoice = kept<boolean>(false)

export const useSignInChoice = (): SignInChoice => useSyncExternalStore(signInChoice.subscribe, signInChoice.get)
export const useReceiptChoice = (): boolean => useSyncExternalStore(receiptChoice.subscribe, receiptChoice.get)
