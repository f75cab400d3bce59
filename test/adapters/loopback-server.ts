/** Servers of one test: on this machine, and gone with the test. */
import { createServer, type Server as HttpServer, type RequestListener } from 'node:http'
import { createServer as createSecureServer, type ServerOptions } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** Serves HTTP, and returns the origin. */
export const serve = (listener: RequestListener): Promise<string> => listen(createServer(listener), 'http://127.0.0.1')

/** Serves HTTPS by the name `localhost`, and returns the origin. */
export const serveTls = (options: ServerOptions, listener: RequestListener): Promise<string> =>
  listen(createSecureServer(options, listener), 'https://localhost')

/** Listens until the test ends, and returns the origin. */
export async function listen(server: HttpServer, address: string): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  })
  return `${address}:${(server.address() as AddressInfo).port}`
}

/** Serves whatever a test wants to send, HTTP or not, and returns the origin. */
export async function serveTcp(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    onConnection(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Host and port that nobody listens on. */
export async function freeAddress(): Promise<string> {
  const server = createTcpServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return `127.0.0.1:${port}`
}
