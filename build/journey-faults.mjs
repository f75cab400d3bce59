/** Finds a fault that the window shows, by its title in the contract. */
import { setTimeout as sleep } from 'node:timers/promises'
import { faults } from '../electron/contract/fault-words.ts'
import { SetupFault } from './faults.mjs'

const LOOK_EVERY_MS = 250

/** Where the window shows a fault: as the headline of a page with its lead, or as a note beside a row. */
const PLACES = 'header:has(h1), [role=status], [role=alert]'

/** A title with nothing but gaps would be found in every sentence; the window never shows such a fault. */
const hasWords = ([, { title }]) => /\p{L}/u.test(title.replace(/\{\w+\}/g, ''))

const titles = Object.entries(faults)
  .filter(hasWords)
  .map(([code, { title }]) => {
    const parts = title.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    return { code, pattern: new RegExp(`^${parts.join('.+?')}`) }
  })

/** Throws the fault when one shows, and never returns. Ends with the signal. */
export async function faultOnScreen(page, signal) {
  while (!signal.aborted) {
    const shown = await page
      .locator(PLACES)
      .allInnerTexts()
      .catch(() => [])
    for (const text of shown) {
      const found = findFault(text)
      if (found) throw Object.assign(new SetupFault('journey.failed'), found)
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {})
  }
  return new Promise(() => {})
}

/** The fault whose title begins a line; what follows is its hint. */
export function findFault(text) {
  const lines = text.split('\n').map((line) => line.trim())
  for (const [i, line] of lines.entries()) {
    for (const { code, pattern } of titles) {
      const [title] = line.match(pattern) ?? []
      if (title === undefined) continue
      const hint = [line.slice(title.length), ...lines.slice(i + 1)].filter(Boolean).join(' ')
      return { code, message: title, hint: hint.trim() }
    }
  }
  return undefined
}
