/** Every trusted root of this machine, for a bundle that may be of any instance. */
import type { Asking, TrustedRoot } from '../../core/verify/examine.ts'
import type { Instances } from '../instances.ts'
import type { GithubsRoot } from './githubs-root.ts'

/**
 * The public good instance first; then GitHub's own if its root was ever got, those that were imported, practice if it ever
 * ran here, and staging. No network is
 * used. One that cannot be read is left out, unless it is the first: faults of `Instances.open`.
 */
export async function trustedRoots(
  instances: Instances,
  githubs: GithubsRoot,
  signal: AbortSignal,
): Promise<Asking['trusted']> {
  const open = async (id: string): Promise<TrustedRoot> => {
    const { kind, title, trustSource, trustedRoot } = await instances.open(id, { purpose: 'verify', signal })
    return { id, kind, title, source: trustSource, text: trustedRoot }
  }
  const [first, own, { instances: imported }, hasPractised] = await Promise.all([
    open('public'),
    githubs.known().catch(() => undefined),
    instances.list(),
    instances.hasPractised(),
  ])
  const others = [...imported.map(({ id }) => id), ...(hasPractised ? ['practice'] : []), 'staging']
  const opened = await Promise.all(others.map((id) => open(id).catch(() => undefined)))
  return [first, ...(own ? [own] : []), ...opened.filter((root) => root !== undefined)]
}
