/**
 * Whoever signs, whatever is signed, whichever log: every client accepts it, from the file and from its digest, and none
 * accepts another identity or another file. A cell that cannot exist has its reason, and is tried all the same.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Content, type LogVersion, PEERS, type Peer, type Place, type VerifyWork } from './peers.ts'

const ENTRY = fileURLToPath(new URL('../../out/cli/index.mjs', import.meta.url))
const OUT = fileURLToPath(new URL('../../out/', import.meta.url))
const WHO = { identity: 'ada@lovelace.example', issuer: 'https://practice.countermark.test' }
const CONTENTS: readonly Content[] = ['message', 'provenance', 'custom']
const LOGS: readonly LogVersion[] = [1, 2]
const TEXT = 'what was released\n'

interface Impossible {
  readonly by: string
  readonly content: readonly Content[]
  /** The producer whose bundles are meant; every one where nothing is said. */
  readonly from?: string
  readonly reason: string
}

const CANNOT_SIGN: readonly Impossible[] = [
  { by: 'sigstore-python', content: ['custom'], reason: 'its command line attests SLSA provenance only' },
]
const CANNOT_VERIFY: readonly Impossible[] = [
  {
    by: 'sigstore-python',
    content: ['provenance', 'custom'],
    from: 'cosign',
    reason: 'cosign writes in-toto statements of v0.1, and it reads v1 only',
  },
]

const reasonOf = (list: readonly Impossible[], peer: Peer, content: Content, from?: Peer): string | undefined =>
  list.find((one) => one.by === peer.name && one.content.includes(content) && (one.from ?? from?.name) === from?.name)
    ?.reason

interface Row {
  readonly producer: string
  readonly content: Content
  readonly log: LogVersion
  /** Kind and version of the log entry, or why there is none. */
  entry: string
  readonly consumers: Record<string, string>
}

let place: Place
let server: ReturnType<typeof spawn>
const rows: Row[] = []

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countermark-interop-'))
  const data = join(folder, 'data')
  const env = { PATH: process.env.PATH ?? '', HOME: folder, COUNTERMARK_DATA_DIR: data }
  const cli = (...args: string[]) => spawnSync(process.execPath, [ENTRY, ...args], { env, encoding: 'utf8' }).stdout
  server = spawn(process.execPath, [ENTRY, 'practice', 'serve', '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => server.stdout?.once('data', resolve))
  const trust = join(folder, 'trust')
  cli('practice', 'trust', '--out', trust)
  const trustedRoot = join(trust, 'trusted_root.json')
  const signingConfig = { 1: join(trust, 'signing_config.json'), 2: join(trust, 'signing_config_rekor_v2.json') }
  const together = (log: LogVersion) => {
    const path = join(folder, `client_trust_config_${log}.json`)
    const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'))
    const mediaType = 'application/vnd.dev.sigstore.clienttrustconfig.v0.1+json'
    const config = { mediaType, trustedRoot: read(trustedRoot), signingConfig: read(signingConfig[log]) }
    writeFileSync(path, JSON.stringify(config))
    return path
  }
  const predicate = join(folder, 'predicate.json')
  const buildDefinition = { buildType: 'https://example.org/by-hand/v1', externalParameters: { tag: 'v1.0.0' } }
  writeFileSync(
    predicate,
    JSON.stringify({ buildDefinition, runDetails: { builder: { id: 'https://example.org/laptop' } } }),
  )
  place = {
    folder,
    data,
    trustedRoot,
    signingConfig,
    clientTrustConfig: { 1: together(1), 2: together(2) },
    predicate,
    token: () => cli('practice', 'token', '--email', WHO.identity).trim(),
  }
})

afterAll(async () => {
  const gone = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  await gone
  rmSync(place.folder, { recursive: true, force: true })
  report()
})

const combinations = PEERS.flatMap((producer) =>
  CONTENTS.flatMap((content) => LOGS.map((log) => ({ producer, content, log, name: producer.name }))),
)

describe.each(combinations)('$content by $name, log version $log', ({ producer, content, log }) => {
  const row: Row = { producer: producer.name, content, log, entry: '', consumers: {} }
  rows.push(row)
  const cannot = reasonOf(CANNOT_SIGN, producer, content)
  let subject: VerifyWork

  test(cannot === undefined ? 'is signed' : `cannot be: ${cannot}`, () => {
    const folder = join(place.folder, `${producer.name}-${content}-${log}`)
    mkdirSync(folder)
    const file = join(folder, 'release.tar.gz')
    writeFileSync(file, TEXT)
    const bundle = join(folder, 'bundle.json')
    const { isFine, said } = producer.sign({ content, log, file, bundle }, place)
    expect(isFine, said).toBe(cannot === undefined)
    row.entry = cannot ?? entryOf(bundle)
    subject = { content, subject: file, bundle, ...WHO }
  })

  if (cannot !== undefined) return

  test.each(PEERS)('$name judges it', (consumer) => {
    const digest = `sha256:${createHash('sha256').update(TEXT).digest('hex')}`
    const unable = reasonOf(CANNOT_VERIFY, consumer, content, producer)
    const verify = (over: Partial<VerifyWork> = {}) => consumer.verify({ ...subject, ...over }, place)
    for (const [what, one] of Object.entries({ file: subject.subject, digest })) {
      const { isFine, said } = verify({ subject: one })
      expect(isFine, `${what}: ${said}`).toBe(unable === undefined)
    }
    const other = join(place.folder, 'another-file')
    writeFileSync(other, `${TEXT}and more\n`)
    expect(verify({ subject: other }).isFine).toBe(false)
    expect(verify({ identity: 'eve@lovelace.example' }).isFine).toBe(false)
    expect(verify({ issuer: 'https://accounts.example' }).isFine).toBe(false)
    row.consumers[consumer.name] = unable ?? 'file, digest'
  })
})

function entryOf(bundle: string): string {
  const { kindVersion } = JSON.parse(readFileSync(bundle, 'utf8')).verificationMaterial.tlogEntries[0]
  return `${kindVersion.kind} ${kindVersion.version}`
}

/** Printed for people, written for programs. */
function report(): void {
  const names = PEERS.map(({ name }) => name)
  const lines = rows.map(({ producer, content, log, entry, consumers }) => [
    producer,
    content,
    `v${log}`,
    entry,
    ...names.map((name) => (consumers[name] === 'file, digest' ? 'accepts' : consumers[name] === undefined ? '' : '—')),
  ])
  const head = ['signed by', 'content', 'log', 'entry', ...names]
  const widths = head.map((text, i) => Math.max(text.length, ...lines.map((line) => line[i]?.length ?? 0)))
  const print = (line: readonly string[]) =>
    line
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd()
  const reasons = CANNOT_VERIFY.map(
    ({ by, content, from, reason }) => `— ${by}, ${content.join(' and ')} by ${from}: ${reason}`,
  )
  process.stdout.write(`\n${[head, ...lines].map(print).join('\n')}\n${reasons.join('\n')}\n\n`)
  writeFileSync(
    join(OUT, 'interop.json'),
    `${JSON.stringify({ rows, cannotSign: CANNOT_SIGN, cannotVerify: CANNOT_VERIFY }, null, 2)}\n`,
  )
}
