/** Projects of the sizes that are wanted, made of real ones. */
import { cpSync, lstatSync, mkdirSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'

/**
 * Copies projects into one until it is large enough. Without Dockerfiles: Scorecard asks registries about their images, and what
 * would be timed is how long nobody answers.
 */
export function gather(trees, root, { files, bytes }) {
  const size = { files: 0, bytes: 0 }
  mkdirSync(root, { recursive: true })
  for (let round = 0; size.files < files || size.bytes < bytes; round++) {
    for (const { folder } of trees) {
      if (size.files >= files && size.bytes >= bytes) break
      const target = join(root, `${round}-${basename(folder)}`)
      for (const path of readdirSync(folder, { recursive: true })) {
        const from = join(folder, path)
        const found = lstatSync(from)
        if (!found.isFile() || /dockerfile/i.test(basename(path))) continue
        cpSync(from, join(target, path))
        size.files++
        size.bytes += found.size
        if (size.files >= files && size.bytes >= bytes) break
      }
    }
  }
  return size
}
