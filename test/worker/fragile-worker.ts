/** A worker that is lost at a file and at a check, until it is told to leave them alone. */
import type { Spot, WorkerRequest } from '../../electron/adapters/worker-words.ts'

process.on('message', (request: WorkerRequest) => {
  const { id } = request
  if (request.do === 'cancel' || request.do.kind !== 'scan') return
  const { careful, root } = request.do
  // Once it hangs, once it dies, and the first time nobody is told where.
  if (!careful) process.exit(1)
  const isLeft = (spot: Spot) => careful.some((one) => JSON.stringify(one) === JSON.stringify(spot))
  const at = (spot: Spot) => process.send?.({ id, is: 'alive', bytes: 0, spot })
  const run = async () => {
    for (const file of ['a', 'hangs', 'b', ...(root === '/endless' ? ['c', 'd', 'e', 'f', 'g'] : [])]) {
      const spot = { file }
      if (isLeft(spot)) continue
      at(spot)
      // Until it is on its way.
      await new Promise((next) => setTimeout(next, 20))
      if (file === 'hangs') for (;;);
      if (root === '/endless' && file !== 'a') process.exit(1)
    }
    const spot = { check: 'sast' }
    if (!isLeft(spot)) {
      at(spot)
      await new Promise((next) => setTimeout(next, 20))
      process.exit(1)
    }
    process.send?.({ id, is: 'done', value: { checks: [], files: careful.length, packages: [], locked: [] } })
  }
  void run()
})
