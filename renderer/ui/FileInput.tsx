import type { RefObject } from 'react'
import styles from './FileInput.module.css'

export interface Props {
  readonly ref: RefObject<HTMLInputElement | null>
  /** Names it for a screen reader and for tests. */
  readonly label: string
  /** As in `.json`. */
  readonly accept?: string
  readonly multiple?: boolean
  /** Never without a file. */
  readonly onChoose: (files: readonly [File, ...File[]]) => void
}

/** Opens the system's dialog when the button that it belongs to clicks it. */
export const FileInput = ({ ref, label, accept, multiple = false, onChoose }: Props) => (
  <input
    className={styles.input}
    ref={ref}
    type="file"
    accept={accept}
    multiple={multiple}
    aria-label={label}
    tabIndex={-1}
    onChange={({ target }) => {
      const [first, ...others] = target.files ?? []
      if (first) onChoose([first, ...others])
      target.value = ''
    }}
  />
)
