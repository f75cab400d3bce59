/** How a TUF client gets its files: through the one way out to the network, bounded and cancellable. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Fetcher } from 'tuf-js'
import { DownloadHTTPError } from 'tuf-js/dist/error.js'
import { Fault, fault } from '../../contract/faults.ts'
import type { Clock, Http } from '../../core/ports.ts'
import { requestWithRetry } from '../../core/retry.ts'

const TIMEOUT_MS = 10_000

/** A fetcher that remembers its first fault: the client puts its own words around what it passes on. */
export interface WatchedFetcher extends Fetcher {
  readonly failed: Fault | undefined
}

export function tufFetcher(ports: { http: Http; clock: Clock }, folder: string, signal: AbortSignal): WatchedFetcher {
  let failed: Fault | undefined

  async function get(url: string, maxBytes: number): Promise<Buffer> {
    try {
      const headers = { accept: 'application/json, application/octet-stream' }
      const request = {
        method: 'GET',
        url,
        headers,
        timeoutMs: TIMEOUT_MS,
        maxBytes,
        signal,
        purpose: 'trust',
      } as const
      return checked(await requestWithRetry(ports, request), new URL(url).host)
    } catch (error) {
      if (error instanceof Fault) failed ??= error
      throw error
    }
  }

  return {
    get failed() {
      return failed
    },
    downloadBytes: get,
    async downloadFile(url, maxBytes, handle) {
      const path = join(folder, 'download')
      await writeFile(path, await get(url, maxBytes))
      return handle(path)
    },
  }
}

/** TUF says 403 or 404 where a file does not exist; whatever else is not the file comes from something in between. */
function checked({ status, body }: { status: number; body: Uint8Array }, host: string): Buffer {
  if (status === 403 || status === 404) throw new DownloadHTTPError('not there', status)
  if (status !== 200) throw fault('sigstore.answer-unreadable', { host, reason: `status ${status}` })
  const bytes = Buffer.from(body)
  try {
    // Metadata and targets alike are JSON.
    JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    throw fault('sigstore.answer-unreadable', { host, reason: 'the answer is not JSON' }, { cause: error })
  }
  return bytes
}
