import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { Fault } from '../../../electron/contract/faults.ts'
import type { ChosenFile } from '../../../electron/contract/model/file.ts'
import { paths } from '../../paths.ts'
import { useChosen } from '../../rpc/chosen.tsx'
import { asFault, countermark } from '../../rpc/client.ts'
import { useChosenFiles } from '../../rpc/queries.ts'
import { startOnce } from '../../start-once.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultBlock, FaultNote, problemOf } from '../../ui/FaultNote.tsx'
import { FileInput } from '../../ui/FileInput.tsx'
import { FileName } from '../../ui/FileName.tsx'
import { size } from '../../ui/format.ts'
import { Ledger, Note, Row } from '../../ui/Ledger.tsx'
import { Actions, MarginNotes, Page } from '../../ui/Page.tsx'
import { usePaged } from '../../ui/use-paged.tsx'
import { Ways } from './Ways.tsx'
import { words } from './words.ts'

/** The files of a release, chosen by the system's dialog or dropped. */
export function ChooseFiles() {
  const chosen = useChosen()
  const { data: files = [], error } = useChosenFiles(chosen.refs)
  const [, navigate] = useLocation()
  const [fault, setFault] = useState<Fault | undefined>(undefined)
  const [isBusy, setIsBusy] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const known = chosen.refs.length === 0 ? [] : files.filter(({ ref }) => chosen.refs.includes(ref))
  const blocked = known.filter(({ problem }) => problem !== undefined)
  const shownFault = fault ?? chosen.fault ?? (error ? asFault(error) : undefined)

  async function go(): Promise<void> {
    setIsBusy(true)
    setFault(undefined)
    try {
      const session = await countermark.signing.prepare({ files: [...chosen.refs] })
      if (!session.files.some((file) => file.bundleExists)) startOnce.request(session.id)
      chosen.clear()
      navigate(paths.session(session.id))
    } catch (caught) {
      setFault(asFault(caught))
      setIsBusy(false)
    }
  }

  const isEmpty = chosen.refs.length === 0
  const headline = isEmpty
    ? words.choose.empty
    : blocked.length > 0
      ? words.choose.blocked(blocked.length, known.length)
      : words.choose.headline(chosen.refs.length)

  return (
    <Page
      eyebrow={words.eyebrow}
      headline={headline}
      lead={leadFor(known.length, blocked.length)}
      margin={<MarginNotes of={[words.margin.once, words.margin.key]} />}
    >
      <FileInput ref={input} label={words.choose.choose} multiple onChoose={(chose) => void chosen.add(chose)} />
      {known.length === 0 ? null : <FileList files={known} onRemove={chosen.remove} />}
      {shownFault === undefined ? null : <FaultBlock of={shownFault} />}
      <Actions>
        {isEmpty ? (
          <Button kind="primary" onPress={() => input.current?.click()}>
            {words.choose.choose}
          </Button>
        ) : (
          <>
            <Button
              kind="primary"
              isDisabled={isBusy || blocked.length > 0 || known.length === 0}
              onPress={() => void go()}
            >
              {words.go}
            </Button>
            <Button onPress={() => input.current?.click()}>{words.choose.add}</Button>
            <Button kind="link" onPress={chosen.clear}>
              {words.choose.clear}
            </Button>
          </>
        )}
      </Actions>
      {isEmpty ? null : <Ways />}
    </Page>
  )
}

function leadFor(all: number, blocked: number): string {
  if (all === 0) return words.choose.emptyLead
  if (blocked === 0) return words.readyLead
  return blocked === all ? words.choose.blockedAllLead : words.choose.blockedLead(blocked)
}

/** Those with a problem first: they are what keeps the release from going on. */
function FileList({
  files,
  onRemove,
}: {
  readonly files: readonly ChosenFile[]
  readonly onRemove: (ref: ChosenFile['ref']) => void
}) {
  const sorted = [...files.filter((f) => f.problem !== undefined), ...files.filter((f) => f.problem === undefined)]
  const { shown, more } = usePaged(sorted)
  const hasProblems = sorted[0]?.problem !== undefined
  return (
    <>
      <Ledger label={words.choose.list}>
        {shown.map(({ ref, name, folder, size: bytes, problem }) => (
          <Row
            key={ref}
            status={problem !== undefined ? 'open' : hasProblems ? 'none' : undefined}
            end={
              <>
                {bytes > 0 ? <span>{size(bytes)}</span> : null}
                <Button kind="link" aria-label={words.choose.remove(name)} onPress={() => onRemove(ref)}>
                  Remove
                </Button>
              </>
            }
          >
            <FileName>{name}</FileName>
            {problem === undefined ? (
              <Note>
                <FileName>{folder}</FileName>
              </Note>
            ) : (
              <FaultNote of={problemOf(problem, name)} />
            )}
          </Row>
        ))}
      </Ledger>
      {more}
    </>
  )
}
