/** Pinned-Dependencies: what is downloaded and run, and scripts that cannot be judged. The vectors are those of Scorecard 5.5.0. */
import { describe, expect, it } from 'vitest'
import { checked } from '../../fakes/tree.ts'
import { found, HASH, script, workflow } from './pinned.ts'

describe('an address that is none', () => {
  it('ends the look at scripts behind it', async () => {
    const text = 'npm ci\nwget http://x/%zz\npip install x'
    expect(await found({ 'a.sh': text, 'b.sh': 'npm i' })).toBe('+npmCommand -pipCommand')
  })

  it('keeps anything from being told of Dockerfiles', async () => {
    const result = await checked('pinned-dependencies', { Dockerfile: 'FROM a\nRUN wget http://x/%zz' })
    expect(result).toMatchObject({ score: -1, reason: expect.stringContaining('url.Parse') })
  })
})

describe('what a script downloads and runs', () => {
  const RAW = `https://raw.githubusercontent.com/o/r/${HASH}/i.sh`
  it.each<[string, boolean]>([
    ['curl -s https://x.sh | bash', true],
    ['curl -s https://x.sh | sudo bash', true],
    ['curl -s https://x.sh | sudo -E bash', false],
    ['curl -o i.sh https://x.sh && sh i.sh', false],
    ['curl https://x.sh > i.sh && sh i.sh', true],
    ['wget https://x/i.sh && sh i.sh', true],
    ['wget -O ./a/../j.sh https://x/i.sh; ./j.sh', true],
    ['bash <(curl -s https://x.sh)', true],
    ['sudo bash <(curl -s https://x.sh)', false],
    ['bash -c "$(curl -fsSL https://x.sh)"', false],
    ['bash -c "curl https://x.sh | sh"', true],
    ["docker run x sh -xc 'curl https://x.sh | sh'", true],
    ["python -c 'curl https://x.sh | sh'", false],
    [`curl ${RAW} | sh`, false],
    [`curl ${RAW} https://x.sh | sh`, true],
    ['curl https://x.sh | tee f | sh', false],
    ['curl https://x.sh |& sh', false],
    ['curl https://x.sh 2>/dev/null; sh /dev/null', true],
    ['aws s3api get-object --bucket b --key k /tmp/x; /tmp/x', true],
    ['gsutil cp gs://b/k.sh dir/; sh dir/k.sh', true],
    ['wget https://x/%69.sh; sh i.sh', true],
    [`curl ${RAW.replace('raw', 'RAW')} | sh`, true],
    [`curl ${RAW.replace('https', 'HTTPS')} | sh`, false],
    ['curl -s https://x.sh | \u017fudo bash', true],
    ['curl https://x.sh > i.\u017fh && sh i.sh', true],
    ['wget https://x/c%2Fd.sh?e#f; sh d.sh', true],
    ['wget http:x/d.sh; . e', true],
    [`curl ${RAW.replace('raw', 'Raw')} | sh`, true],
    [`curl ${RAW.replace('raw', 'token@raw')} | sh`, false],
    [`curl ${RAW.replace('com/', 'com:443/')} | sh`, true],
    [`curl -x http://{a}/ ${RAW} | sh`, false],
    [`curl -x http://a.b:80/ ${RAW} | sh`, true],
  ])('%s', async (text, isFound) => {
    expect(await found(script(text))).toBe(isFound ? '-downloadThenRun' : '')
  })
})

describe('a script that only other shells read', () => {
  const OTHER = 'echo ${ date;}'

  it('ends the look at scripts, and keeps what was found before', async () => {
    const files = { 'a.sh': 'npm i', 'b.sh': OTHER, 'c.sh': 'pip install x', ...workflow('run: npm ci') }
    expect(await found(files)).toBe('-npmCommand +npmCommand')
  })

  it('is named, with the scripts that nobody looked into behind it, whatever the score is', async () => {
    const pinned = { 'a.sh': 'npm ci', 'b.sh': OTHER, 'c.sh': 'npm i', 'd.sh': 'npm i' }
    const says = 'Scorecard fails at a script: b.sh. The scripts behind it are not looked into: c.sh, d.sh.'
    expect(await checked('pinned-dependencies', pinned)).toMatchObject({
      score: 10,
      says: `The build uses what it says, byte for byte. ${says}`,
    })
    const { 'a.sh': _, ...nothing } = pinned
    expect(await checked('pinned-dependencies', nothing)).toMatchObject({ score: -1, cannotTell: { why: says } })
    expect(await checked('pinned-dependencies', { 'a.sh': 'npm ci', 'b.sh': 'if' })).toMatchObject({
      score: 10,
      says: expect.stringContaining('Not looked into, since it cannot be read: b.sh.'),
    })
  })

  it('ends it in a script in a script too, and the rest of that is still looked at', async () => {
    const files = { 'a.sh': `bash -c '${OTHER}'\nnpm i`, 'b.sh': 'pip install x' }
    expect(await found(files)).toBe('-npmCommand')
  })

  it('is an error in a Dockerfile', async () => {
    expect(await checked('pinned-dependencies', { Dockerfile: `FROM a\nRUN ${OTHER}` })).toMatchObject({
      score: -1,
      isError: true,
      reason:
        'internal error: error parsing shell code: Dockerfile:1:6: "${ stmts;}" is a mksh feature; tried parsing as bash',
    })
  })

  it('is nothing in a workflow', async () => {
    const result = await checked('pinned-dependencies', workflow(`run: ${OTHER}`, 'run: npm ci'))
    expect(result).toMatchObject({ score: 10, probes: [{ outcome: 'True' }, { outcome: 'NotSupported' }] })
    expect(result.details).toMatchObject([{ level: 'debug' }, { level: 'info' }])
  })
})

describe('a download from what is no address', () => {
  const WGET = 'wget http://HOST:PORT/i.sh $(npm i)'

  it('ends the look at scripts behind its own, in which only what is in the command is passed over', async () => {
    expect(await found({ 'a.sh': `${WGET}\nnpm ci`, 'b.sh': 'pip install x' })).toBe('+npmCommand')
  })

  it('is an error in a Dockerfile', async () => {
    expect(await checked('pinned-dependencies', { Dockerfile: `FROM a\nRUN ${WGET}` })).toMatchObject({
      isError: true,
      reason:
        'internal error: internal error: url.Parse: parse "http://HOST:PORT/i.sh": invalid port ":PORT" after host',
    })
  })
})

describe('bytes of a script that are no text', () => {
  it('refuse it where a letter that stands for them does not', async () => {
    const lossy = { 'a.sh': 'npm i # \ufffd' }
    expect(await found(lossy)).toBe('-npmCommand')
    const { details } = await checked('pinned-dependencies', { 'a.sh': new Uint8Array([0x61, 0x20, 0xff]) })
    expect(details).toMatchObject([
      { text: 'Possibly incomplete results: error parsing shell code: invalid UTF-8 encoding' },
    ])
  })
})
