import { useLocation } from 'wouter'
import type { AttestationPreview } from '../../../electron/contract/model/attestation.ts'
import { paths } from '../../paths.ts'
import { startOnce } from '../../start-once.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Digest, FileName } from '../../ui/FileName.tsx'
import { Leaf } from '../../ui/Leaf.tsx'
import { Ledger, Note, Row } from '../../ui/Ledger.tsx'
import { Actions, MarginNotes, Page } from '../../ui/Page.tsx'
import { usePaged } from '../../ui/use-paged.tsx'
import styles from './Preview.module.css'
import { words } from './words.ts'

export interface Props {
  readonly title: string
  readonly preview: AttestationPreview
  readonly onBack: () => void
}

/** Every word of a statement, before anybody signs it. */
export function Preview({ title, preview, onBack }: Props) {
  const [, navigate] = useLocation()
  const { session, predicateType, subjects, source, noSource, text, size } = preview
  const { shown, more } = usePaged(subjects)
  return (
    <Page
      eyebrow={words.eyebrow(title)}
      headline={words.ready(subjects.length)}
      lead={words.readyLead}
      margin={<MarginNotes of={[words.margin.word, words.margin.beside]} />}
    >
      <Ledger label={words.statement}>
        <Row name={words.type_}>
          <FileName>{predicateType}</FileName>
        </Row>
        {source?.repository === undefined ? null : (
          <Row name={words.repository}>
            <FileName>{source.repository}</FileName>
            {source.ref === undefined ? null : (
              <Note>
                <FileName>{source.ref}</FileName>
              </Note>
            )}
          </Row>
        )}
        {source?.commit === undefined ? null : (
          <Row name={words.source}>
            <Digest>{source.commit}</Digest>
          </Row>
        )}
        {noSource === undefined ? null : <Row name={words.source}>{words.noSource(noSource)}</Row>}
        <Row name={words.subjects}>
          <ul className={styles.subjects}>
            {shown.map(({ name, sha256 }) => (
              <li key={name}>
                <FileName>{name}</FileName>
                <Note>
                  <Digest>{sha256}</Digest>
                </Note>
              </li>
            ))}
          </ul>
          {more}
        </Row>
      </Ledger>
      <h2 className={styles.title}>{words.statement}</h2>
      {text.length < size ? <p className={styles.note}>{words.shortened(size, text.length)}</p> : null}
      <Leaf label={words.statement}>{text}</Leaf>
      <Actions>
        <Button
          kind="primary"
          onPress={() => {
            startOnce.request(session)
            navigate(paths.session(session))
          }}
        >
          {words.sign}
        </Button>
        <Button onPress={onBack}>{words.change}</Button>
        <CopyButton text={text}>{words.copy}</CopyButton>
      </Actions>
    </Page>
  )
}
