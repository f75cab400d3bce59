import { answer } from '../answer.ts'
import { EXIT } from '../exit-code.ts'
import { verb } from '../verb.ts'

export const practiceServe = verb({
  name: 'practice serve',
  summary: 'Run the practice instance for other Sigstore clients, until it is stopped.',
  operands: '',
  flags: {},
  notes: 'Where the app runs the instance already, its addresses are printed, and it stays as it is.',
  async run(_, terminal) {
    const { openPracticeOf, untilStopped } = await import('../practice.ts')
    const practice = await openPracticeOf(terminal)
    try {
      const { baseUrl, trustedRootPath, signingConfigPath, signingConfigV2Path, isOwner } = practice
      const files = {
        trustedRoot: trustedRootPath,
        signingConfig: signingConfigPath,
        signingConfigRekorV2: signingConfigV2Path,
      }
      const report = { baseUrl, issuer: `${baseUrl}/auth`, ...files, isOwner }
      const rows = [
        ['sign-in', `${baseUrl}/auth`],
        ['certificates', baseUrl],
        ['log', baseUrl],
        ['timestamps', `${baseUrl}/api/v1/timestamp`],
        ['trusted root', trustedRootPath],
        ['signing config', signingConfigPath],
        ['with Rekor v2', signingConfigV2Path],
      ]
      const text = rows.map(([what = '', where]) => `${`${what}:`.padEnd(16)}${where}`).join('\n')
      const head = { schemaVersion: 1, command: 'practice serve' } as const
      await answer(terminal, 'practice serve', { ...head, ...report }, text)
      if (!isOwner) terminal.tell('Another process runs the practice instance; this one was not needed.')
      else await untilStopped(terminal.signal)
      return EXIT.fine
    } finally {
      await practice.close()
    }
  },
})
