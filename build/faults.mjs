/** The faults of set-up and entry points: what happened, what it means, what to do. `{name}` is filled in. */

export const faults = {
  'setup.node-too-old': {
    title: 'This is Node {found}; Countermark needs Node 20 or newer.',
    hint: 'Only the set-up uses the Node of this machine. Install a newer one and run the command again.',
  },
  'setup.npm-failed': {
    title: 'The packages could not be installed.',
    hint: 'npm says why above. Check the connection to the package registry, then run the command again.',
  },
  'setup.node-missing': {
    title: "The project's own Node did not arrive for {platform}.",
    hint: 'It comes as an optional package. Delete the folder node_modules and run the command again, without --omit=optional.',
  },
  'setup.out-of-date': {
    title: 'The set-up is not complete.',
    hint: 'Run `npm test` or `npm start` once: both set everything up.',
  },
  'electron.unreachable': {
    title: 'Electron {version} could not be downloaded.',
    hint: 'Its download page is not reachable from here: {reason}. Set ELECTRON_OVERRIDE_DIST_PATH to a folder with that Electron, or run the command where the page can be reached.',
  },
  'electron.damaged': {
    title: 'What was downloaded is not Electron {version}.',
    hint: 'Its checksum is wrong: {reason}. Nothing of it was used. Try again, on another network if it stays so.',
  },
  'electron.override-missing': {
    title: 'There is no Electron in {folder}.',
    hint: 'ELECTRON_OVERRIDE_DIST_PATH names that folder. Correct the variable, or remove it.',
  },
  'electron.offline-runtime': {
    title: 'The offline runtime could not be put together.',
    hint: '{reason}. It comes from the package registry; check the connection to it, then run the command again.',
  },
  'electron.sandbox': {
    title: "Chromium's sandbox cannot start for this user.",
    hint: 'This system does not let ordinary programs make user namespaces. An administrator allows it with: {command}',
  },
  'system.missing': {
    title: 'This system lacks {what}.',
    hint: 'Install it with: {command}',
  },
  'system.missing-unknown': {
    title: 'This system lacks {what}.',
    hint: 'The set-up does not know the package for it here. Install it with the package manager of the system.',
  },
  'system.install-failed': {
    title: 'The system packages could not be installed: {what}.',
    hint: 'apt-get says why above. Install them yourself with: {command}',
  },
  'system.display': {
    title: 'The virtual display did not start.',
    hint: '{reason}. Set DISPLAY to a display that works, then run the command again.',
  },
  'build.failed': {
    title: 'The app could not be built.',
    hint: 'The build says why above.',
  },
  'journey.failed': {
    title: 'The practice journey did not reach its end.',
    hint: 'It stopped while {step}: {reason}',
  },
  'interop.python': {
    title: 'The Python client for comparison could not be installed.',
    hint: 'It needs Python 3.11 or newer with venv and pip, and the Python package index: {reason}',
  },
  'release.other-tag': {
    title: 'The tag {tag} is not version {version}.',
    hint: 'Tag the commit whose package.json has the version of the tag, with a v in front.',
  },
  'release.no-changes': {
    title: 'CHANGELOG.md has no entry for {version}.',
    hint: 'Write what changed under "## [{version}]".',
  },
  'release.offline': {
    title: 'A release is not made with the offline runtime.',
    hint: 'Release where the official Electron can be downloaded.',
  },
  'release.target': {
    title: 'There is no target {target}.',
    hint: 'Give linux, mac or win, and x64 or arm64.',
  },
  'interop.npm': {
    title: '{package} cannot be had from the registry of npm, or is another one than it was.',
    hint: 'Look at the network, and try again.',
  },
  'bench.unknown': {
    title: 'There is no measure ‘{name}’.',
    hint: 'The measures are {known}.',
  },
  'interop.go': {
    title: 'cosign, for comparison, could not be built.',
    hint: 'It needs Go 1.26 or newer and the Go module proxy: {reason}',
  },
  'interop.cargo': {
    title: 'The crates for comparison could not be fetched.',
    hint: 'It needs cargo and the registry of crates: {reason}',
  },
  'interop.sdists': {
    title: 'The source archives of Python for comparison could not be fetched.',
    hint: 'It needs Python 3.11 or newer with pip, and the Python package index: {reason}',
  },
  'interop.conformance': {
    title: 'The conformance cases are not at {folder}.',
    hint: 'Set SIGSTORE_CONFORMANCE_DATA to the folder with the cases of sigstore-conformance.',
  },
  'trust.unfit': {
    title: 'The trust data could not be refreshed.',
    hint: '{reason}. The folder resources/trust is as it was; npm, tar and Python 3 with pip are needed.',
  },
  'package.unsound': {
    title: 'The package is not what it should be.',
    hint: '{reason}',
  },
}

/** An expected failure of the set-up. */
export class SetupFault extends Error {
  constructor(code, details = {}, options = {}) {
    super(fill(faults[code].title, details), options)
    this.name = 'SetupFault'
    this.code = code
    this.hint = fill(faults[code].hint, details)
  }
}

const fill = (text, details) => text.replace(/\{(\w+)\}/g, (whole, key) => details[key] ?? whole)
