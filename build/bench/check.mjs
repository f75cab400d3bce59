/** The checks that ask nobody, a whole process each: this command line against Scorecard, on three sizes of projects. */
import { cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parityTrees, scorecard } from '../peers.mjs'
import { inRoot } from '../places.mjs'
import { countermark, inPairs, median, timed } from './measure.mjs'

const CHECKS = [
  'Binary-Artifacts',
  'Dangerous-Workflow',
  'Dependency-Update-Tool',
  'License',
  'Packaging',
  'Pinned-Dependencies',
  'SAST',
  'Security-Policy',
  'Token-Permissions',
].join(',')

const MIB = 1024 * 1024
const SIZES = [
  { name: 'small', files: 60, bytes: 0, rounds: 21, bar: { most: 4 } },
  { name: 'middling', files: 5_000, bytes: 0, rounds: 11, bar: { most: 1 } },
  // With what npm installed, as a folder is that somebody works in.
  { name: 'large', files: 35_000, bytes: 800 * MIB, rounds: 5, bar: { least: 3 }, isInstalled: true },
]

export async function check({ folder, env }) {
  const program = await scorecard()
  const trees = JSON.parse(readFileSync(await parityTrees(), 'utf8'))
  const rows = []
  for (const { name, files, bytes, rounds, bar, isInstalled = false } of SIZES) {
    const root = join(folder, `project-${name}`)
    const installed = isInstalled ? [{ folder: inRoot('node_modules') }] : []
    const size = gather([...installed, ...trees], root, { files, bytes })
    const theirArgs = ['--local', root, '--checks', CHECKS, '--format', 'json']
    const ourArgs = ['check', root, '--local', '--checks', CHECKS, '--format', 'json']
    await countermark(ourArgs, { env })
    await timed(program, theirArgs, { env })
    let peak = 0
    const times = await inPairs(
      rounds,
      async () => {
        const run = await countermark(ourArgs, { env })
        peak = Math.max(peak, run.peak)
        return run.seconds
      },
      async () => (await timed(program, theirArgs, { env })).seconds,
    )
    const [ours, theirs] = [median(times.ours), median(times.theirs)]
    const detail = `${(ours * 1000).toFixed(0)} ms against ${(theirs * 1000).toFixed(0)} ms; ${size.files} files, ${Math.round(size.bytes / MIB)} MiB`
    const what = `check a ${name} project, whole process`
    if (bar.most)
      rows.push({
        what: `${what}: times the time of scorecard --local`,
        measured: ours / theirs,
        bar: bar.most,
        detail,
      })
    else {
      rows.push({
        what: `${what}: times faster than scorecard --local`,
        measured: theirs / ours,
        bar: bar.least,
        isAtLeast: true,
        detail,
      })
      rows.push({
        what: `${what}: peak memory, MiB`,
        measured: peak / MIB,
        bar: 200,
        detail: 'of the command, without its worker',
      })
    }
    rmSync(root, { recursive: true })
  }
  return rows
}

/**
 * Copies projects into one until it is large enough. Without Dockerfiles: Scorecard asks registries about their images, and what
 * would be timed is how long nobody answers.
 */
function gather(trees, root, { files, bytes }) {
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
