/** Finds a fault that the window shows, by its title in the contract. */
import { setTimeout as sleep } from 'node:timers/promises'
import { faults } from '../electron/contract/fault-words.ts'
import { SetupFault } from './faults.mjs'

const LOOK_EVERY_MS = 250

const titles = Object.entries(faults).map(([code, { title }]) => {
  const pattern = title.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return { code, pattern: new RegExp(pattern.join('.+')) }
})

/** Never returns, and throws the fault when one shows. Ends with the signal. */
export async function faultOnScreen(page, signal) {
  while (!signal.aborted) {
    const notes = await page
      .locator('[role=status], [role=alert]')
      .allInnerTexts()
      .catch(() => [])
    for (const note of notes) {
      const found = titles.find(({ pattern }) => pattern.test(note))
      if (found) throw new FaultOnScreen(found.code, note)
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {})
  }
  return new Promise(() => {})
}

class FaultOnScreen extends SetupFault {
  constructor(code, words) {
    super('journey.failed', { step: 'the window showed a fault', reason: words })
    const [title, ...hint] = words.split('\n')
    Object.assign(this, { code, message: title, hint: hint.join(' ').trim() })
  }
}
