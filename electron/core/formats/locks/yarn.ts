/** `yarn.lock`, of Yarn 1 and of the later ones. */
import { commitIn } from './commits.ts'
import { atCommit, type Lock, type Locked, lock } from './locked.ts'
import { linesOf } from './texts.ts'

/** An entry begins at the margin; what is said of it stands below, further in. */
export function yarnLock(text: string): Lock | undefined {
  const found: { readonly head: string; version: string; from: string }[] = []
  for (const line of linesOf(text).lines) {
    const bare = line.trim()
    if (bare === '' || bare.startsWith('#')) continue
    const last = found.at(-1)
    if (!line.startsWith(' ')) found.push({ head: line, version: '', from: '' })
    else if (!last) return undefined
    else {
      last.version ||= /^ {2}"?version"?:? "?([\w\-.+]+)"?$/.exec(line)?.[1] ?? ''
      last.from ||= /^ {2}"?(?:resolution:|resolved)"? "([^ '"]+)"$/.exec(line)?.[1] ?? ''
    }
  }
  return lock(
    found
      .filter(({ head }) => head !== '__metadata:' && !head.endsWith('@workspace:.":'))
      .map(({ head, version, from }): Locked => ({ name: nameOf(head), version, ...atCommit(commitIn(from)) })),
  )
}

/** `name@range, …:`. A range may name another package, which is what is installed. */
function nameOf(head: string): string {
  let rest = head
  // As often as one is another name of the next.
  for (;;) {
    const [entry = ''] = rest.replace(/^"/, '').replace(/:$/, '').split(',', 1)
    const at = entry.indexOf('@', 1)
    const [name, range] = at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)]
    if (!range.startsWith('npm:') || !range.includes('@')) return name
    rest = range.slice('npm:'.length)
  }
}
