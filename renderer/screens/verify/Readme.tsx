import { useState } from 'react'
import type { VerificationView } from '../../../electron/contract/model/verification.ts'
import { asFault } from '../../rpc/client.ts'
import { useReadmeText } from '../../rpc/verify-files.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { FaultNote } from '../../ui/FaultNote.tsx'
import { Leaf } from '../../ui/Leaf.tsx'
import styles from './Ask.module.css'
import { words } from './words.ts'

/** How others verify the same file, for a README: the file is verified anew before the text is shown. */
export function Readme({ view, index }: { readonly view: VerificationView; readonly index: number }) {
  const [isOpen, setIsOpen] = useState(false)
  const { data: text, error } = useReadmeText(view.id, index, isOpen)
  const w = words.readme
  return (
    <section className={styles.ask} aria-label={w.open}>
      <p className={styles.actions}>
        <Button kind="link" aria-expanded={isOpen} onPress={() => setIsOpen(!isOpen)}>
          {isOpen ? w.close : w.open}
        </Button>
        {isOpen && text ? <CopyButton text={text}>{w.copy}</CopyButton> : null}
      </p>
      {isOpen && error ? <FaultNote of={asFault(error)} /> : null}
      {isOpen && text === null ? <p role="status">{w.none}</p> : null}
      {isOpen && text ? <Leaf label={w.open}>{text}</Leaf> : null}
    </section>
  )
}
