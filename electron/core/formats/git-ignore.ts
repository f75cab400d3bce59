/**
 * What `.gitignore` files leave out, as the scanner that Scorecard asks reads them (go-git), which is not quite as git does: each
 * file is asked by itself, so that none takes back what one further up leaves out.
 */
import { glob } from './glob.ts'

/** Whether this file leaves a path out; its parts stand below the folder of the file. */
type Leaves = (parts: readonly string[], isFolder: boolean) => boolean

/** `lines` as they stand in the file. */
export function gitIgnore(lines: readonly string[]): Leaves {
  const patterns = lines
    .filter((line) => !line.startsWith('#') && line.trim() !== '')
    .map(patternOf)
    .reverse()
  // The last one that means the path decides.
  return (parts, isFolder) => patterns.find((one) => one.means(parts, isFolder))?.isLeftOut === true
}

interface Pattern {
  readonly isLeftOut: boolean
  means(parts: readonly string[], isFolder: boolean): boolean
}

function patternOf(line: string): Pattern {
  const isLeftOut = !line.startsWith('!')
  let text = isLeftOut ? line : line.slice(1)
  if (!text.endsWith('\\ ')) text = text.replace(/ +$/, '')
  const isFolderOnly = text.endsWith('/')
  if (isFolderOnly) text = text.slice(0, -1)
  const names = text.split('/')
  const means = names.length > 1 ? path(names, isFolderOnly) : anywhere(text, isFolderOnly)
  return { isLeftOut, means }
}

/** A name without a slash: of the file, or of a folder around it. */
function anywhere(name: string, isFolderOnly: boolean): Pattern['means'] {
  const isMeant = glob(name) ?? (() => false)
  return (parts, isFolder) => {
    const at = parts.findIndex(isMeant)
    return at >= 0 && (!isFolderOnly || isFolder || at < parts.length - 1)
  }
}

type Step = 'any' | ((name: string) => boolean)

/** Names with slashes: from the folder of the file on. `**` stands for folders, as many as there are. */
function path(names: readonly string[], isFolderOnly: boolean): Pattern['means'] {
  const steps = names.map((name): Step | undefined => {
    if (name === '**') return 'any'
    return name.includes('**') ? undefined : glob(name)
  })
  return (parts, isFolder) => {
    let rest = parts
    let [isFound, isFree] = [false, false]
    for (const [i, step] of steps.entries()) {
      if (names[i] === '') {
        isFree = false
        continue
      }
      if (step === 'any') {
        isFree = i < steps.length - 1
        continue
      }
      const [first] = rest
      if (!step || first === undefined) return false
      if (isFree) {
        isFree = false
        const at = rest.findIndex(step)
        // Where nothing is left, what was found before counts no more.
        isFound = at >= 0
        rest = at >= 0 ? rest.slice(at + 1) : []
      } else if (step(first)) {
        isFound = true
        rest = rest.slice(1)
      } else return false
    }
    return isFound && (!isFolderOnly || isFolder || rest.length > 0)
  }
}

interface Folder {
  readonly isOut: boolean
  readonly leaves: Leaves | undefined
}

/** Whether a file is left out by those in the folders around it. `lines` of each, from the root of the project. */
export function ignoredPaths(lines: (path: string) => readonly string[] | undefined): (path: string) => boolean {
  const folders = new Map<string, Folder>()
  const isOut = (parts: readonly string[], isFolder: boolean): boolean =>
    parts.some((_, depth) => folderAt(parts.slice(0, depth)).leaves?.(parts.slice(depth), isFolder) === true)
  /** What is in a folder that is left out says nothing any more. */
  function folderAt(parts: readonly string[]): Folder {
    const path = parts.map((part) => `${part}/`).join('')
    const before = folders.get(path)
    if (before) return before
    const isLeftOut = parts.length > 0 && (folderAt(parts.slice(0, -1)).isOut || isOut(parts, true))
    const found = isLeftOut ? undefined : lines(`${path}.gitignore`)
    const folder = { isOut: isLeftOut, leaves: found && gitIgnore(found) }
    folders.set(path, folder)
    return folder
  }
  return (path) => {
    const parts = path.split('/')
    return folderAt(parts.slice(0, -1)).isOut || isOut(parts, false)
  }
}
