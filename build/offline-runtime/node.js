/** What Node gained after 18.15, as far as Countermark and its packages use it. */
'use strict'
const { Buffer, File } = require('node:buffer')
const crypto = require('node:crypto')
const diagnostics = require('node:diagnostics_channel')
const Module = require('node:module')

const add = (target, name, value) => {
  if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true })
}

add(globalThis, 'crypto', crypto.webcrypto)
add(globalThis, 'CryptoKey', crypto.webcrypto.CryptoKey)
add(globalThis, 'File', File)
add(
  globalThis,
  'CustomEvent',
  class CustomEvent extends Event {
    constructor(type, options) {
      super(type, options)
      this.detail = options?.detail ?? null
    }
  },
)

add(URL, 'canParse', (url, base) => {
  try {
    return Boolean(new URL(url, base))
  } catch {
    return false
  }
})
add(URL, 'parse', (url, base) => {
  try {
    return new URL(url, base)
  } catch {
    return null
  }
})

add(AbortSignal, 'any', (signals) => {
  const list = [...signals]
  const controller = new AbortController()
  const over = new AbortController()
  const end = (signal) => {
    over.abort()
    controller.abort(signal.reason)
  }
  const aborted = list.find((signal) => signal.aborted)
  if (aborted) end(aborted)
  else
    for (const signal of list) signal.addEventListener('abort', () => end(signal), { once: true, signal: over.signal })
  return controller.signal
})

add(crypto, 'hash', (algorithm, data, encoding = 'hex') => {
  const digest = crypto.createHash(algorithm).update(data).digest()
  return encoding === 'buffer' ? digest : digest.toString(encoding)
})

add(Buffer, 'copyBytesFrom', (view, offset = 0, length = view.length - offset) =>
  Buffer.from(
    Uint8Array.from(
      new Uint8Array(view.buffer, view.byteOffset + offset * view.BYTES_PER_ELEMENT, length * view.BYTES_PER_ELEMENT),
    ),
  ),
)

// Nobody listens to these channels here: the traced work is done, and nothing is told.
add(diagnostics, 'tracingChannel', (name) => {
  const channel = (event) => (typeof name === 'string' ? diagnostics.channel(`tracing:${name}:${event}`) : name[event])
  return {
    ...Object.fromEntries(['start', 'end', 'asyncStart', 'asyncEnd', 'error'].map((event) => [event, channel(event)])),
    hasSubscribers: false,
    subscribe() {},
    unsubscribe: () => true,
    traceSync: (work, _context, receiver, ...args) => Reflect.apply(work, receiver, args),
    tracePromise: (work, _context, receiver, ...args) => Promise.resolve(Reflect.apply(work, receiver, args)),
    traceCallback: (work, _position, _context, receiver, ...args) => Reflect.apply(work, receiver, args),
  }
})

add(process, 'getBuiltinModule', (id) => (Module.isBuiltin(id) ? require(id) : undefined))
