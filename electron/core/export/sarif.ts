/** SARIF 2.1.0 as Scorecard and its action write it (`pkg/scorecard/sarif.go`), for the code scanning of a forge. */
import type { CheckDetail, CheckLocation, CheckResult, Risk, ScanResult } from '../../contract/model/check.ts'
import { FILE_TYPE } from '../../contract/model/file-type.ts'
import { type Check, MAX } from '../checks/check.ts'
import { detailLine } from './detail-line.ts'
import { escaped } from './go-json.ts'
import { documentationOf, SCORECARD_VERSION, UNKNOWN } from './scorecard-json.ts'

const SCHEMA = 'https://raw.githubusercontent.com/oasis-tcs/sarif-spec/main/sarif-2.1/schema/sarif-schema-2.1.0.json'

/** What a check has to reach, in the policy of the action; the others have to be at their best. */
const POLICY: Readonly<Record<string, number>> = { License: 9 }

const SEVERITIES: Readonly<Record<Risk, readonly [problem: string, security: string]>> = {
  critical: ['error', '9.0'],
  high: ['error', '7.0'],
  medium: ['warning', '4.0'],
  low: ['recommendation', '1.0'],
}

/** Without details, each check has one result; with them, one for each line that warns of a place. */
export function sarif(
  { checks: results }: ScanResult,
  checks: readonly Check[],
  { date, withDetails }: { readonly date: Date; readonly withDetails: boolean },
): string {
  const checkOf = new Map(checks.map((one) => [one.id, one]))
  const pairs = results.flatMap((result) => {
    const check = checkOf.get(result.id)
    return check ? [{ result, check }] : []
  })
  const run = {
    automationDetails: { id: `supply-chain/local/${UNKNOWN}-${rfc822(date)}` },
    tool: {
      driver: {
        name: 'Scorecard',
        informationUri: 'https://github.com/ossf/scorecard',
        semanticVersion: SCORECARD_VERSION,
        ...(pairs.length === 0 ? {} : { rules: pairs.map(({ check }) => ruleOf(check)) }),
      },
    },
    results: pairs.flatMap(({ result, check }, i) => resultsOf(result, check, i, withDetails)),
  }
  return escaped(JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: pairs.length === 0 ? [] : [run] }, null, 3))
}

const idOf = (name: string): string => `${name.replaceAll('-', '')}ID`

function ruleOf({ scorecard: name, short, risk, page, why, tags }: Check) {
  const [problem, security] = SEVERITIES[risk]
  const markdown = [
    `**Remediation (click "Show more" below)**:\n- ${page.fix}`,
    `**Severity**: ${risk[0]?.toUpperCase()}${risk.slice(1)}`,
    `**Details**:\n${why}\n${page.looksAt}\n${page.scored}\n${page.unseen}`,
  ].join('\n\n')
  return {
    id: idOf(name),
    name,
    helpUri: documentationOf(name),
    shortDescription: { text: name },
    fullDescription: { text: short },
    help: { text: short, markdown: markdown.replaceAll('\n', '\n\n') },
    defaultConfiguration: { level: 'error' },
    properties: { precision: 'high', 'problem.severity': problem, 'security-severity': security, tags },
  }
}

function resultsOf(result: CheckResult, check: Check, ruleIndex: number, withDetails: boolean) {
  const { name, score, details, reason } = result
  // What its maintainers explained raises no alarm.
  if (score < 0 || score >= (POLICY[name] ?? MAX) || (result.annotations ?? []).length > 0) return []
  const row = (message: string, hasTip: boolean, location: object) => ({
    ruleId: idOf(name),
    ruleIndex,
    message: { text: `score is ${score}: ${message}\n${hasTip ? FURTHER : SOLVE}` },
    locations: [location],
  })
  const places = withDetails ? details.flatMap((one) => placeOf(one)) : []
  if (places.length > 0) {
    return places.map(({ detail, location }) => {
      const tip = tipOf(detail, check)
      const message = { text: `${detail.text}${tip}` }
      return row(message.text, tip !== '', { ...location, message })
    })
  }
  const lines = details.filter(({ level }) => level === 'warn').map(detailLine)
  return [row(lines.length > 0 ? `${reason}:\n${lines.join('\n')}` : reason, false, NOWHERE)]
}

const SOLVE = 'Click Remediation section below to solve this issue'
const FURTHER = 'Click Remediation section below for further remediation help'

/** Code scanning asks for a place, whether there is one or not. */
const NOWHERE = {
  physicalLocation: {
    region: { startLine: 1 },
    artifactLocation: { uri: 'no file associated with this alert', uriBaseId: '%SRCROOT%' },
  },
}

function placeOf(detail: CheckDetail) {
  const { level, at } = detail
  if (level !== 'warn' || !at || at.path === '' || at.type === FILE_TYPE.url) return []
  const artifactLocation = { uri: escapedPath(at.path), uriBaseId: '%SRCROOT%' }
  return [{ detail, location: { physicalLocation: { region: regionOf(at), artifactLocation } } }]
}

function regionOf({ type, line = 0, end = 0, snippet }: CheckLocation) {
  const words = snippet === undefined ? {} : { snippet: { text: snippet } }
  const startLine = Math.max(1, line)
  switch (type) {
    case FILE_TYPE.source:
      return { startLine, endLine: Math.max(startLine, end), ...words }
    case FILE_TYPE.text:
      return { charOffset: line, ...words }
    case FILE_TYPE.binary:
      return { startLine: line, byteOffset: line }
    case FILE_TYPE.url:
      return { startLine, ...words }
    case FILE_TYPE.none:
      return {}
  }
}

/** What the line itself says would help, or else what its probe does. */
function tipOf({ remedy, probe = '' }: CheckDetail, { probes }: Check): string {
  const tip = remedy ?? probes[probe]?.help
  return tip === undefined ? '' : `\nRemediation tip: ${tip}`
}

/** As Go escapes the path of an address. */
const escapedPath = (path: string): string =>
  encodeURI(path.replace(/\p{Cs}/gu, '\ufffd')).replace(
    /[?#!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** RFC 822 with a numeric zone, as Go prints it: `24 Nov 26 09:15 +0000`. */
function rfc822(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const day = `${two(date.getUTCDate())} ${MONTHS[date.getUTCMonth()]} ${two(date.getUTCFullYear() % 100)}`
  return `${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())} +0000`
}
