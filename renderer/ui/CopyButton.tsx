import { useEffect, useState } from 'react'
import { Button } from './Button.tsx'

/** Copies a text, and says that it did. */
export function CopyButton({ text, children = 'Copy' }: { readonly text: string; readonly children?: string }) {
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [isCopied])
  return (
    <Button kind="link" onPress={() => void navigator.clipboard.writeText(text).then(() => setIsCopied(true))}>
      <span aria-live="polite">{isCopied ? 'Copied' : children}</span>
    </Button>
  )
}
