import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { fault } from '../../electron/contract/faults.ts'
import { command, query, task } from '../../electron/contract/procedure.ts'
import { connect } from '../../electron/contract/rpc.ts'
import { createServer, type Handlers } from '../../electron/contract/server.ts'
import { wirePair } from '../fakes/wire.ts'

const api = {
  mill: {
    weigh: query(z.object({ grain: z.string() }), z.object({ grams: z.number() })),
    lock: command(z.void(), z.void()),
    grind: task(z.object({ bags: z.number() }), z.string(), z.object({ done: z.number() })),
  },
}

function mill(over: Partial<Handlers<typeof api>['mill']> = {}) {
  const reports: { id: string; error: unknown }[] = []
  const server = createServer(
    api,
    {
      mill: {
        weigh: async ({ grain }) => ({ grams: grain.length }),
        lock: async () => undefined,
        grind: async ({ bags }) => `${bags} bags`,
        ...over,
      },
    },
    {
      report: (id, error) => reports.push({ id, error }),
      newTaskId: (() => {
        let n = 0
        return () => `task-${n++}`
      })(),
      now: () => new Date('2026-11-23T10:41:00Z'),
    },
  )
  const wire = wirePair()
  const leave = server.open(wire.main)
  return { server, wire, leave, client: connect(api, wire.page), reports }
}

