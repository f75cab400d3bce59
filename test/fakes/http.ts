import type { Http, HttpAnswer, HttpRequest } from '../../electron/core/ports.ts'

export type Reply = { status: number; headers?: Record<string, string>; json?: unknown; body?: Uint8Array } | Error

/** Answers each request with what the script says; the requests are kept. */
export function fakeHttp(reply: (request: HttpRequest, nth: number) => Reply): Http & { requests: HttpRequest[] } {
  const requests: HttpRequest[] = []
  return {
    requests,
    async request(request): Promise<HttpAnswer> {
      request.signal.throwIfAborted()
      requests.push(request)
      const answer = reply(request, requests.length)
      if (answer instanceof Error) throw answer
      const body = answer.body ?? new TextEncoder().encode(answer.json === undefined ? '' : JSON.stringify(answer.json))
      return { status: answer.status, headers: answer.headers ?? {}, body }
    },
  }
}
