import { Input, SearchField } from 'react-aria-components'
import styles from './SearchBox.module.css'

export interface Props {
  /** What can be found by it: its name, and what stands in it while it is empty. */
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A field that narrows a list. Escape empties it. */
export const SearchBox = ({ label, value, onChange }: Props) => (
  <SearchField className={styles.search ?? ''} aria-label={label} value={value} onChange={onChange}>
    <Input className={styles.input ?? ''} placeholder={label} />
  </SearchField>
)
