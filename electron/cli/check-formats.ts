/** What `check` prints, by the name of the format. */
import type { Health, ScanResult } from '../contract/model/check.ts'
import type { Check } from '../core/checks/check.ts'
import { checkHtml } from '../core/export/check-html.ts'
import { checkMarkdown } from '../core/export/check-markdown.ts'
import { checkTable } from '../core/export/check-table.ts'
import { sarif } from '../core/export/sarif.ts'
import { scorecardJson, scorecardStatement } from '../core/export/scorecard-json.ts'
import { scorecardProbes } from '../core/export/scorecard-probes.ts'

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
  readonly withDetails: boolean
  readonly withAnnotations: boolean
}

export const FORMATS = {
  table: ({ health, withDetails, scope }) => `${checkTable(health, withDetails)}\n\n${scope}`,
  json: ({ result, checks, ...options }) => scorecardJson(result, checks, options),
  sarif: ({ result, checks, ...options }) => sarif(result, checks, options),
  probe: ({ result, checks, ...options }) => scorecardProbes(result, checks, options),
  intoto: ({ result, checks, ...options }) => scorecardStatement(result, checks, options),
  markdown: ({ health }) => checkMarkdown(health),
  html: ({ health, title, scope, date }) => checkHtml(health, { name: title, scope, date }),
} as const satisfies Readonly<Record<string, (what: Printing) => string>>

export type Format = keyof typeof FORMATS
