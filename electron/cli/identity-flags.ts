/** How a person or a job says who signs. Apart from what they lead to, which help and other verbs need not load. */
export const IDENTITY_FLAGS = {
  provider: { value: 'P', help: 'the page to sign in with: github, google or microsoft' },
  device: { help: 'sign in on another device, with a code' },
  'identity-token-file': { value: 'FILE', help: 'use the identity token in FILE; - is standard input' },
  'allow-ambient-token': { help: 'let an imported instance have the identity token of this CI job' },
  'expect-identity': { value: 'NAME', help: 'stop before anything is sent unless the certificate will name NAME' },
  oob: { help: 'sign in anywhere, and paste the code that the page shows' },
} as const
