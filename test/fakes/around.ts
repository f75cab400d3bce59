/** Lock files that tests write down, with what lies beside them. */
import { lockFileOf } from '../../electron/core/formats/locks/index.ts'
import type { Lock, Locked } from '../../electron/core/formats/locks/locked.ts'

type Texts = Readonly<Record<string, string>>

/** The first of these files, read with the others around it. */
export function lockIn(files: Texts): Lock | undefined {
  const [path = ''] = Object.keys(files)
  return lockFileOf(path)?.read(path, {
    has: (other) => Object.hasOwn(files, other),
    made(_, other, make) {
      const text = files[other]
      return text === undefined ? undefined : make(text)
    },
  })
}

/** What it names, as `ecosystem name version /groups`, each where there is one. */
export const namedIn = (files: Texts): string[] | undefined => lockIn(files)?.packages.map(textOf)

const textOf = ({ name, version, commit, ecosystem = '', groups = [] }: Locked): string =>
  [ecosystem, name, version, version === '' && commit ? `#${commit}` : '', groups.map((group) => `/${group}`).join('')]
    .filter((part) => part !== '')
    .join(' ')
