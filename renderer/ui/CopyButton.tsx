import { useEffect, useState } from 'react'
import { Button } from './Button.tsx'

interface Props {
  readonly text: string
  readonly kind?: 'quiet' | 'link'
  readonly children?: string
}

/** Copies a text, and says that it did. */
export function CopyButton({ text, kind = 'link', children = 'Copy' }: Props) {
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [isCopied])
  return (
    <Button kind={kind} onPress={() => void navigator.clipboard.writeText(text).then(() => setIsCopied(true))}>
      <span aria-live="polite">{isCopied ? 'Copied' : children}</span>
    </Button>
  )
}
