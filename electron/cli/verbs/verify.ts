import { fault } from '../../contract/faults.ts'
import { verb } from '../verb.ts'

export const verify = verb({
  name: 'verify',
  summary: 'Say what is proven about files.',
  operands: 'FILE|FOLDER|PURL|sha256:DIGEST|-…',
  flags: {
    bundle: {
      value: 'FILE',
      help: 'the bundle, or several as JSON lines; what lies beside the file if nothing is said',
    },
    identity: { value: 'NAME', help: 'who should have signed, exactly as the certificate has it' },
    issuer: { value: 'URL', help: 'who should have vouched for that name' },
    'any-signer': { help: 'accept a sound signature by anybody at all' },
    key: { value: 'FILE', help: 'the public key (PEM) of whoever should have signed' },
    type: { value: 'TYPE', help: 'expect an attestation of this type' },
    'trusted-root': { value: 'FILE', help: 'whom to trust' },
    instance: { value: 'NAME', help: 'practice, public, staging, or the file of a client trust config' },
    offline: { help: 'use what is here, and ask nobody' },
  },
  notes: [
    'Evidence is looked for beside each file: FILE.sigstore.json, .sigstore, .sigstore.jsonl, .bundle, .intoto.jsonl and .asc.',
    'Where there is none, the registry is asked that a package names itself: npm, PyPI, Maven Central, GitHub. A PURL (as in',
    'pkg:npm/NAME@VERSION), or the page of a release on GitHub, is asked about at once.',
    'Several files, the files of a folder, and digests from standard input (-) make a table, the worst first.',
    'Exit codes: 0 unaltered, signed, logged, and by whom you expected; 1 not so; 3 it cannot be told, for instance because',
    'nobody said who should have signed. A practice bundle proves nothing outside --instance practice.',
  ].join('\n'),
  async run({ operands, flags }, terminal) {
    const usage = (what: string) => fault('input.usage', { what, verb: 'verify' })
    if (operands.length === 0) throw usage('Name a file, or a digest as sha256:…')
    const ways = [flags.identity ?? flags.issuer, flags.key, flags['any-signer']].filter((way) => way !== undefined)
    if (ways.length > 1) throw usage('Give one of --identity with --issuer, --key, and --any-signer')
    if ((flags.identity === undefined) !== (flags.issuer === undefined)) {
      throw usage('A name means nothing without who vouches for it: give --identity and --issuer together')
    }
    if (flags['trusted-root'] !== undefined && flags.instance !== undefined && flags.instance !== 'practice') {
      throw usage('Give one of --trusted-root and --instance')
    }
    const { runVerifyVerb } = await import('../run-verify-verb.ts')
    return runVerifyVerb(operands, flags, terminal)
  },
})
