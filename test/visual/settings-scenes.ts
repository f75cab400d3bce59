/** The settings, in every state. */
import { fault } from '../../electron/contract/faults.ts'
import type { Settings } from '../../electron/contract/model/settings.ts'
import type { World } from '../fakes/page-host.ts'
import { CORP, instanceList, publicContacts, settingsView } from '../fakes/settings-world.ts'
import { handlers, refs } from '../fakes/worlds.ts'
import type { Scene } from './scenes.ts'

type Over = NonNullable<Parameters<typeof handlers>[0]>

const never = () => new Promise<never>(() => {})
const settings = (over: Over['settings'], instances: Over['instances'] = {}): World => ({
  handlers: handlers({ settings: over ?? {}, instances: instances ?? {} }),
  adopt: () => refs(1),
})
const withSettings = (over: Partial<Settings>, more: Parameters<typeof settingsView>[1] = {}) =>
  settings({ get: async () => settingsView(over, more) })

const chooseConfig: Scene['act'] = (page) =>
  page
    .getByLabel('Import from a file')
    .and(page.locator('input'))
    .setInputFiles({ name: 'corp-trust.json', mimeType: 'application/json', buffer: Buffer.from('{}') })

const hash = '#/settings'

export const SETTINGS_SCENES: readonly Scene[] = [
  { name: 'settings-full', world: settings({}), hash, shows: 'Forget everything…' },
  {
    name: 'settings-none',
    world: settings({
      get: async () => settingsView({ instance: undefined }),
      secrets: async () => ({ where: 'memory', why: 'no-service' }),
    }),
    hash,
    shows: 'Kept in memory, until Countermark ends.',
  },
  {
    name: 'settings-public',
    world: settings(
      {
        get: async () =>
          settingsView(
            {
              instance: CORP.id,
              logVersion: 2,
              appearance: 'high-contrast',
              network: {
                proxy: { use: 'manual', url: 'http://ada@proxy.corp.example:3128/' },
                extraCaPath: '/etc/ssl/corp/authorities-of-the-whole-company-and-its-branches.pem',
              },
            },
            { hasProxyPassword: true },
          ),
        contacts: async () => publicContacts(),
      },
      { list: async () => instanceList([CORP]) },
    ),
    hash,
    shows: 'What you sign goes to fulcio.corp.example.',
  },
  { name: 'settings-import', world: settings({}), hash, act: chooseConfig, shows: 'This is what would be imported' },
  {
    name: 'settings-import-fault',
    world: settings(
      {},
      {
        examine: () =>
          Promise.reject(
            fault('instance.tokens-astray', { issuer: 'oauth2.sigstore.dev', authority: 'fulcio.corp.example' }),
          ),
      },
    ),
    hash,
    act: chooseConfig,
    shows: 'The sign-in of oauth2.sigstore.dev is not for fulcio.corp.example.',
  },
  {
    name: 'settings-damaged',
    world: withSettings(
      {},
      { problem: fault('settings.damaged', { name: 'settings.json.damaged-20261123T101500Z' }).toRecord() },
    ),
    hash,
    shows: 'The settings were damaged.',
  },
  { name: 'settings-loading', world: settings({ get: never }), hash, shows: 'Looking at what is set…' },
  {
    name: 'settings-waiting',
    world: settings({ secrets: never, contacts: never, dataFolder: never }, { list: never }),
    hash,
    shows: 'Asking the keychain…',
  },
  {
    name: 'settings-fault',
    world: settings({ get: () => Promise.reject(fault('files.read-only', { folder: '/home/ada' })) }),
    hash,
    shows: 'Nothing can be written to /home/ada.',
  },
]
