import { expect, test } from 'vitest'
import { createBrowser } from '../../electron/adapters/browser.ts'

test.each([
  ['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
  ['HTTPS://EXAMPLE.com', 'https://example.com/'],
  ['http://localhost:1234/auth', 'http://localhost:1234/auth'],
  ['http://127.0.0.1:1/', 'http://127.0.0.1:1/'],
  ['http://[::1]:1/', 'http://[::1]:1/'],
  [`https://example.com/"; calc '$(x)`, "https://example.com/%22;%20calc%20'$(x)"],
])('%s is opened as %s', async (address, opened) => {
  const urls: string[] = []
  await createBrowser({ open: async (url) => void urls.push(url) }).open(address)
  expect(urls).toEqual([opened])
})

test.each([
  'http://example.com/',
  'http://localhost.example.com/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'ms-settings:',
  'smb://server/share',
  'mailto:a@b.c',
  'https://google.com@example.com/',
  '--help',
  '',
])('%s is never handed to the system', async (address) => {
  const urls: string[] = []
  const browser = createBrowser({ open: async (url) => void urls.push(url) })
  await expect(browser.open(address)).rejects.toMatchObject({ code: 'input.invalid' })
  expect(urls).toEqual([])
})

test('a system that cannot open it', async () => {
  const cause = new Error('no application')
  const browser = createBrowser({ open: () => Promise.reject(cause) })
  await expect(browser.open('https://example.com/')).rejects.toMatchObject({ code: 'auth.browser', cause })
})
