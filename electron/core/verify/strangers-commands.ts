/** Commands by which a stranger verifies a file with tools of others: who signed is compared letter by letter. */
import type { Identity } from '../../contract/model/identity.ts'

export interface Command {
  readonly tool: string
  /** For a POSIX shell, in the folder of the file and its bundle. */
  readonly text: string
}

export interface CommandsRequest {
  /** Names of files in one folder. */
  readonly artifact: string
  readonly bundle: string
  readonly signer: Pick<Identity, 'name' | 'issuer'>
  /** What an attestation is of; undefined for a signature over a file. */
  readonly predicateType: string | undefined
  /** The path of the trusted root; without it, the tools take that of the public good instance. */
  readonly trustedRoot?: string
}

/** With a trusted root these work offline, and take their trust from it alone. */
export function strangersCommands({
  artifact,
  bundle,
  signer,
  predicateType,
  trustedRoot,
}: CommandsRequest): [Command, Command] {
  const [file, evidence] = [quote(asName(artifact)), quote(`--bundle=${asName(bundle)}`)]
  const cosign = [
    predicateType === undefined ? 'cosign verify-blob' : 'cosign verify-blob-attestation',
    evidence,
    ...(trustedRoot === undefined ? [] : [quote(`--trusted-root=${trustedRoot}`)]),
    quote(`--certificate-identity=${signer.name}`),
    quote(`--certificate-oidc-issuer=${signer.issuer}`),
    ...(predicateType === undefined ? [] : [quote(`--type=${predicateType}`)]),
    file,
  ]
  const sigstorePython = [
    ...(trustedRoot === undefined
      ? ['sigstore verify identity']
      : [
          `{ printf %s ${quote(TRUST_CONFIG_HEAD)}; cat ${quote(trustedRoot)}; printf %s ${quote(TRUST_CONFIG_TAIL)}; } |`,
          'sigstore --trust-config=/dev/stdin verify identity',
        ]),
    evidence,
    quote(`--cert-identity=${signer.name}`),
    quote(`--cert-oidc-issuer=${signer.issuer}`),
    file,
  ]
  return [
    { tool: 'cosign', text: cosign.join(CONTINUED) },
    { tool: 'sigstore-python', text: sigstorePython.join(CONTINUED) },
  ]
}

/** The same with this program. */
export function ownCommand({ artifact, bundle, signer, trustedRoot }: CommandsRequest): Command {
  const words = [
    'countermark verify',
    `--identity ${quote(signer.name)}`,
    `--issuer ${quote(signer.issuer)}`,
    ...(trustedRoot === undefined ? [] : [`--trusted-root ${quote(trustedRoot)}`]),
    `--bundle ${quote(asName(bundle))}`,
    quote(asName(artifact)),
  ]
  return { tool: 'countermark', text: words.join(CONTINUED) }
}

/** One argument a line: easier to read, and the shell takes it as one command. */
const CONTINUED = ' \\\n  '

/** sigstore-python takes a root only inside a client trust config; verifying needs nothing of its signing config. */
const TRUST_CONFIG_HEAD =
  '{"mediaType":"application/vnd.dev.sigstore.clienttrustconfig.v0.1+json",' +
  '"signingConfig":{"mediaType":"application/vnd.dev.sigstore.signingconfig.v0.2+json"},"trustedRoot":'
const TRUST_CONFIG_TAIL = '}'

/** Tools read `-x`, `sha256:…` and `env://…` as something else than a file of that name, but never what has a folder. */
const asName = (name: string): string => (/^\w[\w.+-]*$/.test(name) ? name : `./${name}`)

/** One word of a POSIX shell: nothing is special between single quotes (XCU, section 2.2.2). */
export const quote = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
