/**
 * `npm run package:cli`: the command line as a package folder, out/npm, and as the tarball that would be published. The
 * same sources make the same bytes. Nothing is published from here.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildApp } from './app-build.mjs'
import { setUpPackages } from './packages.mjs'
import { inRoot } from './places.mjs'
import { entryPoint, say } from './run.mjs'

const README = `# countermark

The command line of Countermark: signs the files of a release with Sigstore, without keys to look after, and says what a bundle
proves about a file. The app, the documentation and the source are in the repository that package.json names.

    countermark sign --instance practice dist/*
    countermark verify --instance practice --any-signer dist/app.tar.gz
    countermark --help

The practice instance is built in and needs no network. It runs on Node 20 and newer. Packages whose code is bundled in are listed
in licences.json.
`

/** Writes the folder and returns its path. `out` is where; the built command line is taken from `from`. */
export function writePackage({ from = inRoot('out', 'cli'), out = inRoot('out', 'npm') } = {}) {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  for (const name of readdirSync(from).filter((one) => one.endsWith('.mjs'))) cpSync(join(from, name), join(out, name))
  cpSync(inRoot('LICENSE'), join(out, 'LICENSE'))
  cpSync(inRoot('resources', 'licences.json'), join(out, 'licences.json'))
  writeFileSync(join(out, 'README.md'), README)
  writeFileSync(join(out, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`)
  return out
}

/** What npm is told. keytar has a native part, and the command line does without it. */
function manifest() {
  const project = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'))
  const { name, version, description, license, author, repository, engines } = project
  const keytar = project.dependencies.keytar
  return {
    name,
    version,
    description,
    license,
    author,
    repository,
    type: 'module',
    bin: { countermark: 'index.mjs' },
    files: ['*.mjs', 'licences.json'],
    engines,
    ...(keytar === undefined ? {} : { optionalDependencies: { keytar } }),
    publishConfig: { access: 'public', provenance: true },
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await entryPoint(async () => {
    await setUpPackages()
    await buildApp()
    say(`the package folder is ${writePackage()}`)
    return 0
  })
}
