import { expect, test } from 'vitest'
import { problemsInDocs } from '../../build/docs-check.mjs'

test('the documentation names only files and commands that are there', () => {
  expect(problemsInDocs()).toEqual([])
})
