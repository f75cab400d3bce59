/** `go.mod`, as strictly as Go reads it: one mistake, and it is none. */

export interface Module {
  readonly path: string
  /** Empty for a folder, and for every version of what is replaced. */
  readonly version: string
}

export interface GoMod {
  readonly go: string
  readonly toolchain: string
  readonly requires: readonly Module[]
  readonly replaces: readonly { readonly old: Module; readonly by: Module }[]
}

interface Line {
  readonly verb: string
  readonly args: readonly string[]
}

export function goModIn(text: string): GoMod | undefined {
  const requires: Module[] = []
  const replaces: { old: Module; by: Module }[] = []
  const said = new Map<string, string>()
  for (const { verb, args } of linesIn(text) ?? [{ verb: '', args: [] }]) {
    const [first = ''] = args
    const isAlone = args.length === 1
    if (verb === 'go' || verb === 'toolchain' || verb === 'module') {
      if (!isAlone || said.has(verb) || !SINGLE[verb].test(first)) return undefined
      said.set(verb, first)
    } else if (verb === 'require' || verb === 'exclude') {
      const one = args.length === 2 ? moduleIn(args) : undefined
      if (!one) return undefined
      if (verb === 'require') requires.push(one)
    } else if (verb === 'replace') {
      const arrow = args[1] === '=>' ? 1 : 2
      const [old, by] = [moduleIn(args.slice(0, arrow)), replacementIn(args.slice(arrow + 1))]
      if (args[arrow] !== '=>' || !old || !by) return undefined
      replaces.push({ old, by })
    } else if (verb === 'tool' || verb === 'ignore') {
      if (!isAlone || unquoted(first) === undefined) return undefined
    } else if (verb === 'godebug') {
      if (!isAlone || /["`',]/.test(first) || !first.includes('=')) return undefined
    } else if (verb !== 'retract' || !isInterval(args)) return undefined
  }
  return { go: said.get('go') ?? '', toolchain: said.get('toolchain') ?? '', requires, replaces }
}

const SINGLE = {
  go: /^[1-9][0-9]*\.(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*))?(?:[a-z]+[0-9]+)?$/,
  toolchain: /^default$|^go1(?:$|\.)/,
  module: /^(?:[^"'`]*|"(?:[^"\\]|\\.)*")$/,
} as const

const BLOCKS: ReadonlySet<string> = new Set([
  'module',
  'godebug',
  'require',
  'exclude',
  'replace',
  'retract',
  'tool',
  'ignore',
])
const TOKEN =
  /[ \t\r]+|\/\/.*$|([()[\]{},]|"(?:[^"\\]|\\.)*"|`[^`]*`|(?:(?!\/\/)[^\s()[\]{},"`\p{C}](?:(?!\/\/)[^\s()[\]{},\p{C}])*))/uy

/** Each line, and each within a block with the word before it. Undefined where a character or a bracket is out of place. */
function linesIn(text: string): readonly Line[] | undefined {
  const found: Line[] = []
  let block: string | undefined
  for (const raw of text.split('\n')) {
    const tokens = tokensIn(raw)
    if (!tokens) return undefined
    const [verb = '', ...args] = tokens
    if (tokens.length === 0) continue
    if (block !== undefined && verb === ')') {
      if (args.length > 0) return undefined
      block = undefined
    } else if (block !== undefined) found.push({ verb: block, args: tokens })
    else if (tokens.at(-1) === '(' || (tokens.at(-2) === '(' && tokens.at(-1) === ')')) {
      if (!BLOCKS.has(verb) || tokens.length > (tokens.at(-1) === '(' ? 2 : 3)) return undefined
      if (tokens.at(-1) === '(') block = verb
    } else found.push({ verb, args })
  }
  return block === undefined ? found : undefined
}

function tokensIn(line: string): readonly string[] | undefined {
  const tokens: string[] = []
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < line.length; ) {
    const match = TOKEN.exec(line)
    if (!match || match[1]?.includes('/*')) return undefined
    if (match[1] !== undefined) tokens.push(match[1])
  }
  return tokens
}

function unquoted(text: string): string | undefined {
  if (!text.startsWith('"')) return /["'`]/.test(text) ? undefined : text
  try {
    return String(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** A path, and a version that goes with it or none. */
function moduleIn([first = '', second]: readonly string[]): Module | undefined {
  const path = unquoted(first)
  const major = path === undefined ? undefined : majorOf(path)
  if (path === undefined || major === undefined) return undefined
  if (second === undefined) return { path, version: '' }
  const version = versionIn(second)
  return version !== undefined && isOf(version, major) ? { path, version } : undefined
}

const FOLDER = /^(?:\.{1,2}(?:$|[/\\])|[/\\]|[A-Za-z]:)/

function replacementIn([first = '', second, ...more]: readonly string[]): Module | undefined {
  const path = unquoted(first)
  if (path === undefined || first === '' || more.length > 0) return undefined
  // A folder has no version, and a module needs one.
  if (FOLDER.test(path) !== (second === undefined)) return undefined
  if (second === undefined) return path.includes('\\') ? undefined : { path, version: '' }
  const version = versionIn(second)
  return version === undefined ? undefined : { path, version }
}

const NUMBER = '(?:0|[1-9][0-9]*)'
const IDENTIFIER = '(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)'
const VERSION = new RegExp(
  `^v${NUMBER}(?:\\.${NUMBER}(?:\\.${NUMBER}(?:-${IDENTIFIER}(?:\\.${IDENTIFIER})*)?(\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?)?)?$`,
)

/** As Go writes it: in three parts, and without what was built. */
function versionIn(text: string): string | undefined {
  const version = unquoted(text) ?? ''
  const match = VERSION.exec(version)
  if (!match) return undefined
  const build = match[1] ?? ''
  const parts = version.split('-', 1)[0]?.split('.').length ?? 3
  const bare = version.slice(0, version.length - build.length) + '.0'.repeat(Math.max(0, 3 - parts))
  return build === '+incompatible' ? bare + build : bare
}

/** What stands behind a path for its major version: `/v2`, `.v2`, or nothing. Undefined where it cannot be one. */
function majorOf(path: string): string | undefined {
  if (path.startsWith('gopkg.in/')) return /(\.v(?:0|[1-9][0-9]*)(?:-unstable)?)$/.exec(path)?.[1]
  const [, major] = /.(\/v[0-9.]+)$/s.exec(path) ?? []
  if (major === undefined) return ''
  return /^\/v(?:[2-9]|[1-9][0-9]+)$/.test(major) ? major : undefined
}

function isOf(version: string, pathMajor: string): boolean {
  const [major = ''] = version.split('.', 1)
  const wanted = pathMajor.replace(/-unstable$/, '')
  if (wanted === '.v1' && version.startsWith('v0.0.0-')) return true
  if (wanted === '') return major === 'v0' || major === 'v1' || version.endsWith('+incompatible')
  return major === wanted.slice(1)
}

function isInterval(args: readonly string[]): boolean {
  const [open = '', low = '', comma, high = '', close] = args
  if (open !== '[') return args.length === 1 && versionIn(open) !== undefined
  return (
    args.length === 5 && versionIn(low) !== undefined && comma === ',' && versionIn(high) !== undefined && close === ']'
  )
}
