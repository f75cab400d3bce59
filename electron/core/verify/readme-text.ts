/** Text for a README or release notes: how anybody verifies a file, and who it has to be by. As Markdown. */
import { visible } from '../display-name.ts'
import { type CommandsRequest, ownCommand, strangersCommands } from './strangers-commands.ts'

export interface ReadmeRequest extends CommandsRequest {
  /** Whose trusted root that is, where it is not the one of the public good instance. */
  readonly instance?: string
}

/** Three tools, one identity, letter by letter. */
export function readmeText(request: ReadmeRequest): string {
  const { artifact, bundle, signer, instance, trustedRoot } = request
  const commands = [...strangersCommands(request), ownCommand(request)]
  const root =
    trustedRoot === undefined
      ? ''
      : ` and the trusted root of ${visible(instance ?? 'the instance')} as ${code(trustedRoot)}`
  return [
    '## Verify what you downloaded',
    '',
    `${code(artifact)} is signed with Sigstore. It has to be by`,
    '',
    `- identity ${code(signer.name)}`,
    `- issuer ${code(signer.issuer)}`,
    '',
    `Put it into one folder with ${code(bundle)}${root}. Then, with the tool that you have:`,
    '',
    ...commands.flatMap(({ tool, text }) => [`${tool}:`, '', ...fenced(text), '']),
    'Each of them says no if the file was altered, or signed by anybody else. None of them says what the file does.',
    '',
  ].join('\n')
}

/** However many grave accents a name has, the fence has more. */
function code(text: string): string {
  const shown = visible(text)
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  return longest === 0 ? `${fence}${shown}${fence}` : `${fence} ${shown} ${fence}`
}

function fenced(text: string): string[] {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  return [`${fence}sh`, text, fence]
}
