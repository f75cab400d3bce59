import { useState } from 'react'
import type { Fault } from '../../../electron/contract/faults.ts'
import type { Excerpt, Finding } from '../../../electron/contract/model/check.ts'
import type { Dismissal, ProjectId } from '../../../electron/contract/model/project.ts'
import { asFault, countermark } from '../../rpc/client.ts'
import { keepHealth } from '../../rpc/project-queries.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultNote } from '../../ui/FaultNote.tsx'
import { FileName } from '../../ui/FileName.tsx'
import { DismissForm } from './DismissForm.tsx'
import styles from './Evidence.module.css'
import { words } from './words.ts'

interface Props {
  readonly project: ProjectId
  readonly finding: Finding
  readonly dismissal: Dismissal | undefined
}

/** One place: what was found there, the lines of the file, and what helps. */
export function Place({ project, finding, dismissal }: Props) {
  const { id, message, at, about, excerpt, help } = finding
  const [isAsking, setIsAsking] = useState(false)
  const [fault, setFault] = useState<Fault | undefined>(undefined)
  const where = at ? words.place(at) : (about ?? words.whole)

  async function restore(): Promise<void> {
    try {
      keepHealth(await countermark.checks.restore({ project, finding: id }))
    } catch (error) {
      setFault(asFault(error))
    }
  }

  return (
    <section className={styles.leaf} aria-label={where}>
      <div className={styles.head}>
        <span className={styles.where}>
          <FileName>{where}</FileName>
        </span>
        {dismissal ? (
          <Button kind="link" onPress={() => void restore()}>
            {words.restore}
          </Button>
        ) : isAsking ? null : (
          <Button kind="link" aria-label={words.dismissOf(where)} onPress={() => setIsAsking(true)}>
            {words.dismiss}
          </Button>
        )}
      </div>
      {excerpt ? <Lines of={excerpt} hit={at?.line} path={at?.path ?? ''} /> : null}
      <div className={styles.foot}>
        {dismissal ? <p>{words.dismissed(dismissal)}</p> : null}
        <p>{help}</p>
        {message === '' ? null : <p className={styles.quiet}>{words.inScorecard(message)}</p>}
      </div>
      {fault ? <FaultNote of={fault} /> : null}
      {isAsking && !dismissal ? <DismissForm project={project} finding={id} onEnd={() => setIsAsking(false)} /> : null}
    </section>
  )
}

interface LinesProps {
  readonly of: Excerpt
  readonly hit: number | undefined
  readonly path: string
}

const Lines = ({ of: { first, lines }, hit, path }: LinesProps) => (
  <figure className={styles.lines} aria-label={words.lines(path)}>
    {lines.map((text, i) => {
      const line = first + i
      return (
        <div key={line} className={`${styles.text} ${line === hit ? styles.hit : ''}`}>
          <span className={styles.number}>{line}</span>
          <code>
            <bdi dir="ltr">{text === '' ? '\u00a0' : text}</bdi>
          </code>
        </div>
      )
    })}
  </figure>
)
