/** Ways to sign in: the choice before a session, and what it waits for. */
import type { Page } from 'playwright-core'
import { fault } from '../../electron/contract/faults.ts'
import type { SignInPrompt } from '../../electron/contract/model/sign-in.ts'
import { handlers, refs, result, SESSION, standingAt, view } from '../fakes/worlds.ts'
import type { Scene } from './scenes.ts'

const INSTANCE = {
  id: 'public',
  title: 'Public good instance',
  isPractice: false,
  log: 'rekor.sigstore.dev',
  providers: ['github' as const, 'google' as const, 'microsoft' as const],
}

const open = async (page: Page) => {
  await page
    .locator('input[type=file]')
    .setInputFiles([{ name: 'f', mimeType: 'text/plain', buffer: Buffer.from('x') }])
  await page.getByRole('button', { name: /^Sign in another way/ }).click()
}

const waiting = (name: string, signIn: SignInPrompt, shows: string): Scene => ({
  name,
  world: { handlers: handlers({ signing: { sign: standingAt('sign-in', { signIn }) } }) },
  hash: `#/sign/${SESSION}`,
  act: (page) => page.getByRole('button', { name: 'Sign in and see the record' }).click(),
  shows,
})

const url = 'http://127.0.0.1:43667/auth/device'

export const SIGN_IN_SCENES: readonly Scene[] = [
  {
    name: 'sign-ways',
    world: { handlers: handlers({ app: { status: async () => ({ instance: INSTANCE }) } }), adopt: () => refs(3) },
    hash: '#/sign',
    act: open,
    shows: 'The page of Microsoft opens at once.',
  },
  {
    name: 'sign-receipt-wished',
    world: { handlers: handlers(), adopt: () => refs(3) },
    hash: '#/sign',
    act: async (page) => {
      await open(page)
      await page.getByRole('checkbox', { name: /^Receipt/ }).check({ force: true })
    },
    shows: 'Hide these',
  },
  {
    name: 'sign-receipt',
    world: {
      handlers: handlers({
        signing: {
          session: async () =>
            view({ state: 'ended', result: { ...result(), receipt: { state: 'signed', logIndex: '18207' } } }),
        },
      }),
    },
    hash: `#/sign/${SESSION}`,
    shows: 'Save the signed receipt',
  },
  {
    name: 'sign-receipt-failed',
    world: {
      handlers: handlers({
        signing: {
          session: async () =>
            view({
              state: 'ended',
              result: {
                ...result(),
                receipt: {
                  state: 'failed',
                  fault: fault('sigstore.log-rejected', { reason: 'status 503' }).toRecord(),
                },
              },
            }),
        },
      }),
    },
    hash: `#/sign/${SESSION}`,
    shows: 'Save a receipt',
  },
  waiting('sign-device', { way: 'device', url, code: 'WDJB-MJHT', expiresAt: '2026-11-23T10:46:00.000Z' }, 'WDJB-MJHT'),
  waiting('sign-paste', { way: 'paste', url }, 'The code that the page shows'),
]
