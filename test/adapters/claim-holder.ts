/** A process of its own that takes a claim many times, and ends with 3 if it ever meets somebody else inside. */
import { readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { claimFile } from '../../electron/adapters/claim-file.ts'

const [path = '', times = '0'] = process.argv.slice(2)
const inside = `${path}-inside`

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function enter(): void {
  try {
    writeFileSync(inside, String(process.pid), { flag: 'wx' })
  } catch {
    if (isAlive(Number(readFileSync(inside, 'utf8')))) process.exit(3)
    writeFileSync(inside, String(process.pid))
  }
}

for (let taken = 0; taken < Number(times); ) {
  const release = await claimFile(path)
  if (!release) {
    await pause(Math.random() * 4)
    continue
  }
  enter()
  process.send?.('inside')
  await pause(Math.random() * 2)
  if (readFileSync(inside, 'utf8') !== String(process.pid)) process.exit(3)
  unlinkSync(inside)
  await release()
  taken++
}
process.disconnect?.()
