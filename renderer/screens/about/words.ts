export const words = {
  eyebrow: 'About',
  headline: 'What Countermark is made of, and whom it talks to.',
  lead: 'No telemetry, no account, no server of ours.',
  loading: 'Looking at the machine…',
  parts: 'Versions',
  version: 'Countermark',
  runtime: 'Runtime',
  data: 'Data folder',
  hosts: 'Hosts',
  hostsTitle: 'Every host that is contacted',
  noHosts: 'None: the practice instance runs inside Countermark, and did not run yet.',
  licencesTitle: 'Licences',
  search: 'Find a package',
  none: 'No package has that name.',
  links: { sigstore: 'Sigstore’s documentation', source: 'Source code', 'security-policy': 'Report a vulnerability' },
  margin: {
    saying: {
      title: 'What it says',
      text: 'Who signed, what, when, and later from which commit. It never says that code is good: signed code can be bad code.',
    },
    keeping: {
      title: 'What it keeps',
      text: 'Keys and sign-ins stay in memory and are forgotten. The data folder holds the practice instance and a log of what the app did.',
    },
  },
} as const
