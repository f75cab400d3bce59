/** The other Sigstore clients of `npm run interop`: pinned by files of this repository, installed into the cache folder. */
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SetupFault } from './faults.mjs'
import { inCache, inRoot } from './places.mjs'
import { ask, run, say } from './run.mjs'

const isWindows = process.platform === 'win32'

/** The Python of an environment that has the client, made anew whenever the requirements change. */
export const sigstorePython = () =>
  installed('sigstore-python', [inRoot('test', 'interop', 'requirements.txt')], {
    program: isWindows ? ['Scripts', 'python.exe'] : ['bin', 'python'],
    async install(folder, python) {
      const made = ask(isWindows ? 'python' : 'python3', ['-m', 'venv', folder])
      if (made.status !== 0)
        throw new SetupFault('interop.python', { reason: lastLine(made) || 'python3 is not there' })
      // The file has all of them: what they need is not looked for, since a newer version may be found that it does not pin.
      const options = [
        '--disable-pip-version-check',
        '--quiet',
        '--no-deps',
        '--require-hashes',
        '--only-binary',
        ':all:',
      ]
      const requirements = inRoot('test', 'interop', 'requirements.txt')
      const status = await run(python, ['-m', 'pip', 'install', ...options, '-r', requirements])
      if (status !== 0) throw new SetupFault('interop.python', { reason: 'pip says why above' })
    },
  })

export const cosign = () => goTool('cosign', 'github.com/sigstore/cosign/v3/cmd/cosign')
export const scorecard = () => goTool('scorecard', 'github.com/ossf/scorecard/v5')

/** A program in Go, built from the modules that go.mod and go.sum pin. */
function goTool(name, tool) {
  const module = inRoot('test', 'interop', 'peers')
  return installed(name, [join(module, 'go.mod'), join(module, 'go.sum')], {
    program: [isWindows ? `${name}.exe` : name],
    async install(folder, program) {
      const version = ask('go', ['version'])
      if (version.status !== 0) throw new SetupFault('interop.go', { reason: 'go is not there' })
      mkdirSync(folder)
      const args = ['build', '-mod=readonly', '-trimpath', '-buildvcs=false', '-o', program, tool]
      const status = await run('go', args, { cwd: module })
      if (status !== 0) throw new SetupFault('interop.go', { reason: 'go says why above' })
    },
  })
}

/**
 * The folder with evidence that npm's registry once gave out, and with the package that it is of: the one lies in a Go module
 * beside its examples, the other is fetched from the registry. Both are pinned.
 */
export const npmEvidence = () => {
  const pins = inRoot('test', 'interop', 'npm-evidence.json')
  return installed('npm-evidence', [pins], {
    program: [],
    async install(folder) {
      mkdirSync(folder)
      const { module, sum, package: name, sha512 } = JSON.parse(readFileSync(pins, 'utf8'))
      const examples = join(moduleFolder(module, sum, folder), 'examples')
      for (const file of ['bundle-provenance.json', 'bundle-publish.json', 'publish_key.pub'])
        copyFileSync(join(examples, file), join(folder, file))
      const args = ['pack', name, '--silent', '--pack-destination', folder]
      const packed = ask('npm', args, { cwd: folder })
      const tarball = join(folder, packed.stdout?.trim() ?? '')
      if (packed.status !== 0 || createHash('sha512').update(readFileSync(tarball)).digest('hex') !== sha512)
        throw new SetupFault('interop.npm', { package: name })
      copyFileSync(tarball, join(folder, 'package.tgz'))
    },
  })
}

/** The folder with attestations that GitHub gave out, from a Go module that tests itself by them. Pinned. */
export const githubEvidence = () => {
  const pins = inRoot('test', 'interop', 'github-evidence.json')
  return installed('github-evidence', [pins], {
    program: [],
    async install(folder) {
      mkdirSync(folder)
      const { module, sum, folder: inside, files } = JSON.parse(readFileSync(pins, 'utf8'))
      const from = join(moduleFolder(module, sum, folder), inside)
      for (const file of files) copyFileSync(join(from, file), join(folder, file))
    },
  })
}

/**
 * The projects that both Scorecard and Countermark look at: Go modules where they lie, and packages of npm, crates and source
 * archives of Python, unpacked. JSON: their names and folders. All of them are pinned, and nothing of them is run.
 */
export const parityTrees = () => {
  const pins = inRoot('test', 'interop', 'parity-trees.json')
  return installed('parity-trees', [pins], {
    program: ['trees.json'],
    async install(folder, program) {
      mkdirSync(folder)
      const { modules, packages, crates, sdists } = JSON.parse(readFileSync(pins, 'utf8'))
      const trees = [
        ...Object.entries(modules).map(([name, sum]) => ({ name, folder: moduleFolder(name, sum, folder) })),
        ...Object.entries(packages).map(([name, sha512]) => ({ name, folder: packageFolder(name, sha512, folder) })),
        ...crateFolders(crates, folder),
        ...sdistFolders(sdists, folder),
      ]
      writeFileSync(program, JSON.stringify(trees))
    },
  })
}

