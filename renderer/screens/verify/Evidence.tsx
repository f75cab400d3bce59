import { type ReactNode, useState } from 'react'
import type {
  BundleDetails,
  Examination,
  Verdict,
  VerificationView,
} from '../../../electron/contract/model/verification.ts'
import { asFault } from '../../rpc/client.ts'
import { useBundleDetails } from '../../rpc/verify-files.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { EvidenceActions, EvidenceBox } from '../../ui/EvidenceBox.tsx'
import { Fact, Facts } from '../../ui/Facts.tsx'
import { FaultNote } from '../../ui/FaultNote.tsx'
import { Digest, FileName } from '../../ui/FileName.tsx'
import { preciseTime } from '../../ui/format.ts'
import { Leaf } from '../../ui/Leaf.tsx'
import { Accept } from './Accept.tsx'
import styles from './Evidence.module.css'
import { Expect } from './Expect.tsx'
import { words } from './words.ts'

interface Props {
  readonly view: VerificationView
  readonly index: number
  readonly of: Verdict
}

/** What an answer rests on: what was compared, what stands in the bundle, and the bundle itself. */
export function Evidence({ view, index, of: verdict }: Props) {
  const { data: details, error } = useBundleDetails(view.id, index)
  const file = view.files[index]
  const { examination } = file ?? {}
  if (error) return <FaultNote of={asFault(error)} />
  if (!file || !examination || details === undefined) return <p role="status" aria-busy="true" />
  const w = words.facts
  return (
    <EvidenceBox>
      <Facts>
        <Fact name={w.compared} value={verdict.compared} />
        {factsOf[verdict.verdict](examination, details)}
        {verdict.verdict === 'expected' && file.repository !== undefined ? (
          <Fact
            name={w.saysRepository}
            value={<FileName>{file.repository}</FileName>}
            note={words.sameRepository(file.repository, examination)}
          />
        ) : null}
        {file.evidence === undefined ? null : <Fact name={w.evidence} value={<FileName>{file.evidence}</FileName>} />}
        {verdict.verdict === 'signed' && examination.pieces ? (
          <Fact name={w.pieces} value={<Pieces of={examination.pieces} />} />
        ) : null}
      </Facts>
      {verdict.verdict !== 'expected' ? null : isChanged(examination) && view.expected === undefined ? (
        <Accept view={view} index={index} />
      ) : (
        <Expect view={view} examination={examination} />
      )}
      {details ? <Texts details={details} hasStatement={verdict.verdict === 'source'} /> : null}
    </EvidenceBox>
  )
}

const isChanged = ({ remembered }: Examination): boolean => remembered?.is === 'changed'

/** What became of each piece of evidence, where there are several. */
const Pieces = ({ of }: { readonly of: NonNullable<Examination['pieces']> }) => (
  <ul className={styles.pieces}>
    {of.map(({ from, outcome, says }, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: two pieces may be alike in every part
      <li key={i}>
        {words.outcomes[outcome]}: {says} <span className={styles.from}>({from})</span>
      </li>
    ))}
  </ul>
)

type Of = (examination: Examination, details: BundleDetails | null) => ReactNode

const w = words.facts

const factsOf: Readonly<Record<Verdict['verdict'], Of>> = {
  unaltered: ({ subject: { sha256, sha512 } }) => (
    <>
      {sha256 === undefined ? null : <Fact name={w.digest} value={<Digest>{sha256}</Digest>} />}
      {sha512 === undefined ? null : <Fact name={w.longer} value={<Digest>{sha512}</Digest>} />}
    </>
  ),
  signed: ({ signer }, details) => (
    <>
      {signer ? (
        <Fact name={w.signer} value={<FileName>{signer.name}</FileName>} note={words.facts.by(signer.issuer)} />
      ) : null}
      {details?.certificate ? <CertificateFact of={details.certificate} /> : null}
    </>
  ),
  source: ({ sources, build, predicateType }) => (
    <>
      {sources?.certificate ? <Fact name={w.certificate} value={<SourceText of={sources.certificate} />} /> : null}
      {sources?.statement ? <Fact name={w.statement} value={<SourceText of={sources.statement} />} /> : null}
      {predicateType === undefined ? null : <Fact name={w.type} value={<FileName>{predicateType}</FileName>} />}
      {Object.entries(build ?? {})
        .filter(([name]) => !NAMED_ALREADY.has(name))
        .map(([name, value]) => (
          <Fact key={name} name={words.build(name)} value={<FileName>{value}</FileName>} />
        ))}
    </>
  ),
  logged: ({ log, seen }, details) => (
    <>
      {log ? (
        <Fact
          name={w.log}
          value={<FileName>{log.origin}</FileName>}
          note={w.entry(log.index, details?.log?.treeSize)}
        />
      ) : null}
      {details?.log?.rootHash === undefined ? null : (
        <Fact name={w.root} value={<Digest>{details.log.rootHash}</Digest>} />
      )}
      {(seen ?? []).map(({ at, by }) => (
        <Fact key={`${at} ${by}`} name={w.time} value={preciseTime(at)} note={w.seenBy[by]} />
      ))}
    </>
  ),
  expected: ({ signer, remembered }) =>
    remembered?.is === 'changed' ? (
      remembered.changes.map(({ what, was, is }) => (
        <Fact key={what} name={w.changes[what]} value={<FileName>{is}</FileName>} note={w.was(was)} />
      ))
    ) : signer ? (
      <Fact name={w.found} value={<FileName>{signer.name}</FileName>} note={words.facts.by(signer.issuer)} />
    ) : null,
  rebuilt: () => null,
}

const NAMED_ALREADY: ReadonlySet<string> = new Set(['repository', 'commit', 'ref'])

const CertificateFact = ({ of }: { readonly of: NonNullable<BundleDetails['certificate']> }) => (
  <Fact
    name={w.certificate}
    value={w.validity(preciseTime(of.validFrom), preciseTime(of.validUntil))}
    note={
      <>
        {w.issuedBy(of.issuedBy)}
        <br />
        {w.serial(of.serial)}
      </>
    }
  />
)

const SourceText = ({ of }: { readonly of: { repository: string; commit?: string; ref?: string } }) => (
  <>
    <FileName>{of.repository}</FileName>
    {of.commit === undefined ? null : (
      <div>
        <Digest>{of.commit}</Digest>
      </div>
    )}
    {of.ref === undefined ? null : (
      <div>
        <FileName>{of.ref}</FileName>
      </div>
    )}
  </>
)

/** The statement and the bundle, for whoever wants to read them as they are. */
function Texts({ details, hasStatement }: { readonly details: BundleDetails; readonly hasStatement: boolean }) {
  const [shown, setShown] = useState<'statement' | 'json' | undefined>(undefined)
  const texts = words.texts
  const show = (which: 'statement' | 'json') => () => setShown(shown === which ? undefined : which)
  const text = shown === undefined ? undefined : details[shown]
  return (
    <>
      <EvidenceActions>
        {hasStatement && details.statement !== undefined ? (
          <Button kind="link" aria-expanded={shown === 'statement'} onPress={show('statement')}>
            {texts.statement}
          </Button>
        ) : null}
        <Button kind="link" aria-expanded={shown === 'json'} onPress={show('json')}>
          {texts.json}
        </Button>
        <CopyButton text={details.json}>{texts.copy}</CopyButton>
      </EvidenceActions>
      {shown !== undefined && text !== undefined ? <Leaf label={texts[shown]}>{text}</Leaf> : null}
    </>
  )
}
