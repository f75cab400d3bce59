import { Link } from 'wouter'
import type { VerificationView, VerifiedFile } from '../../../electron/contract/model/verification.ts'
import { paths } from '../../paths.ts'
import { FaultNote } from '../../ui/FaultNote.tsx'
import { FileName } from '../../ui/FileName.tsx'
import { Ledger, Note, Row } from '../../ui/Ledger.tsx'
import { MarginNotes, Page } from '../../ui/Page.tsx'
import { usePaged } from '../../ui/use-paged.tsx'
import { Again } from './Again.tsx'
import { decisiveOf, signOf, worstFirst } from './answers.ts'
import styles from './Many.module.css'
import { Sentence } from './Sentence.tsx'
import { words } from './words.ts'

/** Several files: what decided for each of them, the worst first. Each leads to all its answers. */
export function Many({ view }: { readonly view: VerificationView }) {
  const sorted = worstFirst(view.files)
  const { shown, more } = usePaged(sorted)
  return (
    <Page
      eyebrow={words.eyebrowOf(view)}
      headline={words.many.headline(view.files)}
      margin={<MarginNotes of={[words.margin.evidence, words.margin.silent]} />}
    >
      <Ledger label={words.many.list}>
        {shown.map(({ file, index }) => (
          <FileRow key={index} view={view} file={file} index={index} />
        ))}
      </Ledger>
      {more}
      <Again />
    </Page>
  )
}

interface FileRowProps {
  readonly view: VerificationView
  readonly file: VerifiedFile
  readonly index: number
}

function FileRow({ view, file, index }: FileRowProps) {
  const { name, fault, examination } = file
  const decisive = examination ? decisiveOf(examination) : undefined
  return (
    <Row status={signOf(file)}>
      {examination ? (
        <Link className={styles.name} href={paths.verification(view.id, index)}>
          <FileName>{name}</FileName>
        </Link>
      ) : (
        <FileName>{name}</FileName>
      )}
      {fault ? <FaultNote of={fault} /> : null}
      {decisive && examination ? (
        <Note>
          <Sentence>{words.many.sentence(decisive, examination)}</Sentence>
        </Note>
      ) : null}
    </Row>
  )
}
