import { basename } from 'node:path'
import { fault } from '../../../contract/faults.ts'
import { bundleNames, isPracticeBundle } from '../bundle-names.ts'
import { perFile, type StepContext } from '../step.ts'

/** No bundle is larger; whatever is larger is not ours to replace. */
const MAX_BUNDLE_BYTES = 4 * 1024 * 1024

/** Beside the artifact, whole or not at all, and never over anything without having been told to. */
export const save = perFile({
  id: 'save',
  scope: 'per-file',
  title: 'Write the bundle',
  explain: 'Beside its file. An existing bundle stays unless you said otherwise.',
  needs: ['digest', 'bundle', 'verify'],
  async run({ digest, bundle }, artifact, context) {
    const { files } = context.ports
    const { version, size } = await files.inspect(artifact.path)
    if (version !== digest.stamp.version || size !== digest.stamp.size) {
      throw fault('files.changed-meanwhile', { name: artifact.name })
    }
    const path = await write(artifact.path, `${JSON.stringify(bundle.json)}\n`, artifact.name, context)
    return { path, name: basename(path) }
  },
})

async function write(artifactPath: string, text: string, name: string, context: StepContext): Promise<string> {
  const { files } = context.ports
  for (const path of bundleNames(artifactPath, context.instance.isPractice)) {
    if (await files.writeNew(path, text)) return path
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
  const bytes = await ports.files.read(path, MAX_BUNDLE_BYTES)
  if (bytes && !isPracticeBundle(bytes, instance.trust)) throw fault('files.foreign-bundle', { name: basename(path) })
}
