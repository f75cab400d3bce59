import { ValidationError } from '@sigstore/bundle'
import { PolicyError, VerificationError } from '@sigstore/verify'
import { expect, it } from 'vitest'
import { rejectionFrom } from '../../../electron/core/verify/map-error.ts'
import { reasons, reject } from '../../../electron/core/verify/reasons.ts'

type Code = VerificationError['code']

it.each<[Code, string, string]>([
  ['TIMESTAMP_ERROR', 'expected 1 timestamps, got 0', 'no-trusted-time'],
  ['TIMESTAMP_ERROR', 'timestamp could not be verified', 'timestamp-invalid'],
  ['TIMESTAMP_ERROR', 'duplicate timestamp', 'repeated-evidence'],
  ['CERTIFICATE_ERROR', 'Failed to verify certificate chain', 'certificate-untrusted'],
  ['CERTIFICATE_ERROR', 'expected 1 SCTs, got 0', 'certificate-sct'],
  ['CERTIFICATE_ERROR', 'duplicate SCT', 'repeated-evidence'],
  ['TLOG_INCLUSION_PROOF_ERROR', 'invalid checkpoint signature', 'checkpoint'],
  ['TLOG_INCLUSION_PROOF_ERROR', 'invalid hash count', 'inclusion-proof'],
  ['TLOG_INCLUSION_PROMISE_ERROR', 'inclusion promise could not be verified', 'log-promise'],
  ['TLOG_MISSING_INCLUSION_ERROR', 'inclusion could not be verified', 'not-logged'],
  ['TLOG_ERROR', 'expected 1 tlog entries, got 0', 'not-logged'],
  ['TLOG_BODY_ERROR', 'signature mismatch', 'log-entry-mismatch'],
  ['SIGNATURE_ERROR', 'signature verification failed', 'signature-mismatch'],
  ['PUBLIC_KEY_ERROR', 'key not found', 'key-not-supported'],
  ['NOT_IMPLEMENTED_ERROR', 'not implemented', 'unreadable-bundle'],
])('%s "%s" means %s', (code, message, reason) => {
  expect(rejectionFrom(new VerificationError({ code, message })).reason).toBe(reason)
})

it.each([
  new ValidationError('invalid bundle', ['mediaType']),
  new TypeError('not a function'),
  new SyntaxError('unexpected token'),
  new RangeError('invalid time'),
  new Error('unsupported tag'),
  'a bare string',
  undefined,
])('%s means a bundle that cannot be read, in our words', (error) => {
  const detail = reasons['unreadable-bundle']
  expect(rejectionFrom(error)).toEqual({ ok: false, reason: 'unreadable-bundle', detail })
})

it('a policy that is not met means another signer', () => {
  const error = new PolicyError({ code: 'UNTRUSTED_SIGNER_ERROR', message: 'expected a, got b' })
  expect(rejectionFrom(error).reason).toBe('signer-mismatch')
})

it('our own rejections pass unchanged', () => {
  const rejected = reject('digest-mismatch', 'in detail')
  expect(rejectionFrom(rejected)).toEqual({ ok: false, reason: 'digest-mismatch', detail: 'in detail' })
})
