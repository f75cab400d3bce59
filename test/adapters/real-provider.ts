/** A certified provider of identities on this machine, and somebody who fills in its forms. */
import { generateKeyPairSync } from 'node:crypto'
import type { RequestListener } from 'node:http'
import Provider from 'oidc-provider'
import type { Browser } from '../../electron/core/ports.ts'
import { serve } from './loopback-server.ts'

const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })

/** Code, login and consent are three. */
const MOST_FORMS = 10

/** Its issuer. The accounts are whatever is typed, with an address each. */
export async function realProvider(): Promise<string> {
  let handle: RequestListener = () => {}
  const issuer = await serve((request, response) => handle(request, response))
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'sigstore',
        token_endpoint_auth_method: 'none',
        application_type: 'native',
        redirect_uris: ['http://localhost/auth/callback'],
        grant_types: ['authorization_code', 'urn:ietf:params:oauth:grant-type:device_code'],
      },
    ],
    jwks: { keys: [{ ...key, kid: 'one', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['only for this test'] },
    ttl: {
      AccessToken: 60,
      DeviceCode: 60,
      AuthorizationCode: 60,
      IdToken: 60,
      Interaction: 600,
      Session: 600,
      Grant: 600,
    },
    features: { deviceFlow: { enabled: true } },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    // Dex puts the address into the token, and so does whoever means to sign with it.
    conformIdTokenClaims: false,
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@lovelace.example`, email_verified: true }),
    }),
  })
  handle = provider.callback()
  return issuer
}

export interface Visitor extends Browser {
  readonly opened: string[]
  /** The text of the page that the visit ended on. */
  lastPage(): Promise<string>
}

/** A browser with cookies, whose user fills in each form, or follows the link that cancels. */
export function visitor(login: string, answer: 'agree' | 'refuse' = 'agree'): Visitor {
  const opened: string[] = []
  const cookies = new Map<string, string>()
  let visit: Promise<string> = Promise.resolve('')

  async function load(url: URL, form?: URLSearchParams): Promise<{ url: URL; html: string }> {
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { body: form } : {}),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (location === null) return { url, html: await response.text() }
    return load(new URL(location, url))
  }

  async function browse(address: string): Promise<string> {
    let page = await load(new URL(address))
    for (let forms = 0; forms < MOST_FORMS; forms++) {
      const action = /<form[^>]* action="([^"]+)"/.exec(page.html)?.[1]
      const cancel = /<a href="([^"]+)">\[ Cancel \]/.exec(page.html)?.[1]
      if (action === undefined) return page.html
      if (answer === 'refuse' && cancel !== undefined) {
        page = await load(new URL(cancel, page.url))
        continue
      }
      const form = new URLSearchParams({ login, password: 'anything' })
      for (const [input] of page.html.matchAll(/<input[^>]* type="hidden"[^>]*>|<input type="hidden"[^>]*>/g)) {
        form.set(/name="([^"]*)"/.exec(input)?.[1] ?? '', /value="([^"]*)"/.exec(input)?.[1] ?? '')
      }
      page = await load(new URL(action, page.url), form)
    }
    throw new Error('one form after the other')
  }

  return {
    opened,
    lastPage: () => visit,
    async open(url) {
      opened.push(url)
      visit = browse(url)
      await visit
    },
  }
}
