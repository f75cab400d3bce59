/** Whole sessions on a practice instance behind a front: what the person meets, and what pressing retry brings. */
import { createHttp } from '../../electron/adapters/http.ts'
import { createSignIn } from '../../electron/adapters/sign-in.ts'
import { Fault } from '../../electron/contract/faults.ts'
import type { Http } from '../../electron/core/ports.ts'
import { hurriedClock } from './clock.ts'
import { type Front, openFront } from './front.ts'
import { person } from './person.ts'
import { openStage, type Scene, type Stage } from './session-scene.ts'

export interface WeatherStage {
  readonly stage: Stage
  readonly front: Front
  /** A session of one file. `timeoutMs` is the limit of requests that are spoilt. */
  begin(options?: { now?: () => Date; timeoutMs?: number }): Promise<WeatherSession>
  /** How many entries the log has. */
  entries(): Promise<number>
  close(): Promise<void>
}

export interface WeatherSession {
  readonly path: string
  readonly scene: Scene
  /** Runs, or presses retry. The fault that the person sees, or undefined when the file is signed. */
  press(): Promise<Fault | undefined>
}

export async function openWeatherStage(version: 1 | 2): Promise<WeatherStage> {
  const stage = await openStage(version)
  const { caUrls, oidcUrls, rekorTlogUrls, tsaUrls } = stage.instance.signingConfig
  // A clock that is slow must not be before the instance, which is as old as this test.
  for (const service of [caUrls, oidcUrls, rekorTlogUrls, tsaUrls].flat()) service.validFor = { start: new Date(0) }
  const { origin } = new URL(stage.instance.signingConfig.caUrls[0]?.url ?? '')
  const front = await openFront(origin)
  let files = 0

  return {
    stage,
    front,
    async begin({ timeoutMs = 10_000, now = () => new Date() } = {}) {
      const path = stage.file(`release-${++files}.bin`, `release ${files}`)
      const real = createHttp({ isAllowed: (url) => url.origin === front.origin })
      const http: Http = {
        request: (request) =>
          real.request({
            ...request,
            url: request.url.replace(origin, front.origin),
            timeoutMs: front.isSpoilt(new URL(request.url).pathname) ? timeoutMs : request.timeoutMs,
          }),
      }
      const who = person()
      const clock = hurriedClock(now)
      const signIn = createSignIn({ http, browser: who, clock })
      const scene = await stage.scene([path], { who, ports: { http, clock, signIn } })
      return {
        path,
        scene,
        async press() {
          try {
            await scene.run()
          } catch (error) {
            if (error instanceof Fault) return error
            throw error
          }
          return scene.state.faults.get(0)
        },
      }
    },
    async entries() {
      if (version === 1) {
        const { treeSize } = (await (await fetch(`${origin}/api/v1/log`)).json()) as { treeSize: number }
        return treeSize
      }
      return Number((await (await fetch(`${origin}/api/v2/checkpoint`)).text()).split('\n')[1])
    },
    async close() {
      await front.close()
      await stage.close()
    },
  }
}
