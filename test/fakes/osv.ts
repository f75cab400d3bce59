/** OSV on loopback: what it knows is given to it, and what it was asked is kept. */
import { createServer } from 'node:http'
import { type Listening, listening } from './listening.ts'

export interface FakeOsv extends Listening {
  /** The packages of each request, as `ecosystem name version`, or `commit` with its hash. */
  readonly asked: string[][]
}

type By = Readonly<Record<string, readonly string[]>> | ((key: string) => readonly string[])

const said = (by: By, key: string): readonly string[] => (typeof by === 'function' ? by(key) : (by[key] ?? []))

export interface OsvKnowledge {
  /** Ids, by `ecosystem name version`. */
  readonly packages: By
  /** Other names, by the id. */
  readonly aliases?: By
  /** So many ids stand on one page. */
  readonly pageSize?: number
  /** Answers in its place, where it returns something. */
  readonly instead?: (path: string) => { readonly status: number; readonly body: string } | undefined
}

type Question = (OfPackage | OfCommit) & { readonly page_token?: string }

interface OfPackage {
  readonly package: { readonly ecosystem: string; readonly name: string }
  readonly version: string
}

interface OfCommit {
  readonly commit: string
}

export async function openOsv({ packages, aliases = {}, pageSize = 100, instead }: OsvKnowledge): Promise<FakeOsv> {
  const asked: string[][] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const path = request.url ?? ''
      const other = instead?.(path)
      const body = other?.body ?? JSON.stringify(answer(path, Buffer.concat(chunks).toString('utf8')))
      response.writeHead(other?.status ?? 200, { 'content-type': 'application/json' }).end(body)
    })
  })

  function answer(path: string, body: string): unknown {
    if (path !== '/v1/querybatch') {
      const id = decodeURIComponent(path.replace('/v1/vulns/', ''))
      return { id, aliases: said(aliases, id), modified: '2026-01-01T00:00:00Z' }
    }
    // A client may have nothing to ask, and ask it.
    const { queries = [] } = JSON.parse(body) as { queries?: Question[] }
    asked.push(queries.map(keyOf))
    return {
      results: queries.map((one) => {
        const ids = said(packages, keyOf(one))
        const from = Number(one.page_token ?? 0)
        const vulns = ids.slice(from, from + pageSize).map((id) => ({ id, modified: '2026-01-01T00:00:00Z' }))
        const isLast = from + pageSize >= ids.length
        return {
          ...(vulns.length > 0 ? { vulns } : {}),
          ...(isLast ? {} : { next_page_token: String(from + pageSize) }),
        }
      }),
    }
  }

  return { asked, ...(await listening(server)) }
}

const keyOf = (question: Question): string =>
  'commit' in question
    ? `commit ${question.commit}`
    : `${question.package.ecosystem} ${question.package.name} ${question.version}`
