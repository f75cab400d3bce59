/** The text that is offered for a README, run as it stands: by all three tools, on a real file and on one that was altered. */
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readmeText } from '../../electron/core/verify/readme-text.ts'

const ENTRY = fileURLToPath(new URL('../../out/cli/index.mjs', import.meta.url))
const SIGNER = { name: "o'brien@lovelace.example", issuer: 'https://practice.countermark.test' }
const NAME = 'a `name` with $(odd) letters.txt'
const folder = mkdtempSync(join(tmpdir(), 'countermark-readme-'))
const bin = join(folder, 'bin')
let server: ReturnType<typeof spawn>

const env = {
  PATH: [bin, dirname(process.env.COSIGN ?? ''), dirname(process.env.SIGSTORE_PYTHON ?? ''), process.env.PATH].join(
    ':',
  ),
  HOME: folder,
  LC_ALL: 'C.UTF-8',
  COUNTERMARK_DATA_DIR: join(folder, 'data'),
}
const cli = (args: string[], input = '') =>
  spawnSync(process.execPath, [ENTRY, ...args], { env, cwd: folder, encoding: 'utf8', input })

beforeAll(async () => {
  mkdirSync(bin)
  // The practice instance has to be asked for by name: the text is written for instances that prove something.
  const program = join(bin, 'countermark')
  writeFileSync(program, `#!/bin/sh\nshift\nexec '${process.execPath}' '${ENTRY}' verify --instance practice "$@"\n`)
  chmodSync(program, 0o755)
  server = spawn(process.execPath, [ENTRY, 'practice', 'serve', '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => server.stdout?.once('data', resolve))
  writeFileSync(join(folder, NAME), 'what was released\n')
  const token = cli(['practice', 'token', '--email', SIGNER.name]).stdout
  expect(cli(['sign', '--instance', 'practice', '--identity-token-file', '-', NAME], token).status).toBe(0)
  cli(['practice', 'trust', '--out', folder])
}, 60_000)
afterAll(() => {
  server.kill()
  rmSync(folder, { recursive: true, force: true })
})

const text = readmeText({
  artifact: NAME,
  bundle: `${NAME}.practice.sigstore.json`,
  signer: SIGNER,
  predicateType: undefined,
  trustedRoot: 'trusted_root.json',
  instance: 'the practice instance',
})
const commands = [...text.matchAll(/^([\w-]+):\n\n(`{3,})sh\n([\s\S]*?)\n\2$/gm)].map(
  ([, tool = '', , command = '']) => [tool, command] as const,
)

test('has a command for each of three tools', () => {
  expect(commands.map(([tool]) => tool)).toEqual(['cosign', 'sigstore-python', 'countermark'])
})

describe.each(commands)('%s', (_, command) => {
  const run = () => spawnSync('sh', ['-c', command], { env, cwd: folder, encoding: 'utf8' })

  test('accepts the file, and neither an altered one nor another signer', () => {
    const fine = run()
    expect(`${fine.status} ${fine.stderr}`).toMatch(/^0 /)
    const original = readFileSync(join(folder, NAME))
    writeFileSync(join(folder, NAME), 'something else\n')
    expect(run().status).not.toBe(0)
    writeFileSync(join(folder, NAME), original)
    const other = command.replaceAll("o'\\''brien", 'eve')
    expect(other).not.toBe(command)
    expect(spawnSync('sh', ['-c', other], { env, cwd: folder }).status).not.toBe(0)
  })
})
