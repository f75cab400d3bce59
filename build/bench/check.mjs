/** The checks that ask nobody, a whole process each: this command line against Scorecard, on three sizes of projects. */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parityTrees, scorecard } from '../peers.mjs'
import { inRoot } from '../places.mjs'
import { eachCheck } from './each-check.mjs'
import { gather } from './gather.mjs'
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
    if (!isInstalled)
      process.stdout.write(
        `each check of a ${name} project by itself, ${size.files} files:\n${await eachCheck(root)}\n`,
      )
    rmSync(root, { recursive: true })
  }
  return rows
}
