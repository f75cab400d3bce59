import { Fault, fault } from '../contract/faults.ts'

/** Whatever is thrown in a worker, as what it may say of it. */
export const faultRecordOf = (error: unknown) =>
  (error instanceof Fault ? error : fault('worker.died', {}, { cause: error })).toRecord()
