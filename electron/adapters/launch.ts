import { spawn } from 'node:child_process'

/** Starts a program that goes on without us. Resolves once it runs, rejects where it cannot be started. */
export async function launch(program: string, args: readonly string[]): Promise<void> {
  const started = spawn(program, args, { stdio: 'ignore', detached: true })
  await new Promise<void>((resolve, reject) => {
    started.once('spawn', resolve)
    started.once('error', reject)
  })
  started.unref()
}
