import { fault } from '../../../contract/faults.ts'
import { perFile } from '../step.ts'

/** One streamed pass over the file. The digest is what is signed, so no later step reads the file again. */
export const digest = perFile({
  id: 'digest',
  scope: 'per-file',
  title: 'Read the files',
  explain: 'Each file is read once, and its SHA-256 digest taken.',
  needs: [],
  async run(_, artifact, { ports, signal, onBytes }) {
    const { sha256, stamp } = await ports.files.digest(artifact.path, { signal, onBytes })
    if (stamp.size === 0) throw fault('files.empty', { name: artifact.name })
    return { sha256, stamp }
  },
})
