import type { CheckLocation, ProbeFinding } from '../../contract/model/check.ts'
import { FILE_TYPE } from '../../contract/model/file-type.ts'
import { check, MIN } from './check.ts'
import { told } from './details.ts'

const PRESENT = 'securityPolicyPresent'
const LINKS = 'securityPolicyContainsLinks'
const DISCLOSURE = 'securityPolicyContainsVulnerabilityDisclosure'
const TEXT = 'securityPolicyContainsText'

/** What each part of a policy is worth. */
const WORTH = { links: 6, text: 3, disclosure: 1 } as const
/** A number may be a deadline, so one alone says little. */
const ENOUGH_HINTS = 2

export const securityPolicy = check({
  id: 'security-policy',
  scorecard: 'Security-Policy',
  risk: 'medium',
  title: 'A policy says how to report a vulnerability',
  why: 'Whoever finds a hole needs to know whom to tell in private, or tells everybody.',
  short: 'Determines if the project has published a security policy.',
  tags: ['supply-chain', 'security', 'policy'],
  page: {
    looksAt: '`SECURITY.md` at the root, in `.github` or in `docs`, also as `.markdown`, `.adoc` and `.rst`.',
    scored:
      '6 for a link or an address, 3 for text besides, 1 for two hints at a procedure: a number, or a word such as *disclosure*.',
    unseen: 'A policy that the owner keeps for all repositories, and private reporting at the forge.',
    fix: 'Say where to report, in private, how soon you answer, and when you publish.',
  },
  probes: {
    [PRESENT]: {
      bad: 'False',
      effort: 'medium',
      fix: 'security-policy',
      help: 'Add a SECURITY.md that says where to report a vulnerability in private.',
    },
    [LINKS]: {
      bad: 'False',
      effort: 'low',
      fix: 'security-policy',
      help: 'Name an address, or a page, where a vulnerability can be reported in private.',
    },
    [DISCLOSURE]: {
      bad: 'False',
      effort: 'low',
      fix: 'security-policy',
      help: 'Say how soon you answer, and when you publish.',
    },
    [TEXT]: {
      bad: 'False',
      effort: 'low',
      fix: 'security-policy',
      help: 'Say in a few sentences how to report a vulnerability.',
    },
  },
  elsewhere: 'the forge, for the policy of the whole organization',
  weak: ([found]) =>
    found?.probe === PRESENT
      ? 'No policy says how to report a vulnerability.'
      : 'The security policy leaves something open.',
  needs: ['securityPolicies'],
  run({ securityPolicies: policy }) {
    const finding = (probe: string, isSo: boolean, message: string, at?: CheckLocation): ProbeFinding => ({
      probe,
      outcome: isSo ? 'True' : 'False',
      message,
      ...(at ? { at } : {}),
    })
    if (!policy) {
      const none = 'no security file to analyze'
      const probes = [
        finding(PRESENT, false, 'no security policy file detected'),
        ...[LINKS, DISCLOSURE, TEXT].map((probe) => finding(probe, false, none)),
      ]
      const details = probes.map((one) => told('warn', one))
      return { score: MIN, reason: 'security policy file not detected', probes, details }
    }
    const at = { path: policy.path, type: FILE_TYPE.text, line: 1 }
    const { links, hints, hasText } = policy
    const isDisclosing = hints >= ENOUGH_HINTS
    const probes = [
      finding(PRESENT, true, 'security policy file detected', at),
      links > 0 ? finding(LINKS, true, 'Found linked content', at) : finding(LINKS, false, 'no linked content found'),
      isDisclosing
        ? finding(DISCLOSURE, true, 'Found disclosure, vulnerability, and/or timelines in security policy', at)
        : finding(
            DISCLOSURE,
            false,
            'One or no descriptive hints of disclosure, vulnerability, and/or timelines in security policy',
          ),
      hasText
        ? finding(TEXT, true, 'Found text in security policy', at)
        : finding(TEXT, false, 'No text (besides links / emails) found in security policy'),
    ]
    const score = (links > 0 ? WORTH.links : 0) + (hasText ? WORTH.text : 0) + (isDisclosing ? WORTH.disclosure : 0)
    return {
      score,
      reason: 'security policy file detected',
      probes,
      details: probes.map((one) => told(one.outcome === 'True' ? 'info' : 'warn', one)),
    }
  },
})
