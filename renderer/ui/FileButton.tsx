import { type ReactNode, useRef } from 'react'
import { Button } from './Button.tsx'
import { FileInput } from './FileInput.tsx'

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
      <FileInput
        ref={input}
        label={label}
        {...(accept === undefined ? {} : { accept })}
        onChoose={([file]) => onChoose(file)}
      />
      <Button isDisabled={isDisabled} onPress={() => input.current?.click()}>
        {children}
      </Button>
    </>
  )
}
