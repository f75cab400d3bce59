/** Text from disks and tokens, made visible before a person reads it: nothing may reorder, hide or break a line. */

/**
 * Controls, format characters (bidi, zero width), lone surrogates, private use, unassigned, line and paragraph
 * separators, spaces other than the ordinary one, and what renders as nothing (Unicode `Default_Ignorable_Code_Point`).
 */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu

/** Every character that does not show itself becomes its code point in brackets: `⟨U+202E⟩`. */
export const visible = (text: string): string =>
  text.replace(INVISIBLE, (c) => `⟨U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`)

/** The last part of a path of any system, made visible. */
export const displayName = (path: string): string =>
  visible(path.split(/[\\/]/).findLast((part) => part !== '') ?? path)
