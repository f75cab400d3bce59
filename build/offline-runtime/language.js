/** What JavaScript gained after V8 11.4, as far as Countermark and its packages use it. */
'use strict'

const add = (target, name, value) => {
  if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true })
}

add(Symbol, 'dispose', Symbol('Symbol.dispose'))
add(Symbol, 'asyncDispose', Symbol('Symbol.asyncDispose'))

add(Promise, 'withResolvers', function withResolvers() {
  let resolve
  let reject
  const promise = new this((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
})

add(Promise, 'try', function attempt(work, ...args) {
  return new this((resolve) => resolve(work(...args)))
})

add(Object, 'groupBy', (items, keyOf) => {
  const groups = Object.create(null)
  let index = 0
  for (const item of items) {
    const key = keyOf(item, index++)
    groups[key] ??= []
    groups[key].push(item)
  }
  return groups
})

add(Map, 'groupBy', (items, keyOf) => {
  const groups = new Map()
  let index = 0
  for (const item of items) {
    const key = keyOf(item, index++)
    if (!groups.has(key)) groups.set(key, [])
    groups.get(key).push(item)
  }
  return groups
})

add(Array, 'fromAsync', async (items, map = (item) => item) => {
  const list = []
  for await (const item of items) list.push(await map(item, list.length))
  return list
})

add(Set.prototype, 'union', function union(other) {
  return new Set([...this, ...other.keys()])
})
add(Set.prototype, 'intersection', function intersection(other) {
  return new Set([...this].filter((item) => other.has(item)))
})
add(Set.prototype, 'difference', function difference(other) {
  return new Set([...this].filter((item) => !other.has(item)))
})
add(Set.prototype, 'isSubsetOf', function isSubsetOf(other) {
  return [...this].every((item) => other.has(item))
})
add(Set.prototype, 'isSupersetOf', function isSupersetOf(other) {
  return [...other.keys()].every((item) => this.has(item))
})
add(Set.prototype, 'isDisjointFrom', function isDisjointFrom(other) {
  return ![...this].some((item) => other.has(item))
})

// Iterator helpers. `Iterator.prototype` has no name in this version: it is what every iterator inherits from.
const iterators = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))
const lazily = {
  *map(change) {
    let index = 0
    for (const item of this) yield change(item, index++)
  },
  *filter(keep) {
    let index = 0
    for (const item of this) if (keep(item, index++)) yield item
  },
  *flatMap(change) {
    let index = 0
    for (const item of this) yield* change(item, index++)
  },
  *take(limit) {
    let left = limit
    if (left <= 0) return
    for (const item of this) {
      yield item
      if (--left <= 0) return
    }
  },
  *drop(count) {
    let index = 0
    for (const item of this) if (index++ >= count) yield item
  },
}
const atOnce = {
  toArray() {
    return [...this]
  },
  some(test) {
    for (const item of this) if (test(item)) return true
    return false
  },
  every(test) {
    for (const item of this) if (!test(item)) return false
    return true
  },
  find(test) {
    for (const item of this) if (test(item)) return item
    return undefined
  },
  forEach(act) {
    let index = 0
    for (const item of this) act(item, index++)
  },
  reduce(join, ...initial) {
    return [...this].reduce(join, ...initial)
  },
}
for (const [name, helper] of Object.entries({ ...lazily, ...atOnce })) add(iterators, name, helper)
