import type { Answer, Question } from '../../electron/contract/model/question.ts'
import { Button } from '../ui/Button.tsx'
import { Digest, FileName } from '../ui/FileName.tsx'
import { size } from '../ui/format.ts'
import { Ledger, Note, Row } from '../ui/Ledger.tsx'
import { Page } from '../ui/Page.tsx'
import { useAwake } from '../ui/use-awake.ts'
import styles from './ConfirmPage.module.css'
import { words } from './words.ts'

export interface Props {
  readonly question: Question
  readonly onAnswer: (answer: Answer) => void
}

/** What is about to be deleted or accepted, and the two answers to it. */
export function ConfirmPage({ question, onAnswer }: Props) {
  const isAwake = useAwake(onAnswer)
  return (
    <div className={styles.window}>
      <main className={styles.scroll}>
        <Asked question={question} />
      </main>
      <footer className={styles.answers}>
        <Button kind="primary" isDisabled={!isAwake} onPress={() => onAnswer('granted')}>
          {ACTS[question.kind]}
        </Button>
        <Button onPress={() => onAnswer('refused')}>
          {question.kind === 'accept-change' ? words.change.refuse : words.keep}
        </Button>
      </footer>
    </div>
  )
}

const ACTS: Readonly<Record<Question['kind'], string>> = {
  'accept-change': words.change.act,
  'forget-everything': words.everything.act,
  'forget-instance': words.instance.act,
  'forget-project': words.project.act,
  'forget-release': words.release.act,
}

function Asked({ question }: { readonly question: Question }) {
  switch (question.kind) {
    case 'accept-change':
      return <OneChange of={question} />
    case 'forget-everything':
      return <Everything of={question} />
    case 'forget-instance':
      return <OneInstance of={question} />
    case 'forget-project':
      return <OneProject of={question} />
    case 'forget-release':
      return <OneRelease of={question} />
  }
}

type Of<K extends Question['kind']> = { readonly of: Extract<Question, { kind: K }> }

const OneChange = ({ of: { name, since, changes, reason } }: Of<'accept-change'>) => (
  <Page eyebrow={words.change.eyebrow} headline={words.change.headline} lead={words.change.lead(since)}>
    <Ledger label={words.change.name}>
      <Row name={words.change.name}>
        <FileName>{name}</FileName>
      </Row>
      {changes.map(({ what, was, is }) => (
        <Row key={what} name={words.change.whats[what]}>
          <FileName>{is}</FileName>
          <Note>
            {words.change.was} <FileName>{was}</FileName>
          </Note>
        </Row>
      ))}
      <Row name={words.change.reason}>{reason}</Row>
    </Ledger>
  </Page>
)

const Everything = ({ of: { data, secrets } }: Of<'forget-everything'>) => (
  <Page eyebrow={words.eyebrow} headline={words.everything.headline} lead={words.everything.lead}>
    <Ledger label={words.everything.lead}>
      {data.parts.map(({ part, bytes }) => (
        <Row key={part} name={words.everything.names[part]} end={size(bytes)}>
          {words.everything.parts[part]}
        </Row>
      ))}
      <Row name={words.everything.secrets}>{words.everything.secretsIn(secrets)}</Row>
      <Row name={words.everything.stays}>{words.everything.staysText}</Row>
    </Ledger>
    <div className={styles.after}>
      <Note>{words.everything.folder(data.path)}</Note>
    </div>
  </Page>
)

const OneInstance = ({ of: { id, title, origin, isChosen } }: Of<'forget-instance'>) => (
  <Page eyebrow={words.eyebrow} headline={words.instance.headline(title)} lead={words.instance.lead}>
    <Ledger label={words.instance.name}>
      <Row name={words.instance.name}>
        <FileName>{title}</FileName>
        {isChosen ? <Note>{words.instance.isChosen}</Note> : null}
      </Row>
      <Row name={words.instance.digest}>
        <Digest>{id}</Digest>
      </Row>
      <Row name={words.instance.origin}>
        <FileName>{origin}</FileName>
      </Row>
    </Ledger>
  </Page>
)

const OneProject = ({ of: { name, addedAt, dismissed } }: Of<'forget-project'>) => (
  <Page eyebrow={words.eyebrow} headline={words.project.headline} lead={words.project.lead}>
    <Ledger label={words.project.name}>
      <Row name={words.project.name}>
        <FileName>{name}</FileName>
        <Note>{words.project.added(addedAt)}</Note>
      </Row>
      <Row name={words.project.goes}>{words.project.goesText(dismissed)}</Row>
      <Row name={words.project.stays}>{words.project.staysText}</Row>
    </Ledger>
  </Page>
)

const OneRelease = ({ of: { title, createdAt, files, isUnfinished } }: Of<'forget-release'>) => (
  <Page eyebrow={words.eyebrow} headline={words.release.headline} lead={words.release.lead}>
    <Ledger label={words.release.name}>
      <Row name={words.release.name}>
        <FileName>{title}</FileName>
        <Note>{words.release.about(createdAt, files)}</Note>
        {isUnfinished ? <Note>{words.release.isUnfinished}</Note> : null}
      </Row>
      <Row name={words.release.goes}>{words.release.goesText}</Row>
      <Row name={words.everything.stays}>{words.release.staysText}</Row>
    </Ledger>
  </Page>
)
