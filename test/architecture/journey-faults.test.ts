import { expect, test } from 'vitest'
import { findFault } from '../../build/journey-faults.mjs'
import { words as sign } from '../../renderer/screens/sign/words.ts'
import { words as start } from '../../renderer/screens/start/words.ts'

test('the journey finds a fault by its title', () => {
  expect(findFault('Practise\nThe port of the practice instance is taken.\nEnd the other program.')).toMatchObject({
    code: 'practice.port-taken',
    hint: 'End the other program.',
  })
})

test.each([start.headline, start.lead, sign.ready('sign', 3), sign.readyLead, sign.result.all('sign', 3)])(
  'and none in what the window says otherwise: %s',
  (sentence) => {
    expect(findFault(sentence)).toBeUndefined()
  },
)
