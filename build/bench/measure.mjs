/** Processes timed from their start to their end, with their peak of memory where the system tells it. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { inRoot, projectNode } from '../places.mjs'

export const CLI = inRoot('out', 'cli', 'index.mjs')
export const WHO = { identity: 'bench@practice.example', issuer: 'https://practice.countermark.test' }

/** Runs a program; `input` goes to it. Resolves with seconds, bytes at the peak, and what it printed. */
export function timed(program, args, { input = '', ...options } = {}) {
  return new Promise((resolve, reject) => {
    const start = performance.now()
    const child = spawn(program, args, { stdio: 'pipe', ...options })
    let out = ''
    let err = ''
    let peak = 0
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    const watch = setInterval(() => {
      peak = Math.max(peak, peakOf(child.pid))
    }, 20)
    child.once('error', reject)
    child.once('close', (status) => {
      clearInterval(watch)
      const seconds = (performance.now() - start) / 1000
      if (status === 0) resolve({ seconds, peak, out })
      else reject(new Error(`${program} ${args.join(' ').slice(0, 200)} ended with ${status}:\n${err.slice(-2000)}`))
    })
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

export const countermark = (args, options) => timed(projectNode(), [CLI, ...args], options)

/** The most memory that a process has had so far, in bytes: 0 where nobody tells. */
function peakOf(pid) {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Times two works alternately, each going first in every other round, so that the machine's moods meet both. */
export async function inPairs(rounds, ours, theirs) {
  const times = { ours: [], theirs: [] }
  for (let round = 0; round < rounds; round++) {
    const pair = [
      ['ours', ours],
      ['theirs', theirs],
    ]
    for (const [name, work] of round % 2 === 0 ? pair : pair.reverse()) times[name].push(await work(round))
  }
  return times
}
