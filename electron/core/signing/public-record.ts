import type { Identity } from '../../contract/model/identity.ts'
import type { PublicRecord } from '../../contract/model/record.ts'
import { makeStatement } from '../attestations/statement.ts'
import { instanceCard } from './instance.ts'
import { RECEIPT_TYPE } from './receipt-predicate.ts'
import { recipientsOf } from './recipients.ts'
import { logName } from './services.ts'
import type { StepContext } from './step.ts'

/** What will be public if the session goes on, in the words of the log entry. */
export function publicRecord(identity: Identity, context: StepContext): PublicRecord {
  const { instance, services, recorded, subjects, predicate } = context
  return {
    identity,
    instance: instanceCard(instance, logName(instance.trust, services)),
    recipients: recipientsOf(services),
    files: recorded(),
    ...(predicate
      ? {
          statement: {
            predicateType: predicate.type,
            text: makeStatement(subjects(), predicate).preview,
            isReceipt: predicate.type === RECEIPT_TYPE,
          },
        }
      : {}),
  }
}
