import { describe, expect, test } from 'vitest'
import { type Claims, identityOf } from '../../../electron/core/signing/identity.ts'
import { namingRule, ruleOfType } from '../../../electron/core/signing/issuers.ts'

const person = { sub: 'CgY1NDMyMQ', email: 'ada@lovelace.example', email_verified: true }
const federated = { federated_claims: { connector_id: 'https://accounts.example', user_id: '54321' } }

describe('a person', () => {
  test.each([
    ['passed on by a federating issuer', 'https://oauth2.sigstore.dev/auth', 'https://accounts.example'],
    ['passed on by an issuer that is not known', 'https://oauth2.example/auth', 'https://accounts.example'],
    ['of an issuer that passes nothing on', 'https://accounts.google.com', 'https://accounts.google.com'],
  ])('%s is an address, by the word of whoever knew it', (_, iss, issuer) => {
    expect(identityOf({ iss, ...person, ...federated })).toEqual({
      identity: { name: 'ada@lovelace.example', kind: 'email', issuer },
      challenge: 'ada@lovelace.example',
    })
  })

  test('without federation the issuer is the token’s own', () => {
    expect(identityOf({ iss: 'https://accounts.example', ...person }).identity.issuer).toBe('https://accounts.example')
  })
})

/** Issuer, claims beside `sub`, and the name that comes of them. */
const MACHINES: readonly (readonly [string, string, Claims, string])[] = [
  [
    'GitHub Actions',
    'https://token.actions.githubusercontent.com',
    { job_workflow_ref: 'ada/parse/.github/workflows/release.yml@refs/tags/v2.4.0' },
    'https://github.com/ada/parse/.github/workflows/release.yml@refs/tags/v2.4.0',
  ],
  [
    'GitHub Actions of an enterprise',
    'https://token.actions.githubusercontent.com/lovelace-inc',
    { job_workflow_ref: 'ada/parse/.github/workflows/release.yml@refs/heads/fix-#12' },
    'https://github.com/ada/parse/.github/workflows/release.yml@refs/heads/fix-#12',
  ],
  [
    'GitLab',
    'https://gitlab.com',
    { ci_config_ref_uri: 'gitlab.com/ada/parse//.gitlab-ci.yml@refs/heads/main', user_email: 'ada@lovelace.example' },
    'https://gitlab.com/ada/parse//.gitlab-ci.yml@refs/heads/main',
  ],
  [
    'Buildkite',
    'https://agent.buildkite.com',
    { organization_slug: 'ada', pipeline_slug: 'parse' },
    'https://buildkite.com/ada/parse',
  ],
  [
    'CircleCI',
    'https://oidc.circleci.com/org/0f3c',
    { 'oidc.circleci.com/project-id': 'p-1', 'oidc.circleci.com/pipeline-definition-id': 'd-2' },
    'https://circleci.com/api/v2/projects/p-1/pipeline-definitions/d-2',
  ],
  [
    'Codefresh, whose pipelines have spaces',
    'https://oidc.codefresh.io',
    { account_name: 'ada', pipeline_name: 'parse/build all', account_id: 'a1', pipeline_id: 'p2' },
    'https://g.codefresh.io/ada/parse/build%20all:a1/p2',
  ],
  [
    'Codefresh at home, which says where',
    'https://oidc.codefresh.io',
    {
      platform_url: 'https://ci.lovelace.example',
      account_name: 'ada',
      pipeline_name: 'p',
      account_id: 'a1',
      pipeline_id: 'p2',
    },
    'https://ci.lovelace.example/ada/p:a1/p2',
  ],
  [
    'Buddy, whose pipelines are numbered',
    'https://eu-oidc.buddyusercontent.com',
    { workspace_domain: 'ada', project_name: 'parse', pipeline_id: 7 },
    'https://app.buddy.works/ada/parse/pipelines/pipeline/7',
  ],
  [
    'Kubernetes',
    'https://oidc.eks.eu-west-1.amazonaws.com/id/AB12',
    { 'kubernetes.io': { namespace: 'release', serviceaccount: { name: 'signer', uid: 'u' } } },
    'https://kubernetes.io/namespaces/release/serviceaccounts/signer',
  ],
]

