#!/usr/bin/env node
/**
 * Stands for the person at the practice sign-in page: opens the address, fills in an e-mail address, presses the button
 * and follows where it leads. It talks to this machine only.
 */
const EMAIL = 'ada@lovelace.example'
const MOST_REDIRECTS = 10

async function visit(url, { method = 'GET', body, origin } = {}, redirects = 0) {
  if (url.protocol !== 'http:' || !['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)) {
    throw new Error(`${url.origin} is not this machine`)
  }
  const headers = { accept: 'text/html', ...(origin ? { origin } : {}) }
  const answer = await fetch(url, { method, body, headers, redirect: 'manual' })
  const location = answer.headers.get('location')
  if (answer.status >= 300 && answer.status < 400 && location) {
    if (redirects === MOST_REDIRECTS) throw new Error('too many redirects')
    return visit(new URL(location, url), {}, redirects + 1)
  }
  const html = await answer.text()
  if (!answer.ok) throw new Error(`${url.origin}${url.pathname} answered ${answer.status}`)
  return { url, html }
}

/** The form of the page, with what its first button sends. */
function readForm(html) {
  const form = html.match(/<form\b([^>]*)>([\s\S]*?)<\/form>/)
  if (!form) throw new Error('the page has no form')
  const fields = new URLSearchParams()
  for (const [, tag] of form[2].matchAll(/<input\b([^>]*)>/g))
    fields.set(attribute(tag, 'name'), attribute(tag, 'value'))
  const button = form[2].match(/<button\b([^>]*)>/)
  if (button) fields.set(attribute(button[1], 'name'), attribute(button[1], 'value'))
  return { action: attribute(form[1], 'action'), method: attribute(form[1], 'method').toUpperCase() || 'GET', fields }
}

const attribute = (tag, name) => decode(tag.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1] ?? '')

const decode = (text) =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name])

const page = await visit(new URL(process.argv[2]))
const { action, method, fields } = readForm(page.html)
fields.set('email', EMAIL)
await visit(new URL(action, page.url), { method, body: fields, origin: page.url.origin })
