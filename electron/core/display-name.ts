/** Text from disks and tokens, made visible before a person reads it: nothing may reorder, hide or break a line. */
import { posix, win32 } from 'node:path'

/**
 * What has no shape of its own: controls, format characters (bidi, zero width), lone surrogates, private use and
 * unassigned code points, separators of lines and paragraphs, spaces other than the ordinary one, and whatever renders
 * as nothing (Unicode `Default_Ignorable_Code_Point`).
 */
export const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu

/**
 * Every character that does not show itself becomes its code point in brackets: `⟨U+202E⟩`. Doing it twice changes
 * nothing. Letters that run from right to left stay as they are: whoever shows them isolates them (`<bdi>`).
 */
export const visible = (text: string): string =>
  text.replace(INVISIBLE, (c) => `⟨U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`)

/** Begins like a path of Windows: with a drive, or with the two backslashes of a share. */
const WINDOWS = /^([A-Za-z]:[\\/]|\\\\)/

/** The last part of a path of any system, made visible. A backslash in a POSIX path is part of a name, and stays. */
export function displayName(path: string): string {
  const { basename } = WINDOWS.test(path) ? win32 : posix
  return visible(basename(path) || path)
}
