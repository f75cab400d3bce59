/** The one place that touches the bridge: a typed client over it, and the way in for files. */
import { z } from 'zod'
import { api } from '../../electron/contract/api.ts'
import { Fault, fault, isFaultCode } from '../../electron/contract/faults.ts'
import { FileRef } from '../../electron/contract/model/file.ts'
import { connect, type PageFrame, type Wire } from '../../electron/contract/rpc.ts'

interface Bridge extends Wire<PageFrame, unknown> {
  adopt(files: readonly File[]): Promise<unknown>
}

declare global {
  interface Window {
    readonly countermark: Bridge
  }
}

export const client = connect(api, window.countermark)
export const countermark = client.calls

/** Hands chosen files to main; what comes back names them without saying where they lie. */
export async function adopt(files: readonly File[]): Promise<FileRef[]> {
  try {
    return z.array(FileRef).parse(await window.countermark.adopt([...files]))
  } catch (error) {
    // What crosses from the preload is an error whose text ends in a code.
    const code = /[a-z]+\.[a-z-]+$/.exec(error instanceof Error ? error.message : '')?.[0]
    if (code && isFaultCode(code)) throw fault(code, { name: files[0]?.name ?? 'The file' })
    throw fault('internal', { id: 'adopt' }, { cause: error })
  }
}

/** Whatever was thrown, as something that has words. */
export const asFault = (error: unknown): Fault =>
  error instanceof Fault ? error : fault('internal', { id: 'window' }, { cause: error })
