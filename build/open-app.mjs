/**
 * Opens the app under Playwright. On a busy machine attaching to it never ends, once in some fifty times, though the app
 * itself comes up every time: then it is ended and opened anew.
 */
import { _electron } from 'playwright-core'

const ATTEMPT_MS = 20_000
const ATTEMPTS = 3

export async function openApp(options) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await _electron.launch({ ...options, timeout: ATTEMPT_MS })
    } catch (error) {
      if (error.name !== 'TimeoutError' || attempt === ATTEMPTS) throw error
    }
  }
}
