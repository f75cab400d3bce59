/** Somebody at a browser: opens the practice sign-in page, types an address, presses the button, follows the redirect. */
import type { Browser } from '../../electron/core/ports.ts'

export interface Person extends Browser {
  /** The pages that were opened. */
  readonly opened: string[]
  /** Signs in as somebody else from now on. */
  email: string
}

export function person(email = 'ada@lovelace.example', answer: 'sign-in' | 'deny' | 'walk-away' = 'sign-in'): Person {
  const opened: string[] = []
  const self: Person = {
    opened,
    email,
    async open(url) {
      opened.push(url)
      if (answer !== 'walk-away') void signInAt(url, self.email, answer === 'deny').catch(() => {})
    },
  }
  return self
}

/** Fills in the form of the sign-in page, and follows where it leads. */
export async function signInAt(url: string, email: string, deny = false): Promise<string> {
  const page = await (await fetch(url)).text()
  const action = new URL(decode(/<form[^>]*\baction="([^"]*)"/.exec(page)?.[1] ?? ''), url)
  const fields = new URLSearchParams()
  for (const [input] of page.matchAll(/<input\b[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(input)?.[1]
    const type = /\btype="([^"]*)"/.exec(input)?.[1]
    if (!name) continue
    if (type === 'hidden') fields.set(name, decode(/\bvalue="([^"]*)"/.exec(input)?.[1] ?? ''))
    else fields.set(name, email)
  }
  const buttons = [...page.matchAll(/<button\b[^>]*>/g)].map(([tag]) => ({
    name: /\bname="([^"]*)"/.exec(tag)?.[1],
    value: /\bvalue="([^"]*)"/.exec(tag)?.[1] ?? '',
  }))
  const button = buttons[deny ? 1 : 0]
  if (button?.name) fields.set(button.name, decode(button.value))
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: action.origin }
  const answer = await fetch(action, { method: 'POST', body: fields, headers, redirect: 'follow' })
  return answer.text()
}

const decode = (text: string): string =>
  text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<')
