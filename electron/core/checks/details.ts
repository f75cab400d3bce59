/** Lines of a result. */
import type { CheckDetail, CheckLocation, ProbeFinding } from '../../contract/model/check.ts'

const detail =
  (level: CheckDetail['level']) =>
  (text: string, at?: CheckLocation): CheckDetail => ({ level, text, ...(at ? { at } : {}) })

export const info = detail('info')
export const warn = detail('warn')
export const debug = detail('debug')

/** What a probe found, as a line. */
export const told = (level: CheckDetail['level'], { message, at, probe, remedy }: ProbeFinding): CheckDetail => ({
  ...detail(level)(message, at),
  probe,
  ...(remedy === undefined ? {} : { remedy }),
})
