import { perFile } from '../step.ts'
import { writeBundle } from '../write-bundle.ts'

/** The same bundle beside each file that the statement is about: whoever has the file finds it. */
export const saveStatement = perFile({
  id: 'save-statement',
  scope: 'per-file',
  acts: true,
  title: 'Write the bundle',
  explain: 'Beside each file. An existing bundle stays unless you said otherwise.',
  needs: ['digest', 'bundle-statement', 'verify-statement'],
  run: ({ digest, 'bundle-statement': { json } }, artifact, context) => writeBundle(json, digest, artifact, context),
})
