/** What the system says when it refuses, in the words of the faults. */
import { Fault, type FaultCode, type FaultDetails, fault } from '../contract/faults.ts'
import { displayName, visible } from '../core/display-name.ts'
import { errnoOf } from './errno.ts'

const READING: Readonly<Record<string, FaultCode>> = {
  ENOENT: 'files.not-found',
  ENOTDIR: 'files.not-found',
  ELOOP: 'files.symlink-loop',
  EACCES: 'files.unreadable',
  EPERM: 'files.unreadable',
  EISDIR: 'files.not-a-file',
  // A socket, or a device whose driver is gone.
  ENXIO: 'files.not-a-file',
}

const WRITING: Readonly<Record<string, FaultCode>> = {
  ENOSPC: 'files.disk-full',
  EDQUOT: 'files.disk-full',
  EROFS: 'files.read-only',
  EACCES: 'files.read-only',
  EPERM: 'files.read-only',
}

/** Does something with a file that is there to be read; a refusal becomes a fault that names the file. */
export const reading = <T>(path: string, act: () => Promise<T>): Promise<T> =>
  translated(READING, { name: displayName(path) }, act)

/** Does something that writes into a folder; a refusal becomes a fault that names the file and the folder. */
export const writing = <T>(folder: string, name: string, act: () => Promise<T>): Promise<T> =>
  translated(WRITING, { name: displayName(name), folder: visible(folder) }, act)

async function translated<T>(
  codes: Readonly<Record<string, FaultCode>>,
  details: FaultDetails,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act()
  } catch (error) {
    const reason = errnoOf(error)
    if (error instanceof Fault || reason === '') throw error
    throw fault(codes[reason] ?? 'files.failed', { ...details, reason }, { cause: error })
  }
}

/** Names whose bytes are no text arrive with U+FFFD for what was lost, or with half a character: no path leads there. */
export function checkIsText(path: string): void {
  if (!/[\uFFFD\p{Surrogate}]/u.test(path)) return
  const part = path.split(/[\\/]/).find((name) => /[\uFFFD\p{Surrogate}]/u.test(name)) ?? path
  throw fault('files.name-not-text', { name: visible(part) })
}
