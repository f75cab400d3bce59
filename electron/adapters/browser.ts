import { fault } from '../contract/faults.ts'
import type { Browser } from '../core/ports.ts'
import { isConfidential, parseAddress } from './confidential.ts'

/**
 * The person's own browser, by whatever the system opens pages with. Only https pages and pages of this machine are
 * handed over: the system would start any program that claims another scheme. What it receives is the parsed address,
 * in which quotes and spaces are escaped. Faults: `input.invalid`, `auth.browser`.
 */
export function createBrowser(options: { open: (url: string) => Promise<void> }): Browser {
  return {
    async open(address) {
      const url = parseAddress(address)
      if (!url || !isConfidential(url)) throw fault('input.invalid', { what: 'an address that is not https' })
      try {
        await options.open(url.href)
      } catch (error) {
        throw fault('auth.browser', {}, { cause: error })
      }
    },
  }
}
