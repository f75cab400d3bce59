/** What `npm run bench` runs, by the project's own Node. Arguments select measures. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withVirtualDisplay } from '../display.mjs'
import { SetupFault } from '../faults.mjs'
import { cosign } from '../peers.mjs'
import { inRoot, projectNode } from '../places.mjs'
import { entryPoint, say } from '../run.mjs'
import { batch } from './batch.mjs'
import { check } from './check.mjs'
import { large } from './large.mjs'
import { many } from './many.mjs'
import { CLI, countermark, WHO } from './measure.mjs'
import { recheck } from './recheck.mjs'
import { verify } from './verify.mjs'
import { window } from './window.mjs'

const MEASURES = { batch, large, verify, many, check, recheck, window }
/** Those that open a window. */
const SHOWN = new Set(['recheck', 'window'])

async function bench(args) {
  const unknown = args.find((name) => !Object.hasOwn(MEASURES, name))
  if (unknown !== undefined)
    throw new SetupFault('bench.unknown', { name: unknown, known: Object.keys(MEASURES).join(', ') })
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
      const run = (more) => MEASURES[name]({ ...place, env: { ...env, ...more } })
      rows.push(...(SHOWN.has(name) && process.platform === 'linux' ? await withVirtualDisplay(run) : await run({})))
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
