import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { sessionResult } from '../../electron/core/signing/outcome.ts'
import { CA, LOGS, openStage, type SceneOptions, type Stage, to } from '../fakes/session-scene.ts'

let stage: Stage

async function open(version: 1 | 2): Promise<void> {
  await (stage as Stage | undefined)?.close()
  stage = await openStage(version)
}

const file = (name: string, contents: string) => stage.file(name, contents)
const scene = (paths: string[], options?: SceneOptions) => stage.scene(paths, options)

/** The digest that a request to a log carries, as hex. */
const digestOf = ({
  spec,
  hashedRekordRequestV002,
}: Record<string, { data: { hash: { value: string } }; digest: string }>) =>
  spec?.data.hash.value ?? Buffer.from(hashedRekordRequestV002?.digest ?? '', 'base64').toString('hex')

afterEach(() => stage.clear())
afterAll(() => stage.close())

describe.each(LOGS)('a session with a log of version $version', ({ version, log }) => {
  beforeAll(() => open(version))

  test('three files, one sign-in, one certificate, three bundles that a stranger verifies', async () => {
    const paths = ['one.tar.gz', 'two.whl', 'three.json'].map((name, i) => file(name, `contents ${i}`))
    const s = await scene(paths)
    await s.run()
    expect(s.who.opened).toHaveLength(1)
    expect(s.asked).toHaveLength(1)
    expect(to(s.requests, CA)).toHaveLength(1)
    expect(to(s.requests, log)).toHaveLength(3)
    for (const path of paths) {
      stage.strangerVerifies(path)
      expect(stage.bundleOf(path).mediaType).toBe('application/vnd.dev.sigstore.bundle.v0.3+json')
    }
    const result = sessionResult(s.state, stage.instance, new Date())
    expect(result).toMatchObject({
      identity: { name: 'ada@lovelace.example', kind: 'email', issuer: 'https://practice.countermark.test' },
      hallmark: { maker: 'ada@lovelace.example', fineness: null, office: 'practice', isPractice: true },
      files: paths.map(() => ({ state: 'signed' })),
    })
    expect(s.told.at(-1)?.steps.every((step) => step.state === 'done' && step.done === step.total)).toBe(true)
  })

  test('the record that consent is asked for is what is then logged, and nothing of it was sent before', async () => {
    let sentBefore: string[] = []
    const s = await scene([file('a.bin', 'a'), file('b.bin', 'b')], {
      onConsent: () => {
        sentBefore = s.requests.map((r) => new URL(r.url).pathname)
      },
    })
    await s.run()
    expect(sentBefore.every((path) => path.startsWith('/auth'))).toBe(true)
    const logged = to(s.requests, log).map((r) => digestOf(JSON.parse(String(r.body))))
    expect(s.asked[0]?.files.map(({ sha256 }) => sha256).sort()).toEqual(logged.sort())
    expect(s.asked[0]?.recipients.map((r) => r.role)).toEqual(['sign-in', 'certificate', 'timestamp', 'log'])
  })

  test('nothing but digests leaves the machine: no name, no contents, no path', async () => {
    const s = await scene([file('unannounced-product.bin', 'very private contents')])
    await s.run()
    const sent = s.requests.map(
      (r) => `${r.url} ${typeof r.body === 'string' ? r.body : Buffer.from(r.body ?? []).toString('latin1')}`,
    )
    expect(sent.join()).not.toMatch(/unannounced|private contents|countermark-release/)
  })

  test('the records hold neither key nor token', async () => {
    const s = await scene([file('a.bin', 'a')])
    const tokens: string[] = []
    const grab = await scene([file('b.bin', 'b')], {
      tap: (request) => {
        if (new URL(request.url).pathname === CA)
          tokens.push(JSON.parse(String(request.body)).credentials.oidcIdentityToken)
        return undefined
      },
    })
    await Promise.all([s.run(), grab.run()])
    expect(tokens).toHaveLength(1)
    expect(JSON.stringify(grab.state)).not.toContain(tokens[0])
    expect(JSON.stringify(s.state)).not.toMatch(/eyJ[\w-]+\.eyJ/)
  })

  test('files with equal contents get entries of their own', async () => {
    const paths = [file('a.txt', 'same'), file('b.txt', 'same')]
    const s = await scene(paths)
    await s.run()
    const indices = paths.map((path) => stage.bundleOf(path).verificationMaterial.tlogEntries[0]?.logIndex)
    expect(new Set(indices).size).toBe(2)
    for (const path of paths) stage.strangerVerifies(path)
  })
})
