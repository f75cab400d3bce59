/** Names in paths with `/` between their parts, as Go's packages `path` and `filepath` take them apart. */

/** The last part, without the slashes behind it. */
export function baseName(path: string): string {
  let end = path.length
  while (end > 0 && path[end - 1] === '/') end--
  if (end === 0) return path === '' ? '.' : '/'
  return path.slice(path.lastIndexOf('/', end - 1) + 1, end)
}

/** What follows the last dot of the last part, with the dot; empty where there is none. */
export function extension(path: string): string {
  const base = path.slice(path.lastIndexOf('/') + 1)
  const dot = base.lastIndexOf('.')
  return dot < 0 ? '' : base.slice(dot)
}

/** The shortest name of the same place. */
export function cleaned(path: string): string {
  const isRooted = path.startsWith('/')
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (part !== '..' || !isRooted) parts.push(part)
  }
  return `${isRooted ? '/' : ''}${parts.join('/')}` || '.'
}

/** The same for names that are the same but for capitals, as Go's `EqualFold` sees it: letters of old print have a plain form. */
export const folded = (name: string): string =>
  name.toLowerCase().replaceAll('\u017f', 's').replaceAll('\u03c2', '\u03c3')
