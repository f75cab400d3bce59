/** A real Secret Service on a session bus of its own, in folders of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface Keyring {
  /** What a program needs of the environment to find this service and no other. */
  readonly env: NodeJS.ProcessEnv
  /** Keeps the service from answering until `goOn`. */
  stop(): void
  goOn(): void
  close(): Promise<void>
}

export interface SessionBus {
  readonly env: NodeJS.ProcessEnv
  close(): Promise<void>
}

/** A bus on which nobody is a Secret Service, nor is started as one. */
export async function openSessionBus(): Promise<SessionBus> {
  const base = mkdtempSync(join(tmpdir(), 'countermark-bus-'))
  const folder = (name: string) => {
    mkdirSync(join(base, name), { mode: 0o700 })
    return join(base, name)
  }
  const [home, runtime] = [folder('home'), folder('run')]
  writeFileSync(join(base, 'bus.conf'), CONFIGURATION(base))
  const own = { PATH: process.env.PATH, HOME: home, XDG_RUNTIME_DIR: runtime, XDG_DATA_HOME: join(home, 'data') }
  const bus = spawn('dbus-daemon', [`--config-file=${base}/bus.conf`, '--nofork', '--print-address=1'], {
    env: own,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [address] = (await once(createInterface(bus.stdout), 'line')) as [string]
  return {
    env: { ...own, DBUS_SESSION_BUS_ADDRESS: address },
    async close() {
      await ended(bus)
      rmSync(base, { recursive: true, force: true })
    },
  }
}

/** The same with a keyring that is open. */
export async function openKeyring(): Promise<Keyring> {
  const bus = await openSessionBus()
  const match = "type='signal',member='NameOwnerChanged',arg0='org.freedesktop.secrets'"
  const monitor = spawn('dbus-monitor', [match], { env: bus.env, stdio: ['ignore', 'pipe', 'ignore'] })
  const heard = createInterface(monitor.stdout)
  // It is told its own name first: from then on it hears everything.
  await once(heard, 'line')
  const args = ['--foreground', '--unlock', '--components=secrets']
  const keyring = spawn('gnome-keyring-daemon', args, { env: bus.env, stdio: ['pipe', 'ignore', 'ignore'] })
  keyring.stdin.end('a password for the keyring')
  for await (const line of heard) if (line.includes('org.freedesktop.secrets')) break
  await ended(monitor)
  return {
    env: bus.env,
    stop: () => void keyring.kill('SIGSTOP'),
    goOn: () => void keyring.kill('SIGCONT'),
    async close() {
      keyring.kill('SIGCONT')
      await ended(keyring)
      await bus.close()
    },
  }
}

/** Without folders of services that the bus could start by itself. */
const CONFIGURATION = (folder: string): string => `<busconfig>
  <type>session</type>
  <listen>unix:dir=${folder}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill()
  await exit
}
