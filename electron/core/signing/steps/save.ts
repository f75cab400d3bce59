import { perFile } from '../step.ts'
import { writeBundle } from '../write-bundle.ts'

export const save = perFile({
  id: 'save',
  scope: 'per-file',
  acts: true,
  title: 'Write the bundle',
  explain: 'Beside its file. An existing bundle stays unless you said otherwise.',
  needs: ['digest', 'bundle', 'verify'],
  run: ({ digest, bundle: { json } }, artifact, context) => writeBundle(json, digest, artifact, context),
})
