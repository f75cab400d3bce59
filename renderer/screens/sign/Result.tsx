import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Fault } from '../../../electron/contract/faults.ts'
import type { BundleFates } from '../../../electron/contract/model/release.ts'
import type {
  ExistingBundles,
  SessionResult,
  SessionView,
  SignedFile,
} from '../../../electron/contract/model/session.ts'
import { paths } from '../../paths.ts'
import { useBundleFates } from '../../rpc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultBlock, FaultNote } from '../../ui/FaultNote.tsx'
import { FileName } from '../../ui/FileName.tsx'
import { Hallmark } from '../../ui/Hallmark.tsx'
import { Ledger, Note, Row } from '../../ui/Ledger.tsx'
import { Actions, MarginNote, Page } from '../../ui/Page.tsx'
import { usePaged } from '../../ui/use-paged.tsx'
import { Evidence } from './Evidence.tsx'
import { GoOn } from './GoOn.tsx'
import { Keep } from './Keep.tsx'
import { Stranger } from './Stranger.tsx'
import { words } from './words.ts'

export interface Props {
  readonly view: SessionView
  readonly result: SessionResult
  /** Why going on ended, when it was tried. */
  readonly fault: Fault | undefined
  readonly onGoOn: (existing?: ExistingBundles) => void
}

/** What a session reached: the hallmark, each file with its bundle, and how a stranger verifies it. */
export function Result({ view, result, fault, onGoOn }: Props) {
  const [, navigate] = useLocation()
  const numbered = result.files.map((file, index) => ({ file, index }))
  const signed = numbered.filter(({ file }) => file.state === 'signed')
  const left = numbered.filter(({ file }) => file.state === 'failed')
  const { shown, more } = usePaged([...left, ...signed])
  const { data: fates } = useBundleFates(view.id)
  const all = result.files.length
  const taken = left.filter(({ index }) => view.files[index]?.bundleExists).length
  return (
    <Page
      eyebrow={words.result.eyebrow(view.title, result.tookMs)}
      headline={left.length === 0 ? words.result.all(view.kind, all) : words.result.some(signed.length, all)}
      margin={
        <>
          {signed[0] ? <Stranger session={view.id} file={signed[0].index} /> : null}
          {view.instance.isPractice ? <MarginNote title={words.hollow.title}>{words.hollow.text}</MarginNote> : null}
        </>
      }
    >
      {fault === undefined ? null : <FaultBlock of={fault} />}
      {result.hallmark ? <Hallmark of={result.hallmark} size={92} /> : null}
      <Ledger label={words.result.list}>
        {shown.map(({ file, index }) => (
          <ResultRow key={index} file={file} index={index} view={view} note={fateOf(index, fates)} />
        ))}
        {result.receipt ? <ReceiptRow of={result.receipt} /> : null}
      </Ledger>
      {more}
      <Actions>
        {left.length === 0 ? (
          <>
            {view.kind === 'sign' ? (
              <Button onPress={() => navigate(paths.attest(view.id))}>{words.result.attest}</Button>
            ) : null}
            <Button onPress={() => navigate(paths.sign)}>{words.result.more}</Button>
          </>
        ) : (
          <GoOn taken={taken} onGoOn={onGoOn}>
            {words.result.goOn(left.length)}
          </GoOn>
        )}
      </Actions>
      <Keep session={view.id} hasReceipt={result.receipt?.state === 'signed'} />
    </Page>
  )
}

const ReceiptRow = ({ of }: { readonly of: NonNullable<SessionResult['receipt']> }) =>
  of.state === 'failed' ? (
    <Row status="look">
      {words.result.receipt}
      <FaultNote of={of.fault} />
    </Row>
  ) : (
    <Row status="fine" end={<span>{words.result.entry(of.logIndex)}</span>}>
      {words.result.receipt}
      <Note>{words.result.receiptNote}</Note>
    </Row>
  )

const fateOf = (index: number, fates: BundleFates | undefined): string | undefined =>
  fates?.gone.includes(index) ? words.result.gone : fates?.changed.includes(index) ? words.result.changed : undefined

function ResultRow({
  file,
  index,
  view,
  note,
}: {
  readonly file: SignedFile
  readonly index: number
  readonly view: SessionView
  /** What became of its bundle since. */
  readonly note: string | undefined
}) {
  const [isOpen, setIsOpen] = useState(false)
  if (file.state === 'failed') {
    return (
      <Row status="open">
        <FileName>{file.name}</FileName>
        <FaultNote of={file.fault} />
      </Row>
    )
  }
  return (
    <Row
      status={note === undefined ? 'fine' : 'look'}
      end={
        <>
          <span>{words.result.entry(file.logIndex)}</span>
          <Button
            kind="link"
            aria-expanded={isOpen}
            aria-label={isOpen ? words.result.hideName(file.name) : words.result.showName(file.name)}
            onPress={() => setIsOpen(!isOpen)}
          >
            {isOpen ? words.result.hide : words.result.show}
          </Button>
        </>
      }
      below={isOpen ? <Evidence session={view.id} file={index} /> : undefined}
    >
      <FileName>{file.name}</FileName>
      <Note>
        <FileName>{file.bundleName}</FileName>
      </Note>
      {note === undefined ? null : <Note>{note}</Note>}
    </Row>
  )
}
