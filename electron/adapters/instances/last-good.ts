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

const LastGood = z.object({
  version: z.literal(1),
  /** When it was found good. */
  date: z.iso.datetime(),
  trustedRoot: z.string(),
  signingConfig: z.string(),
  signingConfigV2: z.string().exactOptional(),
})

export interface DatedTrust extends TrustTexts {
  /** ISO 8601 in UTC. */
  readonly date: string
}

/** One file, so that root and services always belong together. */
export async function writeLastGood(folder: string, texts: TrustTexts, now: Date): Promise<DatedTrust> {
  const dated = { ...texts, date: now.toISOString() }
  await writeAtomic(join(folder, FILE), `${JSON.stringify({ version: 1, ...dated })}\n`)
  return dated
}

/** What is stored; nothing, and the name that a damaged file was set aside under, where it cannot be used. */
export async function readLastGood(
  folder: string,
  now: Date,
): Promise<{ trust?: DatedTrust; setAside?: string | undefined }> {
  let text: string
  try {
    text = await readFile(join(folder, FILE), 'utf8')
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return {}
    // No permission, or a folder in its place: nothing that could be moved out of the way.
    return { setAside: FILE }
  }
  try {
    const { version, ...trust } = LastGood.parse(JSON.parse(text))
    checkTrustTexts(trust)
    return { trust }
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
