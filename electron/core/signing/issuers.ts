/** What Fulcio's public configuration says of each issuer: which rule makes a name out of its tokens. */
import { FEDERATING_ISSUERS } from '../providers.ts'

/**
 * How an authority names the holder of a token, by its `issuer_type`. `template`: a URI with claims in braces, and what
 * stands for a claim that is not there. `domain`: what stands behind the `!` of a username.
 */
export type NamingRule =
  | { readonly type: 'email'; readonly isFederated: boolean }
  | { readonly type: 'ci'; readonly template: string; readonly defaults: Readonly<Record<string, string>> }
  | { readonly type: 'uri' }
  | { readonly type: 'spiffe' }
  | { readonly type: 'kubernetes' }
  | { readonly type: 'chainguard' }
  | { readonly type: 'username'; readonly domain: string }

const ci = (template: string, defaults: Readonly<Record<string, string>> = {}): NamingRule => ({
  type: 'ci',
  template,
  defaults,
})

const EMAIL: NamingRule = { type: 'email', isFederated: false }
const FEDERATED: NamingRule = { type: 'email', isFederated: true }
const KUBERNETES: NamingRule = { type: 'kubernetes' }
const GITHUB = ci('{url}/{job_workflow_ref}', { url: 'https://github.com' })
const GITLAB = ci('https://{ci_config_ref_uri}')
const BUILDKITE = ci('{url}/{organization_slug}/{pipeline_slug}', { url: 'https://buildkite.com' })
const CODEFRESH = ci('{platform_url}/{account_name}/{pipeline_name}:{account_id}/{pipeline_id}', {
  platform_url: 'https://g.codefresh.io',
})
const CIRCLECI = ci(
  '{api_url}/projects/{oidc.circleci.com/project-id}/pipeline-definitions/{oidc.circleci.com/pipeline-definition-id}',
  { api_url: 'https://circleci.com/api/v2' },
)
const BUDDY = ci('{base_url}/{workspace_domain}/{project_name}/pipelines/pipeline/{pipeline_id}', {
  base_url: 'https://app.buddy.works',
})

/** A star stands for one part of letters, digits, `-` and `_`, as in Fulcio's meta issuers. */
const ISSUERS: readonly (readonly [pattern: string, rule: NamingRule])[] = [
  ...FEDERATING_ISSUERS.map((issuer) => [issuer, FEDERATED] as const),
  ['https://accounts.google.com', EMAIL],
  ['https://auth.eclipse.org/auth/realms/foundation-service-accounts', EMAIL],
  ['https://issuer.hello.coop', EMAIL],
  ['https://sigstore.verify.ibm.com/oauth2', EMAIL],
  ['https://www.kaggle.com/api/v1/models/signing', EMAIL],
  ['https://issuer.enforce.dev', { type: 'chainguard' }],
  ['https://token.actions.githubusercontent.com', GITHUB],
  ['https://token.actions.githubusercontent.com/*', GITHUB],
  ['https://gitlab.com', GITLAB],
  ['https://dev.gitlab.org', GITLAB],
  ['https://ops.gitlab.net', GITLAB],
  ['https://gitlab.archlinux.org', GITLAB],
  ['https://agent.buildkite.com', BUILDKITE],
  ['https://oidc.circleci.com', CIRCLECI],
  ['https://oidc.circleci.com/org/*', CIRCLECI],
  ['https://oidc.codefresh.io', CODEFRESH],
  ['https://oidc.buddyusercontent.com', BUDDY],
  ['https://asia-oidc.buddyusercontent.com', BUDDY],
  ['https://eu-oidc.buddyusercontent.com', BUDDY],
  ['https://dev-oidc.buddyusercontent.com', BUDDY],
  ['https://psd-oidc.buddyusercontent.com', BUDDY],
  ['https://stage-oidc.buddyusercontent.com', BUDDY],
  ['https://container.googleapis.com/v1/projects/*/locations/*/clusters/*', KUBERNETES],
  ['https://oidc.eks.*.amazonaws.com/id/*', KUBERNETES],
  ['https://oidc.prod-aks.azure.com/*', KUBERNETES],
  ['https://oidc.prod-aks.azure.com/*/', KUBERNETES],
  ['https://oidc.prod-aks.azure.com/*/*', KUBERNETES],
  ['https://*.oic.prod-aks.azure.com/*/*', KUBERNETES],
  ['https://*.oic.prod-aks.azure.com/*/*/', KUBERNETES],
]

/** The rule for the tokens of an issuer, or undefined where only the authority knows. */
export const namingRule = (issuer: string): NamingRule | undefined =>
  ISSUERS.find(([pattern]) => isMatch(pattern, issuer))?.[1]

/** The rule for a type, as an authority calls it. Of `ci-provider` it does not tell the template. */
export function ruleOfType(type: string, domain: string): NamingRule | undefined {
  if (type === 'username') return domain === '' ? undefined : { type, domain }
  return TYPES.get(type)
}

const TYPES: ReadonlyMap<string, NamingRule> = new Map([
  ['email', EMAIL],
  ['uri', { type: 'uri' }],
  ['spiffe', { type: 'spiffe' }],
  ['kubernetes', KUBERNETES],
  ['chainguard-identity', { type: 'chainguard' }],
  ['github-workflow', GITHUB],
  ['gitlab-pipeline', GITLAB],
  ['buildkite-job', BUILDKITE],
  ['codefresh-workflow', CODEFRESH],
])

export const isMatch = (pattern: string, issuer: string): boolean =>
  new RegExp(`^${pattern.split('*').map(literal).join('[-_a-zA-Z0-9]+')}$`).test(issuer)

const literal = (text: string): string => text.replace(/[.?+^$|(){}[\]\\]/g, '\\$&')
