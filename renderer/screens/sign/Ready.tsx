import { Fault, faultFrom } from '../../../electron/contract/faults.ts'
import type { FaultRecord } from '../../../electron/contract/model/fault-record.ts'
import type { ExistingBundles, SessionView } from '../../../electron/contract/model/session.ts'
import { FileName } from '../../ui/FileName.tsx'
import { size } from '../../ui/format.ts'
import { Ledger, Note, Row } from '../../ui/Ledger.tsx'
import { Actions, MarginNotes, Page } from '../../ui/Page.tsx'
import { usePaged } from '../../ui/use-paged.tsx'
import { Forget } from './Forget.tsx'
import { GoOn } from './GoOn.tsx'
import { Ways } from './Ways.tsx'
import { eyebrowOf, words } from './words.ts'

export interface Props {
  readonly view: SessionView
  /** Why the last attempt ended, if there was one. */
  readonly fault: Fault | FaultRecord | undefined
  readonly onSign: (existing?: ExistingBundles) => void
}

/** A session that has not begun, or has ended without a signature: its files, the question about old bundles, the button. */
export function Ready({ view, fault, onSign }: Props) {
  const { shown, more } = usePaged(view.files)
  const old = view.files.filter((file) => file.bundleExists).length
  const shownFault = fault === undefined ? undefined : fault instanceof Fault ? fault : faultFrom(fault)
  const headline = shownFault?.title ?? (old > 0 ? words.existing(old) : words.ready(view.kind, view.files.length))
  const lead = shownFault?.hint ?? (old > 0 ? words.existingLead : words.readyLead)
  return (
    <Page
      eyebrow={eyebrowOf(view)}
      headline={headline}
      lead={lead}
      margin={<MarginNotes of={[words.margin.key, words.margin.cancel]} />}
    >
      <Ledger label={words.choose.list}>
        {shown.map(({ name, folder, size: bytes, bundleName, bundleExists }) => (
          <Row
            key={`${folder}/${name}`}
            status={bundleExists ? 'look' : old > 0 ? 'none' : undefined}
            end={<span>{size(bytes)}</span>}
          >
            <FileName>{name}</FileName>
            <Note>
              {bundleExists ? (
                <>
                  {words.bundleExists}: <FileName>{bundleName}</FileName>
                </>
              ) : (
                <FileName>{bundleName}</FileName>
              )}
            </Note>
          </Row>
        ))}
      </Ledger>
      {more}
      <Actions>
        <GoOn taken={old} onGoOn={onSign}>
          {words.go}
        </GoOn>
        {view.isJournaled ? <Forget session={view.id} /> : null}
      </Actions>
      <Ways providers={view.instance.providers} canHaveReceipt={view.kind === 'sign' && !view.isJournaled} />
    </Page>
  )
}
