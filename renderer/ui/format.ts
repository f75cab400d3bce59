/** Sizes and dates as the product says them. */

/** Bytes in the units of commerce: `184 KB`, `1.2 GB`. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const units = ['KB', 'MB', 'GB', 'TB']
  let value = bytes / 1000
  let unit = 0
  // By what it would be rounded to: 999 999 bytes are 1.0 MB, not 1000 KB.
  while (Math.round(value) >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`
}

/** `1.2 s`, `48 s`, `2 min`. */
export function duration(ms: number): string {
  if (ms < 9950) return `${(ms / 1000).toFixed(1)} s`
  return ms < 90_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`
}

const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const PRECISE_TIME = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
})

/** `23 November 2026`. */
export const date = (iso: string): string => DATE.format(new Date(iso))
/** `10:41`. */
export const timeOfDay = (iso: string): string => TIME.format(new Date(iso))
/** `23 November 2026, 10:41`. */
export const dateAndTime = (at: Date): string => `${DATE.format(at)}, ${TIME.format(at)}`
/** `23 November 2026, 10:41:07 GMT`. */
export const preciseTime = (iso: string): string => `${date(iso)}, ${PRECISE_TIME.format(new Date(iso))}`
