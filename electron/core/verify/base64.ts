/**
 * Node decodes anything as base64, and skips what it does not know. Both alphabets, missing padding (proto3 JSON) and
 * line breaks (which other clients skip too) are read; anything else is damage.
 */
export function isBase64(text: string): boolean {
  const compact = text.replace(/[\r\n]/g, '')
  const padding = compact.endsWith('==') ? 2 : compact.endsWith('=') ? 1 : 0
  const digits = compact.length - padding
  // Not one pattern for all of it: a payload of many megabytes would be more than its backtracking can hold.
  if (digits === 0 || /[^\w+/-]/.test(compact.slice(0, digits))) return false
  const rest = digits % 4
  return rest !== 1 && (padding === 0 || rest + padding === 4)
}