describe('a machine', () => {
  test.each(MACHINES)('of %s is the URI that its rule makes, and proves its subject', (_, iss, claims, name) => {
    expect(identityOf({ iss, sub: 'the subject', ...claims })).toEqual({
      identity: { name, kind: 'uri', issuer: iss },
      challenge: 'the subject',
    })
  })

  test.each(MACHINES)('of %s has no name while a claim is missing', (_, iss, claims) => {
    const [first = ''] = Object.keys(claims).filter((name) => name !== 'platform_url')
    const { [first]: _missing, ...others } = claims
    expect(() => identityOf({ iss, sub: 'the subject', ...others })).toThrow(
      expect.objectContaining({ code: 'auth.identity-unknown' }),
    )
  })

  test('of Chainguard is below its issuer, and proves its address if it has one', () => {
    const claims = { iss: 'https://issuer.enforce.dev', sub: 'ab12/cd34' }
    const identity = { name: 'https://issuer.enforce.dev/ab12/cd34', kind: 'uri', issuer: claims.iss }
    expect(identityOf(claims)).toEqual({ identity, challenge: 'ab12/cd34' })
    expect(identityOf({ ...claims, email: 'a@b.example' })).toEqual({ identity, challenge: 'a@b.example' })
  })
})

describe('by the word of an authority', () => {
  const by = (type: string, sub: string) =>
    identityOf({ iss: 'https://sso.lovelace.example', sub }, () => ruleOfType(type, 'lovelace.example')).identity

  test.each([
    ['uri', 'https://lovelace.example/users/ada', 'https://lovelace.example/users/ada', 'uri'],
    ['spiffe', 'spiffe://lovelace.example/ns/release', 'spiffe://lovelace.example/ns/release', 'uri'],
    ['username', 'ada', 'ada!lovelace.example', 'username'],
  ])('a subject of type %s', (type, sub, name, kind) => {
    expect(by(type, sub)).toEqual({ name, kind, issuer: 'https://sso.lovelace.example' })
  })

  test.each([
    ['uri', 'ada@lovelace.example'],
    ['uri', 'ada'],
    ['uri', 'https://lovelace.example/?user=ada'],
    ['spiffe', 'https://lovelace.example/ada'],
    ['username', 'ada!other.example'],
    ['username', 'ada@lovelace.example'],
    ['ci-provider', 'ada'],
    ['something new', 'ada'],
  ])('type %s makes no name of %s', (type, sub) => {
    expect(() => by(type, sub)).toThrow(expect.objectContaining({ code: 'auth.identity-unknown' }))
  })
})

describe('nobody', () => {
  test.each([
    ['an address nobody verified', { iss: 'i', email: 'a@b.example' }, 'auth.unverified-email'],
    ['verified only as text', { iss: 'i', email: 'a@b.example', email_verified: 'true' }, 'auth.unverified-email'],
    ['an address beyond ASCII', { iss: 'i', email: 'ädä@b.example', email_verified: true }, 'auth.identity-unknown'],
    ['no issuer', { sub: 's' }, 'auth.token-invalid'],
    ['a person without an address', { iss: 'https://accounts.google.com', sub: 's' }, 'auth.token-invalid'],
    ['an unknown issuer', { iss: 'https://ci.example', sub: 'https://ci.example/org' }, 'auth.identity-unknown'],
    ['an empty subject', { iss: 'https://gitlab.com', sub: '' }, 'auth.token-invalid'],
    [
      'a workflow of an object',
      { iss: 'https://token.actions.githubusercontent.com', sub: 's', job_workflow_ref: {} },
      'auth.identity-unknown',
    ],
    [
      'a namespace that leads elsewhere',
      {
        iss: 'https://oidc.eks.eu-west-1.amazonaws.com/id/AB12',
        sub: 's',
        'kubernetes.io': { namespace: '../../evil', serviceaccount: { name: 'signer' } },
      },
      'auth.identity-unknown',
    ],
  ])('%s is refused', (_, claims, code) => {
    expect(() => identityOf(claims)).toThrow(expect.objectContaining({ code }))
  })
})

test.each([
  'https://token.actions.githubusercontent.com.evil.example',
  'https://token.actions.githubusercontent.com/a/b',
  'https://evil.example/?https://oidc.circleci.com/org/a',
  'https://oidcxcircleci.com',
  'https://gitlab.com/',
])('%s is not a known issuer', (issuer) => {
  expect(namingRule(issuer)).toBeUndefined()
})
