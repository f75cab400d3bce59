/** Writes a bundle beside its artifact: whole or not at all, and never over anything without having been told to. */
import { basename } from 'node:path'
import type { Bundle as SerializedBundle } from 'sigstore'
import { fault } from '../../contract/faults.ts'
import { bundleNames, isPracticeBundle } from './bundle-names.ts'
import { bundleText, holds } from './bundle-text.ts'
import type { StepRecords } from './records.ts'
import type { Artifact, StepContext } from './step.ts'

/** No bundle is larger; whatever is larger is not ours to replace. */
const MAX_BUNDLE_BYTES = 64 * 1024 * 1024

/** Faults: `files.changed-meanwhile`, `files.bundle-exists`, `files.foreign-bundle` and those of writing. */
export async function writeBundle(
  json: SerializedBundle,
  { stamp }: StepRecords['digest'],
  artifact: Artifact,
  context: StepContext,
): Promise<StepRecords['save']> {
  const { version, size } = await context.ports.files.inspect(artifact.path)
  if (version !== stamp.version || size !== stamp.size) throw fault('files.changed-meanwhile', { name: artifact.name })
  const path = await write(bundleText(json), artifact, context)
  return { path, name: basename(path) }
}

async function write(text: string, { bundleStem, name }: Artifact, context: StepContext): Promise<string> {
  const { files } = context.ports
  for (const path of bundleNames(bundleStem, context.instance.isPractice)) {
    if (await files.writeNew(path, text)) return path
    // Written before the session was cut off, a moment too early for its journal to know.
    if (await holds(path, text, files)) return path
    if (context.existing === 'ask') throw fault('files.bundle-exists', { name })
    if (context.existing === 'keep-both') continue
    await checkReplaceable(path, context)
    await files.replace(path, text)
    return path
  }
  throw fault('files.bundle-exists', { name })
}

/** Practice replaces practice, and nothing else. */
async function checkReplaceable(path: string, { ports, instance }: StepContext): Promise<void> {
  if (!instance.isPractice) return
  const { size } = await ports.files.inspect(path)
  const bytes = await ports.files.read(path, Math.min(size, MAX_BUNDLE_BYTES))
  if (bytes && !isPracticeBundle(bytes, instance.trust)) throw fault('files.foreign-bundle', { name: basename(path) })
}
