import { TextField as AriaTextField, FieldError, Input, Label, Text } from 'react-aria-components'
import styles from './TextField.module.css'

export interface Props {
  readonly label: string
  /** What belongs into it, in a few words. */
  readonly note?: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** Why it cannot be taken as it is. */
  readonly problem?: string | undefined
}

/** One line of text with its name above it. */
export const TextField = ({ label, note, value, onChange, problem }: Props) => (
  <AriaTextField
    className={styles.field ?? ''}
    value={value}
    onChange={onChange}
    isInvalid={problem !== undefined}
    validationBehavior="aria"
  >
    <Label className={styles.label ?? ''}>{label}</Label>
    <Input className={styles.input ?? ''} spellCheck="false" autoComplete="off" />
    {note === undefined ? null : (
      <Text slot="description" className={styles.note ?? ''}>
        {note}
      </Text>
    )}
    <FieldError className={styles.problem ?? ''}>{problem}</FieldError>
  </AriaTextField>
)
