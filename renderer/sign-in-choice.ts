/** How the person last wished to sign in, in this run of the window. */
import { useSyncExternalStore } from 'react'
import type { SignInChoice } from '../electron/contract/model/sign-in.ts'

let choice: SignInChoice = { way: 'browser' }
const listeners = new Set<() => void>()

export const signInChoice = {
  get: (): SignInChoice => choice,
  set(next: SignInChoice): void {
    choice = next
    for (const tell of listeners) tell()
  },
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useSignInChoice = (): SignInChoice => useSyncExternalStore(subscribe, signInChoice.get)
