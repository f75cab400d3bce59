/** Who signed, as short as it stays exact. */

interface Signer {
  readonly kind: string
  readonly name: string
}

/** `https://HOST/OWNER/REPOSITORY/.github/workflows/FILE@REF`, as GitHub names a workflow. */
const WORKFLOW = /^https:\/\/([^/]+\/[^/]+\/[^/]+)\/\.github\/workflows\/([^@]+)@(.+)$/

/** A workflow by its file and repository; anybody else by the name in the certificate. */
export function shortSigner({ kind, name }: Signer): string {
  const workflow = workflowIn({ kind, name })
  return workflow ? `${workflow.file} of ${workflow.repository}` : name
}

export function workflowIn({ kind, name }: Signer): { repository: string; file: string; ref: string } | undefined {
  const [, repository = '', file = '', ref = ''] = (kind === 'uri' && WORKFLOW.exec(name)) || []
  return repository === '' ? undefined : { repository, file, ref }
}
