import { describe, expect, it } from 'vitest'
import { checked, type Files } from '../../fakes/tree.ts'

const config = (text: string, path = 'scorecard.yml'): Files => ({ [path]: text })
const SAID = 'annotations:\n  - checks: [Licence]\n    reasons: [{ reason: test-data }]\n'.replace('Licence', 'LICENSE')
const of = async (files: Files) => (await checked('license', files)).annotations

describe('what maintainers say of a check', () => {
  it.each(['scorecard.yml', '.scorecard.yaml', '.github/scorecard.yml'])('stands in %s', async (path) => {
    expect(await of(config(SAID, path))).toEqual([
      'The files or code snippets are only used for test or example purposes.',
    ])
  })

  it.each<[string, Files]>([
    ['of another check', config(SAID.replace('LICENSE', 'sast'))],
    ['of no check', config(`${SAID}  - checks: [nothing]\n`)],
    ['for no reason', config(SAID.replace('test-data', 'because'))],
    ['behind a file that says nothing', { ...config('a: [', 'scorecard.yml'), ...config(SAID, '.scorecard.yml') }],
    ['twice', config(`${SAID}annotations: []\n`)],
    ['of what is at its best', { ...config(SAID), 'LICENSE-MIT': '' }],
  ])('counts for nothing %s', async (_, files) => {
    expect(await of(files)).toBeUndefined()
  })

  it('never changes the score', async () => {
    expect((await checked('license', config(SAID))).score).toBe(0)
  })
})
