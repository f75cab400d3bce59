/** Expected failures. What is thrown as a fault has words, crosses the wire, and is thrown again on the other side. */
import type { FaultWords } from './fault-form.ts'
import { faults } from './fault-words.ts'
import type { FaultRecord } from './model/fault-record.ts'

export type FaultCode = keyof typeof faults

export const isFaultCode = (code: string): code is FaultCode => Object.hasOwn(faults, code)

export type FaultDetails = Readonly<Record<string, string>>

/** An expected failure. Everything else that is thrown is a bug and becomes `internal` at the edge. */
export class Fault extends Error {
  readonly code: FaultCode
  readonly details: FaultDetails

  constructor(code: FaultCode, details: FaultDetails, options?: ErrorOptions) {
    super(`${code}: ${fill(faults[code].title, details)}`, options)
    this.name = 'Fault'
    this.code = code
    this.details = details
  }

  get title(): string {
    return fill(faults[this.code].title, this.details)
  }

  get hint(): string {
    return fill(faults[this.code].hint, this.details)
  }

  get retry(): FaultWords['retry'] {
    return faults[this.code].retry
  }

  toRecord(): FaultRecord {
    return { code: this.code, details: { ...this.details } }
  }
}

/** `throw fault('files.not-found', { name })`. */
export const fault = (code: FaultCode, details: FaultDetails = {}, options?: ErrorOptions): Fault =>
  new Fault(code, details, options)

/** Reads a fault that came over the wire. A code of another version reads as `internal`. */
export function faultFrom(record: FaultRecord): Fault {
  return isFaultCode(record.code) ? fault(record.code, record.details) : fault('internal', { id: record.code })
}

function fill(text: string, details: FaultDetails): string {
  return text.replace(/\{(\w+)\}/g, (_, key: string) => details[key] ?? key)
}
