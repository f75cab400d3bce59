import type { api } from '../../contract/api.ts'
import type { AppStatus, LinkId } from '../../contract/model/about.ts'
import type { Recipient } from '../../contract/model/instance.ts'
import type { Handlers } from '../../contract/server.ts'
import type { Browser } from '../../core/ports.ts'

/** Every page outside that the window can open. */
const LINKS: Readonly<Record<LinkId, string>> = {
  sigstore: 'https://docs.sigstore.dev/',
  source: 'https://github.com/countermark/countermark',
  'security-policy': 'https://github.com/countermark/countermark/security/policy',
}

const ROLES: Readonly<Record<Recipient['role'], string>> = {
  'sign-in': 'Sign-in',
  certificate: 'Certificate authority',
  timestamp: 'Timestamp authority',
  log: 'Log',
}

export interface AppNeeds {
  readonly version: string
  readonly dataFolder: string
  readonly status: AppStatus
  readonly browser: Browser
  /** The hosts of the instance in use. */
  readonly recipients: () => Promise<Recipient[]>
}

export const appHandlers = ({
  version,
  dataFolder,
  status,
  browser,
  recipients,
}: AppNeeds): Handlers<typeof api>['app'] => ({
  status: async () => status,

  async about() {
    const { default: licences } = await import('../../../resources/licences.json')
    const hosts = await recipients()
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
