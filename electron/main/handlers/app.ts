import type { api } from '../../contract/api.ts'
import type { AppStatus, LinkId } from '../../contract/model/about.ts'
import type { Contact } from '../../contract/model/instance.ts'
import type { Handlers } from '../../contract/server.ts'
import type { Browser } from '../../core/ports.ts'

/** Every page outside that the window can open. */
const LINKS: Readonly<Record<LinkId, string>> = {
  sigstore: 'https://docs.sigstore.dev/',
  source: 'https://github.com/countermark/countermark',
  'security-policy': 'https://github.com/countermark/countermark/security/policy',
}

const ROLES: Readonly<Record<Contact['role'], string>> = {
  trust: 'Trust',
  'sign-in': 'Sign-in',
  certificate: 'Certificate authority',
  timestamp: 'Timestamp authority',
  log: 'Log',
}

export interface AppNeeds {
  readonly version: string
  readonly dataFolder: string
  readonly status: () => Promise<AppStatus>
  readonly browser: Browser
  /** The hosts of the chosen instance, with the reason for each. */
  readonly contacts: () => Promise<Contact[]>
}

export const appHandlers = ({
  version,
  dataFolder,
  status,
  browser,
  contacts,
}: AppNeeds): Handlers<typeof api>['app'] => ({
  status,

  async about() {
    const { default: licences } = await import('../../../resources/licences.json')
    const hosts = await contacts()
    return {
      version,
      electron: process.versions.electron ?? '',
      chromium: process.versions.chrome ?? '',
      node: process.versions.node,
      dataFolder,
      hosts: hosts.map(({ host, role, receives }) => ({ host, why: `${ROLES[role]}: receives ${receives}` })),
      licences,
    }
  },

  openLink: async ({ link }) => browser.open(LINKS[link]),
})
