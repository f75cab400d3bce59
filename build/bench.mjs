/**
 * `npm run bench`: how fast and how small, as ratios of one run on one machine. Prints a table, writes out/bench.json, and
 * ends with 1 where a bar of docs/performance.md is missed. Arguments select measures.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from './app-build.mjs'
import { CLI, countermark, WHO } from './bench/measure.mjs'
import { withVirtualDisplay } from './display.mjs'
import { SetupFault } from './faults.mjs'
import { cosign } from './peers.mjs'
import { inRoot, projectNode } from './places.mjs'
import { entryPoint, say } from './run.mjs'
import { setUp } from './setup.mjs'

/** Loaded once the packages are there. */
const MEASURES = {
  batch: async () => (await import('./bench/batch.mjs')).batch,
  large: async () => (await import('./bench/large.mjs')).large,
  verify: async () => (await import('./bench/verify.mjs')).verify,
  window: async () => (await import('./bench/window.mjs')).window,
}

async function bench(args) {
  const unknown = args.find((name) => !Object.hasOwn(MEASURES, name))
  if (unknown !== undefined)
    throw new SetupFault('bench.unknown', { name: unknown, known: Object.keys(MEASURES).join(', ') })
  await setUp({ display: process.platform === 'linux' })
  await buildApp()
  const program = await cosign()
  const folder = mkdtempSync(join(tmpdir(), 'countermark-bench-'))
  const env = {
    ...process.env,
    HOME: folder,
    COUNTERMARK_DATA_DIR: join(folder, 'data'),
    TUF_ROOT: join(folder, 'tuf'),
  }
  const server = spawn(projectNode(), [CLI, 'practice', 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    await once(server.stdout, 'data')
    const rows = []
    const place = { folder, env, cosign: program, token: await token(env), trust: await trust(folder, env) }
    for (const name of args.length > 0 ? args : Object.keys(MEASURES)) {
      say(`measuring: ${name}…`)
      const measure = await MEASURES[name]()
      const run = (more) => measure({ ...place, env: { ...env, ...more } })
      rows.push(...(name === 'window' && process.platform === 'linux' ? await withVirtualDisplay(run) : await run({})))
    }
    return report(rows)
  } finally {
    server.kill()
    await once(server, 'exit')
    rmSync(folder, { recursive: true, force: true })
  }
}

const token = async (env) =>
  (await countermark(['practice', 'token', '--email', WHO.identity, '--ttl', '3600'], { env })).out.trim()

async function trust(folder, env) {
  const out = join(folder, 'trust')
  await countermark(['practice', 'trust', '--out', out], { env })
  return { trustedRoot: join(out, 'trusted_root.json'), signingConfig: join(out, 'signing_config.json') }
}

function report(rows) {
  const isMet = ({ measured, bar, isAtLeast = false }) => (isAtLeast ? measured >= bar : measured <= bar)
  const written = rows.map((row) => ({ ...row, isMet: isMet(row) }))
  const line = ({ what, measured, bar, isAtLeast, detail, isMet: met }) =>
    `${met ? 'met   ' : 'MISSED'}  ${measured.toFixed(2).padStart(7)}  ${isAtLeast ? '≥' : '≤'} ${String(bar).padEnd(5)}  ${what} (${detail})`
  process.stdout.write(`${written.map(line).join('\n')}\n`)
  mkdirSync(inRoot('out'), { recursive: true })
  writeFileSync(inRoot('out', 'bench.json'), `${JSON.stringify({ rows: written }, null, 2)}\n`)
  return written.every((row) => row.isMet) ? 0 : 1
}

await entryPoint(bench)
