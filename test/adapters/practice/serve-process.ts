/** A practice instance in a process of its own, so that it can be killed. Prints its address as soon as it serves. */
import { openPractice } from '../../../electron/adapters/practice/instance.ts'

const [, , folder = ''] = process.argv
const { baseUrl, isOwner } = await openPractice({ folder })
process.stdout.write(`${JSON.stringify({ baseUrl, isOwner })}\n`)
// Whoever only joined has nothing that keeps it alive.
setInterval(() => {}, 1_000)
