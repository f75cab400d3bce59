import { type ReactNode, useRef } from 'react'
import { Button } from './Button.tsx'
import styles from './FileButton.module.css'

export interface Props {
  /** Names the file input for a screen reader and for tests. */
  readonly label: string
  /** As in `.json`. */
  readonly accept?: string
  readonly isDisabled?: boolean
  readonly children: ReactNode
  readonly onChoose: (file: File) => void
}

/** A button that opens the system's dialog for one file. */
export function FileButton({ label, accept, isDisabled = false, children, onChoose }: Props) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        className={styles.input}
        ref={input}
        type="file"
        accept={accept}
        aria-label={label}
        tabIndex={-1}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file) onChoose(file)
          target.value = ''
        }}
      />
      <Button isDisabled={isDisabled} onPress={() => input.current?.click()}>
        {children}
      </Button>
    </>
  )
}
