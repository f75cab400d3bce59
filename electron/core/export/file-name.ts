/** File names for what is exported, made from the title of a release. */

const MOST_LETTERS = 80

/** Devices of Windows, which no file can be called, whatever its ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** `lattice 1.0.0 (final)` and `hallmark.svg` are `lattice-1.0.0-final.hallmark.svg`; practice says so in the name. */
export function exportName(title: string, ending: string, isPractice: boolean): string {
  const plain = [...title.normalize('NFC').replace(/[^\p{L}\p{N}._+-]+/gu, '-')].slice(0, MOST_LETTERS).join('')
  const stem = plain.replace(/^[-.]+|[-.]+$/g, '') || 'release'
  return `${DEVICE.test(stem) ? `release-${stem}` : stem}${isPractice ? '.practice' : ''}.${ending}`
}
