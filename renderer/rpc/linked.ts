/** What another program asked about by a link: it is filled in where a person can look at it. */
import { useEffect, useState } from 'react'
import { client, countermark } from './client.ts'

let last = ''
const listeners = new Set<(about: string) => void>()

/** Tells `go` of each link, also of the one that the app was started with. */
export function useLinks(go: () => void): void {
  useEffect(() => {
    const take = async () => {
      const about = await countermark.verifying.linked()
      if (about === null) return
      last = about
      for (const tell of listeners) tell(about)
      go()
    }
    void take()
    return client.on('link.opened', () => void take())
  }, [go])
}

/** The text that a link filled in, until the person changes it. */
export function useLinked(): [string, (text: string) => void] {
  const [text, setText] = useState(last)
  useEffect(() => {
    listeners.add(setText)
    last = ''
    return () => void listeners.delete(setText)
  }, [])
  return [text, setText]
}
