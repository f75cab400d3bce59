/** A worker that does what hostile input could make of one: the name of the file that it is asked about says what. */
import { basename } from 'node:path'
import type { WorkerRequest } from '../../electron/adapters/worker-words.ts'

let answered = 0

process.on('message', (request: WorkerRequest) => {
  const { id } = request
  if (request.do === 'cancel') return
  if (request.do.kind !== 'examine') return
  const [subject] = request.do.subjects
  const say = (value: unknown) => process.send?.({ id, is: 'done', value })
  switch (basename(subject?.path ?? '')) {
    case 'hangs':
      for (;;);
    case 'dies':
      process.exit(1)
      break
    case 'fills-memory': {
      const kept: unknown[] = []
      for (;;) kept.push(new Array(1 << 20).fill(kept.length))
    }
    case 'talks-nonsense':
      process.send?.('nonsense')
      process.send?.({ id: id + 1, is: 'done', value: [] })
      say([{ examination: { outcome: 'pass' } }])
      break
    case 'goes-on-for-ever':
      setInterval(() => process.send?.({ id, is: 'alive', bytes: 1 }), 20)
      break
    default:
      say([{ fault: { code: 'files.not-found', details: { name: `${process.pid} ${++answered}` } } }])
  }
})
