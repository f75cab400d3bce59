import { useState } from 'react'
import type { SessionId } from '../../../electron/contract/model/session.ts'
import { useEvidence } from '../../rpc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Leaf } from '../../ui/Leaf.tsx'
import { MarginNote } from '../../ui/Page.tsx'
import styles from './Stranger.module.css'
import { words } from './words.ts'

/** The commands by which anybody verifies the first file, one tool at a time. */
export function Stranger({ session, file }: { readonly session: SessionId; readonly file: number }) {
  const { data } = useEvidence(session, file)
  const [tool, setTool] = useState<string | undefined>(undefined)
  const command = data?.commands.find((c) => c.tool === tool) ?? data?.commands[0]
  if (!data || !command) return null
  return (
    <MarginNote title={words.stranger.title}>
      <div className={styles.stranger}>
        <Leaf label={words.stranger.title}>{command.text}</Leaf>
        <p className={styles.tools}>
          <CopyButton text={command.text}>{words.stranger.copy}</CopyButton>
          {data.commands
            .filter((c) => c !== command)
            .map((c) => (
              <Button key={c.tool} kind="link" onPress={() => setTool(c.tool)}>
                {c.tool}
              </Button>
            ))}
        </p>
      </div>
    </MarginNote>
  )
}
