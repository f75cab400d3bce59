/** What `check` prints, by the name of the format. */
import type { Health, ScanResult } from '../contract/model/check.ts'
import type { Comparison } from '../contract/model/published.ts'
import type { Check } from '../core/checks/check.ts'

export interface Printing {
  /** In the order of the checks, as Scorecard has it. */
  readonly result: ScanResult
  readonly health: Health
  readonly checks: readonly Check[]
  /** As Scorecard names the project. */
  readonly name: string
  /** As a person does. */
  readonly title: string
  /** What was looked at, in a sentence. */
  readonly scope: string
  readonly date: Date
  /** Where it was asked for; null where none was published. */
  readonly published?: Comparison | null
  readonly withDetails: boolean
  readonly withAnnotations: boolean
}

/** Each loads what it prints with, and no other does. */
export const FORMATS = {
  async table({ health, withDetails, scope, published }) {
    const { checkTable, publishedTable } = await import('../core/export/check-table.ts')
    const beside = published === undefined ? [] : [publishedTable(published)]
    return [checkTable(health, withDetails), ...beside, scope].join('\n\n')
  },
  async json({ result, checks, ...options }) {
    const { scorecardJson } = await import('../core/export/scorecard-json.ts')
    return scorecardJson(result, checks, options)
  },
  async sarif({ result, checks, ...options }) {
    const { sarif } = await import('../core/export/sarif.ts')
    return sarif(result, checks, options)
  },
  async probe({ result, checks, ...options }) {
    const { scorecardProbes } = await import('../core/export/scorecard-probes.ts')
    return scorecardProbes(result, checks, options)
  },
  async intoto({ result, checks, ...options }) {
    const { scorecardStatement } = await import('../core/export/scorecard-json.ts')
    return scorecardStatement(result, checks, options)
  },
  async markdown({ health }) {
    const { checkMarkdown } = await import('../core/export/check-markdown.ts')
    return checkMarkdown(health)
  },
  async html({ health, title, scope, date }) {
    const { checkHtml } = await import('../core/export/check-html.ts')
    return checkHtml(health, { name: title, scope, date })
  },
} as const satisfies Readonly<Record<string, (what: Printing) => Promise<string>>>

export type Format = keyof typeof FORMATS
