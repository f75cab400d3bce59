/**
 * Writes resources/trust/: the trust data of the built-in instances as other Sigstore clients ship it, for a first start
 * without a network. Run by the project's own Node. The packages are pinned by their digests; a newer copy is a change of
 * this file.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BUILT_IN, GITHUBS_OWN, REGISTRIES } from '../electron/core/endpoints.ts'
import { SetupFault } from './faults.mjs'
import { inRoot } from './places.mjs'
import { ask, entryPoint, say } from './run.mjs'

const NPM = {
  name: '@sigstore/tuf@5.0.1',
  sha256: '5957180cc0095d1531477e2fb65d9a3de1aeec7188962502a1a53c29ca130acb',
  published: '2026-11-05',
}
const PYTHON = {
  name: 'sigstore==4.5.1',
  sha256: '02e000197b34980f1d382741d6f83c2fecbcef7debf7304f36a5253f3c892cd9',
  published: '2026-10-20',
}

/** GitHub's own client; only the TUF root of GitHub's instance is published in a package. */
const GO = {
  name: 'github.com/cli/cli/v2@v2.95.0',
  sum: 'h1:0FjCMI5teIqoZRfGSFeMuwbVzG4r0Cer9brsXC7wtwA=',
  published: '2026-06-17',
}

/**
 * Both packages have the trusted root of the public instance, and it must be the same one. The npm package has the newer
 * TUF root, only the Python one has the signing configs and the staging instance.
 */
async function refresh() {
  const work = mkdtempSync(join(tmpdir(), 'countermark-trust-'))
  try {
    say(`taking ${NPM.name}, ${PYTHON.name} and ${GO.name} from their registries…`)
    const seeds = npmSeeds(work)
    const wheel = pythonStore(work)
    for (const [id, { trust }] of Object.entries(BUILT_IN)) {
      const folder = join(wheel, encodeURIComponent(trust))
      const stored = (name) => readFileSync(join(folder, name), 'utf8')
      const seed = seeds[trust]
      const seeded = (name) => Buffer.from(seed[name] ?? seed.targets[name], 'base64').toString('utf8')
      if (seed && seeded('trusted_root.json') !== stored('trusted_root.json')) {
        throw unfit(`the packages do not agree on the trusted root of ${id}`)
      }
      write(id, {
        'root.json': seed ? seeded('root.json') : stored('root.json'),
        'trusted_root.json': stored('trusted_root.json'),
        'signing_config.json': stored('signing_config.v0.2.json'),
        'source.json': JSON.stringify({ date: seed ? NPM.published : PYTHON.published, from: [NPM, PYTHON] }),
      })
    }
    const keys = encodeURIComponent(`${new URL(REGISTRIES.npm).host}/keys.json`)
    write('npm', {
      'keys.json': Buffer.from(seeds[BUILT_IN.public.trust].targets[keys], 'base64').toString('utf8'),
      'source.json': JSON.stringify({ date: NPM.published, from: [NPM] }),
    })
    write('github', {
      'root.json': githubsTufRoot(work),
      'source.json': JSON.stringify({ date: GO.published, from: [GO] }),
    })
    return 0
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function npmSeeds(work) {
  const folder = inWork(work, 'npm')
  done(ask('npm', ['pack', NPM.name, '--silent', '--ignore-scripts', '--pack-destination', folder], { cwd: folder }))
  const file = pinned(folder, NPM)
  done(ask('tar', ['-xzf', file, '-C', folder, 'package/seeds.json']))
  return JSON.parse(readFileSync(join(folder, 'package', 'seeds.json'), 'utf8'))
}

function pythonStore(work) {
  const folder = inWork(work, 'python')
  const options = ['--no-deps', '--only-binary', ':all:', '--quiet', '--disable-pip-version-check']
  done(ask('python3', ['-m', 'pip', 'download', ...options, '--dest', folder, PYTHON.name]))
  const file = pinned(folder, PYTHON)
  done(ask('python3', ['-m', 'zipfile', '-e', file, folder]))
  return join(folder, 'sigstore', '_store')
}

function githubsTufRoot(work) {
  const { stdout, stderr, status } = ask('go', ['mod', 'download', '-json', GO.name], { cwd: inWork(work, 'go') })
  done({ status, stderr, stdout })
  const { Dir, Sum } = JSON.parse(stdout)
  if (Sum !== GO.sum) throw unfit(`${GO.name} is not the one that was pinned`)
  const folder = join(Dir, 'pkg', 'cmd', 'attestation', 'verification', 'embed', new URL(GITHUBS_OWN.trust).host)
  return readFileSync(join(folder, 'root.json'), 'utf8')
}

function inWork(work, name) {
  const folder = join(work, name)
  mkdirSync(folder)
  return folder
}

/** The one file that was downloaded, if it is the one that was pinned. */
function pinned(folder, { name, sha256 }) {
  const [file, ...more] = readdirSync(folder).map((entry) => join(folder, entry))
  if (!file || more.length > 0) throw unfit(`${name} did not arrive`)
  const found = createHash('sha256').update(readFileSync(file)).digest('hex')
  if (found !== sha256) throw unfit(`${name} is not the one that was pinned`)
  return file
}

/** Laid out the same each time, so that a refresh shows what changed. */
function write(id, texts) {
  const folder = inRoot('resources', 'trust', id)
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(texts)) {
    writeFileSync(join(folder, name), `${JSON.stringify(JSON.parse(text), null, 1)}\n`)
  }
}

function done({ status, stderr, stdout }) {
  if (status !== 0) throw unfit((stderr || stdout).trim().split('\n').at(-1) || 'a program is missing')
}

const unfit = (reason) => new SetupFault('trust.unfit', { reason })

await entryPoint(refresh)
