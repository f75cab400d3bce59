/** What a TUF client complains of, in the words of the faults. */
import { DownloadHTTPError } from 'tuf-js/dist/error.js'
import { Fault, fault } from '../../contract/faults.ts'
import { visible } from '../../core/display-name.ts'
import { errnoOf } from '../errno.ts'

/**
 * `instance` is the title, `host` the one that was asked. The client of this exact version passes some errors on as text
 * inside another one, so it is the text that is looked at.
 */
export function trustFault(error: unknown, about: { instance: string; host: string }): Fault {
  if (error instanceof Fault) return error
  const options = { cause: error }
  if (errnoOf(error) !== '') return fault('files.failed', { name: 'The trust data', reason: errnoOf(error) }, options)
  const reason = reasonOf(error)
  if (error instanceof DownloadHTTPError || /^not there$/.test(reason)) {
    return fault('trust.incomplete', { ...about, what: 'a file that belongs to it' }, options)
  }
  if (/is expired$/.test(reason)) return fault('trust.expired', { ...about, reason }, options)
  if (/version/i.test(reason)) return fault('trust.rolled-back', { ...about, reason }, options)
  return fault('trust.signature-wrong', { ...about, reason }, options)
}

/** The innermost message, which may quote what somebody put into the metadata. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return visible(text.split(/Error: /).at(-1) ?? '').slice(0, 200) || 'it cannot be read'
}
