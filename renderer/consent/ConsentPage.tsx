import type { ConsentAnswer, PublicRecord } from '../../electron/contract/model/record.ts'
import { Button } from '../ui/Button.tsx'
import { Digest, FileName } from '../ui/FileName.tsx'
import { dateAndTime, size } from '../ui/format.ts'
import { Leaf } from '../ui/Leaf.tsx'
import { Ledger, Note, Row } from '../ui/Ledger.tsx'
import { MarginNotes, Page } from '../ui/Page.tsx'
import { useAwake } from '../ui/use-awake.ts'
import styles from './ConsentPage.module.css'
import { words } from './words.ts'

export interface Props {
  readonly record: PublicRecord
  readonly onAnswer: (answer: ConsentAnswer) => void
}

const { not, statement: inStatement, receipt: inReceipt, ...notes } = words.margin
const NOTES = [not, ...Object.values(notes)]
const STATEMENT_NOTES = [inStatement, ...Object.values(notes)]
const RECEIPT_NOTES = [inReceipt, ...Object.values(notes)]

const notesOf = ({ statement }: PublicRecord) =>
  statement === undefined ? NOTES : statement.isReceipt ? RECEIPT_NOTES : STATEMENT_NOTES

const leadOf = ({ instance, statement }: PublicRecord): string =>
  instance.isPractice
    ? words.practiceLead
    : statement === undefined
      ? words.lead
      : statement.isReceipt
        ? words.receiptLead
        : words.statementLead

/** The record that would become public, whole, and the three answers to it. */
export function ConsentPage({ record, onAnswer }: Props) {
  const { identity, instance, recipients, files, statement } = record
  const statementName = statement?.isReceipt ? words.receipt : words.statement
  const isAwake = useAwake(onAnswer)

  return (
    <div className={styles.window}>
      <main className={styles.scroll}>
        <Page
          eyebrow={words.eyebrow(instance.title)}
          headline={words.headline}
          lead={leadOf(record)}
          margin={<MarginNotes of={notesOf(record)} />}
        >
          <Ledger label={words.headline}>
            <Row name={words.signedBy}>
              <strong className={styles.strong}>
                <FileName>{identity.name}</FileName>
              </strong>
              <Note>{words.signedByNote(identity.issuer)}</Note>
            </Row>
            <Row name={words.recordedIn}>
              <strong className={styles.strong}>{instance.log}</strong>
              <Note>{words.recordedNote(instance.title, instance.isPractice)}</Note>
            </Row>
            <Row name={words.when}>
              <strong className={styles.strong}>{dateAndTime(new Date())}</strong>
              <Note>{words.whenNote}</Note>
            </Row>
            {statement === undefined ? null : (
              <Row name={statementName}>
                <strong className={styles.strong}>
                  <FileName>{statement.predicateType}</FileName>
                </strong>
                <Note>{words.statementNote}</Note>
                <div className={styles.statement}>
                  <Leaf label={statementName}>{statement.text}</Leaf>
                </div>
              </Row>
            )}
            <Row name={words.files}>
              <ul className={styles.files} aria-label={words.fileList(files.length)}>
                {files.map(({ name, size: bytes, sha256 }, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two files of different folders may share their name
                  <li key={i} className={styles.file}>
                    <span className={styles.fileName}>
                      <FileName>{name}</FileName>
                      <span className={styles.size}>{size(bytes)}</span>
                    </span>
                    <Digest>{sha256}</Digest>
                  </li>
                ))}
              </ul>
            </Row>
            <Row name={words.sentTo}>
              <ul className={styles.recipients}>
                {recipients.map(({ role, host, receives, isPublic }) => (
                  <li key={`${role} ${host}`}>
                    {words.roles[role]} <span className={styles.quiet}>{host}</span>
                    <Note>{words.receives(receives, isPublic)}</Note>
                  </li>
                ))}
              </ul>
            </Row>
          </Ledger>
        </Page>
      </main>
      <footer className={styles.answers}>
        <Button kind="primary" isDisabled={!isAwake} onPress={() => onAnswer('granted')}>
          {statement === undefined || statement.isReceipt ? words.sign(files.length) : words.attest}
        </Button>
        <Button onPress={() => onAnswer('refused')}>{words.notNow}</Button>
        <Button kind="link" onPress={() => onAnswer('other-account')}>
          {words.otherAccount}
        </Button>
      </footer>
    </div>
  )
}
