/** A TUF repository on loopback that hands out the trusted root of GitHub's own instance, as a test has it. */
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { githubs } from '../fixtures/forge/authority.ts'
import { rootWithoutLog } from '../fixtures/forge/without-log.ts'
import { type TufRepository, tufRepository } from './tuf-repository.ts'

export const GITHUBS_TRUSTED_ROOT = JSON.stringify(rootWithoutLog(githubs))

export interface GithubsRepository {
  readonly repository: TufRepository
  readonly mirror: { readonly url: string; readonly rootPath: string }
  /** The same for the environment of a program. */
  readonly env: Readonly<Record<string, string>>
  /** Paths that were asked for. */
  readonly asked: string[]
  close(): Promise<void>
}

/** `folder` gets the TUF root to begin with. */
export async function openGithubsRepository(
  folder: string,
  targets: Readonly<Record<string, string>> = { 'trusted_root.json': GITHUBS_TRUSTED_ROOT },
): Promise<GithubsRepository> {
  const repository = tufRepository()
  repository.release({ targets })
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const text = repository.files.get(request.url ?? '')
    response.writeHead(text === undefined ? 404 : 200).end(text ?? 'not found')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const rootPath = join(folder, 'first-root.json')
  writeFileSync(rootPath, repository.root)
  return {
    repository,
    mirror: { url, rootPath },
    env: { COUNTERMARK_GITHUB_TUF_URL: url, COUNTERMARK_GITHUB_TUF_ROOT: rootPath },
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
