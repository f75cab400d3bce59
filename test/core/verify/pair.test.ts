import { describe, expect, it } from 'vitest'
import { pair } from '../../../electron/core/verify/pair.ts'

const nothing = async () => false
const paired = async (paths: string[], exists: (path: string) => Promise<boolean> = nothing) =>
  Object.fromEntries((await pair(paths, exists)).map(({ path, evidence }) => [path, evidence]))

describe('files as a person hands them over', () => {
  it('belong together by their names, wherever they lie, those of one folder first', async () => {
    expect(await paired(['/a/x.tgz', '/b/x.tgz.sigstore.json', '/a/y.tgz', '/a/z.txt'])).toEqual({
      '/a/x.tgz': ['/b/x.tgz.sigstore.json'],
      '/a/y.tgz': [],
      '/a/z.txt': [],
    })
    expect(await paired(['/a/x.tgz', '/b/x.tgz', '/b/x.tgz.sigstore'])).toEqual({
      '/a/x.tgz': [],
      '/b/x.tgz': ['/b/x.tgz.sigstore'],
    })
  })

  it('belong together whatever they are called, where there is one file and one bundle', async () => {
    expect(await paired(['/a/tool (1).zip', '/a/tool.zip.sigstore.json'])).toEqual({
      '/a/tool (1).zip': ['/a/tool.zip.sigstore.json'],
    })
    expect(await paired(['/a/x', '/a/y', '/a/z.bundle'])).toEqual({ '/a/x': [], '/a/y': [], '/a/z.bundle': [] })
  })

  it('may be a bundle alone: it is of the file that lies beside it, and a file like any other where none does', async () => {
    const beside = async (path: string) => path === '/a/x.tgz'
    expect(await paired(['/a/x.tgz.provenance.practice.sigstore.json'], beside)).toEqual({
      '/a/x.tgz': ['/a/x.tgz.provenance.practice.sigstore.json'],
    })
    expect(await paired(['/a/x.tgz.sigstore', '/a/x.tgz.bundle'], beside)).toEqual({
      '/a/x.tgz': ['/a/x.tgz.sigstore', '/a/x.tgz.bundle'],
    })
    expect(await paired(['/a/x.tgz.sigstore.json'])).toEqual({ '/a/x.tgz.sigstore.json': [] })
  })

  it('are each verified once', async () => {
    expect(await pair(['/a/x', '/a/x.bundle'], async () => true)).toHaveLength(1)
  })
})
