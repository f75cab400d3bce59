import { useState } from 'react'
import type { Fault } from '../../../electron/contract/faults.ts'
import type { SessionId } from '../../../electron/contract/model/session.ts'
import { PastedCode, type SignInPrompt } from '../../../electron/contract/model/sign-in.ts'
import { asFault, countermark } from '../../rpc/client.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { FaultNote } from '../../ui/FaultNote.tsx'
import { timeOfDay } from '../../ui/format.ts'
import { TextField } from '../../ui/TextField.tsx'
import styles from './AskedFor.module.css'
import { words } from './words.ts'

/** What a sign-in waits for where the browser does not come back by itself: a code from here, or one to bring here. */
export function AskedFor({ session, prompt }: { readonly session: SessionId; readonly prompt: SignInPrompt }) {
  if (prompt.way === 'browser') return null
  return prompt.way === 'device' ? <DeviceCode prompt={prompt} /> : <Paste session={session} url={prompt.url} />
}

function DeviceCode({ prompt }: { readonly prompt: Extract<SignInPrompt, { way: 'device' }> }) {
  const w = words.device
  return (
    <section className={styles.asked} aria-label={w.label}>
      <p>{w.lead}</p>
      <p className={styles.address}>{prompt.url}</p>
      <p className={styles.code}>{prompt.code}</p>
      <p className={styles.note}>
        {w.until(timeOfDay(prompt.expiresAt))} <CopyButton text={prompt.code}>{w.copy}</CopyButton>
      </p>
    </section>
  )
}

function Paste({ session, url }: { readonly session: SessionId; readonly url: string }) {
  const [text, setText] = useState('')
  const [fault, setFault] = useState<Fault | undefined>(undefined)
  const code = PastedCode.safeParse(text)
  const w = words.paste

  async function use(): Promise<void> {
    if (!code.success) return
    setFault(undefined)
    try {
      await countermark.signing.pasteCode({ session, code: code.data })
    } catch (error) {
      setFault(asFault(error))
    }
  }

  return (
    <form
      className={styles.asked}
      aria-label={w.label}
      onSubmit={(event) => {
        event.preventDefault()
        void use()
      }}
    >
      <p>{w.lead}</p>
      <p className={styles.address}>{url}</p>
      <TextField label={w.field} note={w.note} value={text} onChange={setText} />
      {fault === undefined ? null : <FaultNote of={fault} />}
      <p>
        <Button kind="primary" isDisabled={!code.success} onPress={() => void use()}>
          {w.use}
        </Button>
      </p>
    </form>
  )
}
