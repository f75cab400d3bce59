import { useState } from 'react'
import { Link } from 'wouter'
import type {
  Examination,
  Verdict,
  VerificationView,
  VerifiedFile,
} from '../../../electron/contract/model/verification.ts'
import { paths } from '../../paths.ts'
import { useAnswerText } from '../../rpc/verify-files.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Fact, Facts } from '../../ui/Facts.tsx'
import { FaultBlock } from '../../ui/FaultNote.tsx'
import { Digest } from '../../ui/FileName.tsx'
import { size } from '../../ui/format.ts'
import { Ledger, Row } from '../../ui/Ledger.tsx'
import { MarginNote, Page } from '../../ui/Page.tsx'
import { Again } from './Again.tsx'
import { Ask } from './Ask.tsx'
import { nextsOf, signOfVerdict } from './answers.ts'
import { Evidence } from './Evidence.tsx'
import { headlineOf } from './headline.ts'
import styles from './One.module.css'
import { Readme } from './Readme.tsx'
import { Sentence } from './Sentence.tsx'
import { words } from './words.ts'

interface Props {
  readonly view: VerificationView
  readonly index: number
}

/** The answers about one file, on one page. */
export function One({ view, index }: Props) {
  const file = view.files[index]
  if (!file) return null
  const { examination, fault } = file
  return (
    <Page
      eyebrow={eyebrowOf(file)}
      headline={examination ? headlineOf(examination, view.expected !== undefined) : words.unread}
      margin={examination ? <Margin of={examination} /> : undefined}
    >
      {view.files.length > 1 ? (
        <p className={styles.back}>
          <Link className={styles.link} href={paths.verification(view.id)}>
            {words.back(view.files.length)}
          </Link>
        </p>
      ) : null}
      {fault ? <FaultBlock of={fault} /> : null}
      {examination ? <Answers view={view} index={index} examination={examination} /> : null}
      {examination ? <OnPaper of={examination} /> : null}
      {file.ask ? (
        <Ask
          view={view}
          index={index}
          ask={file.ask}
          isNeeded={file.ask.purl === undefined || file.evidence === undefined}
        />
      ) : null}
      {canBeTold(view, examination) ? <Readme view={view} index={index} /> : null}
      <Again>{examination ? <Keep view={view} index={index} /> : null}</Again>
    </Page>
  )
}

/** Others can verify alike only what holds by a name that was said. */
const canBeTold = ({ expected }: VerificationView, examination: Examination | undefined): boolean =>
  expected !== undefined && examination?.outcome === 'pass'

const eyebrowOf = ({ name, size: bytes }: VerifiedFile): string =>
  bytes === undefined ? name : `${name} · ${size(bytes)}`

function Answers({ view, index, examination }: Props & { readonly examination: Examination }) {
  const [open, setOpen] = useState<Verdict['verdict'] | undefined>(undefined)
  return (
    <Ledger label={words.answers}>
      {examination.verdicts.map((one) => {
        const isOpen = open === one.verdict
        return (
          <Row
            key={one.verdict}
            status={signOfVerdict(one, examination)}
            name={words.names[one.verdict]}
            end={
              <Button
                kind="link"
                aria-expanded={isOpen}
                aria-label={words.evidenceOf(words.names[one.verdict])}
                onPress={() => setOpen(isOpen ? undefined : one.verdict)}
              >
                {words.evidence}
              </Button>
            }
            below={isOpen ? <Evidence view={view} index={index} of={one} /> : undefined}
          >
            <Sentence>{words.sentence(one, examination, view.expected !== undefined)}</Sentence>
          </Row>
        )
      })}
    </Ledger>
  )
}

/** What nobody can ask a sheet of paper: which file it was, by its whole digest. */
const OnPaper = ({ of: { subject } }: { readonly of: Examination }) => (
  <div className={styles.onPaper}>
    <Facts>
      {subject.sha256 === undefined ? null : (
        <Fact name={words.facts.digest} value={<Digest>{subject.sha256}</Digest>} />
      )}
      {subject.sha512 === undefined ? null : (
        <Fact name={words.facts.longer} value={<Digest>{subject.sha512}</Digest>} />
      )}
    </Facts>
  </div>
)

/** What to do, and what none of this says. */
const Margin = ({ of }: { readonly of: Examination }) => {
  const nexts = nextsOf(of)
  return (
    <>
      {nexts.length === 0 ? null : (
        <MarginNote title={words.margin.next}>
          {nexts.map((next) => (
            <p className={styles.next} key={next}>
              {next}
            </p>
          ))}
        </MarginNote>
      )}
      <MarginNote title={words.margin.silent.title}>{words.margin.silent.text}</MarginNote>
      {of.trust ? <MarginNote title={words.margin.trust}>{words.trust(of.trust)}</MarginNote> : null}
    </>
  )
}

/** Takes the answers along: as text, on paper. */
function Keep({ view, index }: Props) {
  const { data: text } = useAnswerText(view.id, index)
  return (
    <>
      {text === undefined ? null : (
        <CopyButton kind="quiet" text={text}>
          {words.copy}
        </CopyButton>
      )}
      <Button onPress={() => window.print()}>{words.print}</Button>
    </>
  )
}
