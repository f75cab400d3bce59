/** A project that tests write down: paths with their contents, in the order of a walk. */
import type { CheckResult } from '../../electron/contract/model/check.ts'
import { CHECKS } from '../../electron/core/checks/index.ts'
import type { Tree } from '../../electron/core/ports.ts'
import { scan } from '../../electron/core/scan.ts'

export type Files = Readonly<Record<string, string | Uint8Array>>

export function treeOf(files: Files): Tree {
  const read = (path: string): Uint8Array => {
    const content = files[path]
    if (content === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' })
    return typeof content === 'string' ? Buffer.from(content) : content
  }
  const head = (path: string, bytes: number) => read(path).subarray(0, bytes)
  const stamp = (path: string) => Buffer.from(read(path)).toString('base64')
  return { paths: Object.keys(files).sort(), read: head, head, stamp, isLink: () => false }
}

/** What one check says of these files. */
export async function checked(id: string, files: Files): Promise<CheckResult> {
  const needs = { tree: treeOf(files), signal: new AbortController().signal, pause: async () => {}, now: new Date() }
  const wanted = CHECKS.filter((one) => one.id === id)
  const { checks } = await scan(wanted, needs)
  const [result] = checks
  if (!result) throw new Error(`there is no check ${id}`)
  return result
}
