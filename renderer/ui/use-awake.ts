import { useEffect, useState } from 'react'

/** A key that was meant for another window must not answer: the button wakes after this. */
const WAKES_AFTER_MS = 700

/** Whether a window that asks has been up for long enough to be answered with yes. Escape is a no at any time. */
export function useAwake(onAnswer: (answer: 'refused') => void): boolean {
  const [isAwake, setIsAwake] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsAwake(true), WAKES_AFTER_MS)
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && onAnswer('refused')
    window.addEventListener('keydown', onKey)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('keydown', onKey)
    }
  }, [onAnswer])
  return isAwake
}
