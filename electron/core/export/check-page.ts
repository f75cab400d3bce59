/** The page of a check, made from its own file. */
import type { Check } from '../checks/check.ts'

const RISKS = { critical: 'critical (weight 10)', high: 'high (7.5)', medium: 'medium (5)', low: 'low (2.5)' } as const

export const checkPage = ({ scorecard, title, why, risk, page }: Check): string =>
  [
    `# ${scorecard}`,
    `*${title}.* Risk: ${RISKS[risk]}.`,
    why,
    `**What it looks at.** ${page.looksAt}`,
    `**How it is scored.** ${page.scored}`,
    `**What it does not see.** ${page.unseen}`,
    `**How to mend it.** ${page.fix}`,
  ].join('\n\n')