function packageFolder(name, sha512, folder) {
  const packed = ask('npm', ['pack', name, '--silent', '--ignore-scripts', '--pack-destination', folder], {
    cwd: folder,
  })
  const tarball = join(folder, packed.stdout?.trim() ?? '')
  const tree = packed.status === 0 ? unpacked(tarball, 'sha512', sha512) : undefined
  if (tree === undefined) throw new SetupFault('interop.npm', { package: name })
  return tree
}

/** The folder of an archive, where it is the one that was pinned. */
function unpacked(archive, algorithm, digest) {
  if (createHash(algorithm).update(readFileSync(archive)).digest('hex') !== digest) return undefined
  const tree = `${archive}.tree`
  mkdirSync(tree)
  return ask('tar', ['-xzf', archive, '-C', tree]).status === 0 ? tree : undefined
}

/** Crates that need no others. Cargo writes beside each what the digest of its archive was. */
function crateFolders(crates, folder) {
  const project = join(folder, 'crates')
  mkdirSync(join(project, 'src'), { recursive: true })
  writeFileSync(join(project, 'src', 'lib.rs'), '')
  const needs = Object.keys(crates).map((name) => name.replace(/^(.*)@(.*)$/, '$1 = "=$2"'))
  const manifest = ['[package]', 'name = "trees"', 'version = "0.0.0"', 'edition = "2021"', '[dependencies]', ...needs]
  writeFileSync(join(project, 'Cargo.toml'), `${manifest.join('\n')}\n`)
  const fetched = ask('cargo', ['vendor', '--versioned-dirs', '--quiet', 'all'], { cwd: project })
  if (fetched.status !== 0) throw new SetupFault('interop.cargo', { reason: lastLine(fetched) || 'cargo is not there' })
  return Object.entries(crates).map(([name, sha256]) => {
    const tree = join(project, 'all', name.replace('@', '-'))
    const sums = join(tree, '.cargo-checksum.json')
    if (!existsSync(sums) || JSON.parse(readFileSync(sums, 'utf8')).package !== sha256)
      throw new SetupFault('interop.cargo', { reason: `${name} cannot be had, or is another one` })
    return { name, folder: tree }
  })
}

function sdistFolders(sdists, folder) {
  const program = inRoot('test', 'interop', 'sdists.py')
  const fetched = ask(isWindows ? 'python' : 'python3', [program, folder, ...Object.keys(sdists)], { cwd: folder })
  if (fetched.status !== 0)
    throw new SetupFault('interop.sdists', { reason: lastLine(fetched) || 'python3 is not there' })
  const files = fetched.stdout.trim().split(/\r?\n/)
  return Object.entries(sdists).map(([name, sha256], i) => {
    const tree = unpacked(join(folder, files[i] ?? ''), 'sha256', sha256)
    if (tree === undefined) throw new SetupFault('interop.sdists', { reason: `${name} is another one` })
    return { name, folder: tree }
  })
}

/** The folder of the module in which Scorecard's scanner reads lock files, with the samples that it is tested with. */
export function scannerSamples() {
  const args = ['list', '-mod=readonly', '-m', '-f', '{{.Dir}}', 'github.com/google/osv-scalibr']
  const listed = ask('go', args, { cwd: inRoot('test', 'interop', 'peers') })
  const folder = listed.status === 0 ? listed.stdout.trim() : ''
  if (folder === '') throw new SetupFault('interop.go', { reason: 'the samples of the scanner cannot be had' })
  return join(folder, 'extractor', 'filesystem')
}

/** Where a Go module of this digest lies. */
function moduleFolder(module, sum, cwd) {
  const fetched = ask('go', ['mod', 'download', '-json', module], { cwd })
  const { Dir, Sum } = fetched.status === 0 ? JSON.parse(fetched.stdout) : {}
  if (Sum !== sum) throw new SetupFault('interop.go', { reason: `${module} cannot be had, or is another one` })
  return Dir
}

/** The program of a peer, in a folder that is named after what pins it. A half-made one is made anew. */
async function installed(name, pins, { program, install }) {
  const hash = createHash('sha256')
  for (const pin of pins) hash.update(readFileSync(pin))
  const folder = inCache(`interop-${name}-${hash.digest('hex').slice(0, 16)}`)
  const path = join(folder, ...program)
  const stamp = join(folder, 'complete')
  if (existsSync(stamp)) return path
  say(`installing ${name}, which takes a while the first time…`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(dirname(folder), { recursive: true })
  await install(folder, path)
  writeFileSync(stamp, new Date().toISOString())
  return path
}

const lastLine = ({ stderr, stdout }) => (stderr || stdout || '').trim().split('\n').at(-1)
