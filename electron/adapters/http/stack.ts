/** The parts of the runtime that speak with networks. They take a while to load, so they wait for the first request. */

export async function loadStack() {
  const [http, https, net, tls, zlib] = await Promise.all([
    import('node:http'),
    import('node:https'),
    import('node:net'),
    import('node:tls'),
    import('node:zlib'),
  ])
  return { http, https, net, tls, zlib }
}

export type Stack = Awaited<ReturnType<typeof loadStack>>
