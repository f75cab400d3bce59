/** The trust data that was last found good, kept for the times without a network. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { readSigningConfig, readTrustedRoot } from '../../core/signing/instance.ts'
import { errnoOf } from '../errno.ts'
import { writeAtomic } from '../practice/atomic-file.ts'
import { setAside } from '../practice/set-aside.ts'
import type { TrustTexts } from './trust-texts.ts'

const FILE = 'last-good.json'

export interface DatedTrust extends TrustTexts {
  /** ISO 8601 in UTC. */
  readonly date: string
}

/** What is kept of an instance, and whether this version can work with it (fault: `sigstore.instance-unreadable`). */
export interface Keeping<T> {
  readonly form: z.ZodType<T>
  readonly check: (texts: T) => void
}

const INSTANCE: Keeping<TrustTexts> = {
  form: z.object({ trustedRoot: z.string(), signingConfig: z.string(), signingConfigV2: z.string().exactOptional() }),
  check: checkTrustTexts,
}

/** One file, so that root and services always belong together. */
export const writeLastGood = (folder: string, texts: TrustTexts, now: Date): Promise<DatedTrust> =>
  writeDated(folder, texts, now)

/** What is stored; nothing, and the name that a damaged file was set aside under, where it cannot be used. */
export const readLastGood = (folder: string, now: Date): Promise<Stored<TrustTexts>> => readDated(folder, now, INSTANCE)

export interface Stored<T> {
  readonly trust?: T & { readonly date: string }
  readonly setAside?: string | undefined
}

export async function writeDated<T extends object>(folder: string, texts: T, now: Date): Promise<T & { date: string }> {
  const dated = { ...texts, date: now.toISOString() }
  await writeAtomic(join(folder, FILE), `${JSON.stringify({ version: 1, ...dated })}\n`)
  return dated
}

const Head = z.object({
  version: z.literal(1),
  /** When it was found good. */
  date: z.iso.datetime(),
})

export async function readDated<T extends object>(
  folder: string,
  now: Date,
  { form, check }: Keeping<T>,
): Promise<Stored<T>> {
  let text: string
  try {
    text = await readFile(join(folder, FILE), 'utf8')
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return {}
    // No permission, or a folder in its place: nothing that could be moved out of the way.
    return { setAside: FILE }
  }
  try {
    const json: unknown = JSON.parse(text)
    const { date } = Head.parse(json)
    const texts = form.parse(json)
    check(texts)
    return { trust: { ...texts, date } }
  } catch {
    return { setAside: await setAside(folder, [FILE], now).catch(() => FILE) }
  }
}

/** Whether this version can work with it. Fault: `sigstore.instance-unreadable`. */
export function checkTrustTexts({ trustedRoot, signingConfig, signingConfigV2 }: TrustTexts): void {
  readTrustedRoot(trustedRoot)
  readSigningConfig(signingConfig)
  if (signingConfigV2 !== undefined) readSigningConfig(signingConfigV2)
}