/** Resolves when everything that is queued now has run. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('calls', () => {
  test('a query, a command and a task answer with their typed values', async () => {
    const { client } = mill()
    expect(await client.calls.mill.weigh({ grain: 'rye' })).toEqual({ grams: 3 })
    expect(await client.calls.mill.lock()).toBeUndefined()
    expect(await client.calls.mill.grind({ bags: 2 })).toBe('2 bags')
  })

  test('a fault arrives with its code and details, and nothing else', async () => {
    const { client } = mill({
      weigh: async () => {
        throw fault('files.not-found', { name: 'rye.tar' }, { cause: new Error('ENOENT /home/ada/rye.tar') })
      },
    })
    const error = await client.calls.mill.weigh({ grain: 'rye' }).catch((e: unknown) => e)
    expect(error).toMatchObject({ name: 'Fault', code: 'files.not-found', title: 'rye.tar is gone.' })
    expect(JSON.stringify(error)).not.toContain('/home/ada')
  })

  test('an unexpected error becomes internal with an id, and its text stays in main', async () => {
    const { client, reports, wire } = mill({
      weigh: async () => {
        throw new TypeError('secret path /home/ada')
      },
    })
    await expect(client.calls.mill.weigh({ grain: 'rye' })).rejects.toMatchObject({ code: 'internal' })
    expect(reports).toHaveLength(1)
    expect(JSON.stringify(wire.sent)).not.toContain('/home/ada')
  })

  test('a key that the output does not name cannot cross', async () => {
    const { client, wire } = mill({ weigh: async () => ({ grams: 1, token: 'eyJhbGciOi' }) as { grams: number } })
    expect(await client.calls.mill.weigh({ grain: 'rye' })).toEqual({ grams: 1 })
    expect(JSON.stringify(wire.sent)).not.toContain('eyJ')
  })

  test('an answer that does not fit its schema is a fault of main', async () => {
    const { client } = mill({ weigh: async () => ({ grams: 'heavy' }) as unknown as { grams: number } })
    await expect(client.calls.mill.weigh({ grain: 'rye' })).rejects.toMatchObject({ code: 'internal' })
  })
})

describe('what a page may not do', () => {
  const refused = async (frame: unknown): Promise<unknown> => {
    const { wire } = mill()
    wire.forge(frame)
    await settled()
    return wire.sent
  }

  test.each([
    'constructor',
    'mill.constructor',
    '__proto__',
    'mill.__proto__',
    'toString',
    'mill',
    'mill.weigh.call',
    '',
  ])('%j is not a procedure', async (path) => {
    expect(await refused({ kind: 'call', id: 1, path, input: undefined })).toEqual([
      { kind: 'fault', id: 1, fault: { code: 'input.unknown-procedure', details: {} } },
    ])
  })

  test('an extra key in the input is refused', async () => {
    expect(
      await refused({ kind: 'call', id: 1, path: 'mill.weigh', input: { grain: 'rye', path: '/etc/passwd' } }),
    ).toMatchObject([{ kind: 'fault', fault: { code: 'input.invalid' } }])
  })

  test.each([
    ['an extra key in the frame', { kind: 'call', id: 1, path: 'mill.lock', input: undefined, admin: true }],
    ['an unknown kind', { kind: 'emit', id: 1, name: 'session.changed', value: {} }],
    ['a fractional id', { kind: 'call', id: 0.5, path: 'mill.lock' }],
    ['a negative id', { kind: 'call', id: -1, path: 'mill.lock' }],
    ['a path of another type', { kind: 'call', id: 1, path: { toString: 1 } }],
    ['nothing', null],
    ['text', 'call'],
  ])('%s is dropped without an answer', async (_, frame) => {
    expect(await refused(frame)).toEqual([])
  })

  test('a task that does not run cannot be attached to', async () => {
    expect(await refused({ kind: 'attach', id: 1, task: 'task-7' })).toMatchObject([{ kind: 'fault', id: 1 }])
  })

  test('whatever is sent, main answers with a fault or not at all, and goes on', async () => {
    const { wire, client, reports } = mill()
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
          fc.record({
            kind: fc.constantFrom('call', 'attach', 'cancel'),
            id: fc.nat(),
            path: fc.string(),
            input: fc.anything(),
          }),
          fc.record({
            kind: fc.constant('call'),
            id: fc.nat(),
            path: fc.constantFrom('mill.weigh', 'mill.grind'),
            input: fc.anything(),
          }),
        ),
        async (frame) => {
          wire.forge(frame)
          await Promise.resolve()
        },
      ),
    )
    await settled()
    expect(wire.sent.every((f) => ['fault', 'ok'].includes((f as { kind: string }).kind))).toBe(true)
    expect(reports).toEqual([])
    // Ids that the noise above used are free again or belong to no call of this client.
    expect(await connect(api, wire.page).calls.mill.weigh({ grain: 'oats' })).toEqual({ grams: 4 })
    client.close()
  })
})

describe('cancelling and progress', () => {
  const waiting = (): Handlers<typeof api>['mill'] & { started: Promise<AbortSignal> } => {
    let tellStarted: (signal: AbortSignal) => void = () => {}
    const started = new Promise<AbortSignal>((resolve) => {
      tellStarted = resolve
    })
    const until = (signal: AbortSignal) =>
      new Promise<never>((_, reject) => {
        tellStarted(signal)
        signal.addEventListener('abort', () => reject(signal.reason))
      })
    return {
      started,
      weigh: (_, { signal }) => until(signal),
      lock: async () => undefined,
      grind: (_, { signal, report }) => {
        report({ done: 1 })
        return until(signal)
      },
    }
  }

  test('an aborted call ends as cancelled, on both sides', async () => {
    const handlers = waiting()
    const { client } = mill(handlers)
    const abort = new AbortController()
    const call = client.calls.mill.weigh({ grain: 'rye' }, { signal: abort.signal })
    const seen = await handlers.started
    abort.abort()
    await expect(call).rejects.toMatchObject({ code: 'cancelled' })
    expect(seen.aborted).toBe(true)
  })

  test('a page that leaves ends its queries, and its tasks go on', async () => {
    const query = waiting()
    const first = mill(query)
    void first.client.calls.mill.weigh({ grain: 'rye' }).catch(() => {})
    const querySignal = await query.started
    first.leave()
    expect(querySignal.aborted).toBe(true)

    const long = waiting()
    const second = mill(long)
    void second.client.calls.mill.grind({ bags: 1 }).catch(() => {})
    const taskSignal = await long.started
    second.leave()
    expect(taskSignal.aborted).toBe(false)
    expect(second.server.tasks()).toEqual([
      { task: 'task-0', path: 'mill.grind', startedAt: '2026-11-23T10:41:00.000Z' },
    ])
  })

  test('a page that comes back attaches to the task: the last progress at once, then the result; it can cancel too', async () => {
    const handlers = waiting()
    const { server, client, leave } = mill(handlers)
    void client.calls.mill.grind({ bags: 1 }).catch(() => {})
    await handlers.started
    leave()

    const again = wirePair()
    server.open(again.main)
    const seen: unknown[] = []
    const abort = new AbortController()
    const joined = connect(api, again.page).attach(api.mill.grind, 'task-0', {
      signal: abort.signal,
      onProgress: (p) => seen.push(p),
    })
    await settled()
    expect(seen).toEqual([{ done: 1 }])
    abort.abort()
    await expect(joined).rejects.toMatchObject({ code: 'cancelled' })
    expect(server.tasks()).toEqual([])
  })

  test('two pages see the same task end', async () => {
    let finish: (text: string) => void = () => {}
    const { server, client } = mill({ grind: () => new Promise((resolve) => (finish = resolve)) })
    const first = client.calls.mill.grind({ bags: 1 })
    await settled()
    const other = wirePair()
    server.open(other.main)
    const second = connect(api, other.page).attach(api.mill.grind, 'task-0')
    await settled()
    finish('flour')
    expect(await Promise.all([first, second])).toEqual(['flour', 'flour'])
  })
})

describe('events', () => {
  test('reach every page, parsed, until they unsubscribe', async () => {
    const { server, client } = mill()
    const seen: unknown[] = []
    const stop = client.on('palette.requested', (value) => seen.push(value))
    server.emit('palette.requested', {})
    await settled()
    stop()
    server.emit('palette.requested', {})
    await settled()
    expect(seen).toEqual([{}])
  })
})
