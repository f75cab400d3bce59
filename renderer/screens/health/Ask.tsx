import type { Service } from '../../../electron/contract/model/endpoints.ts'
import type { HealthView } from '../../../electron/contract/model/project.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultNote } from '../../ui/FaultNote.tsx'
import styles from './Evidence.module.css'
import { useAsk } from './use-ask.ts'
import { words } from './words.ts'

/** Whether dependencies have known vulnerabilities is known elsewhere. */
export function AskOsv({ view: { project, osv } }: { readonly view: HealthView }) {
  const { text, said } = words.osv
  const isKnown = osv.at !== undefined
  return (
    <Leaf
      view={{ project }}
      whom="osv"
      text={osv.at === undefined ? text(osv.packages, osv.host) : said(osv.at)}
      isKnown={isKnown}
    />
  )
}

/** Whether OSS-Fuzz fuzzes a repository is known to it alone. */
export function AskOssFuzz({ view: { project, ossFuzz } }: { readonly view: HealthView }) {
  if (!ossFuzz) return null
  const { host, repository, at, isFuzzed = false } = ossFuzz
  const { text, said } = words['oss-fuzz']
  return (
    <Leaf
      view={{ project }}
      whom="oss-fuzz"
      text={at === undefined ? text(host, repository) : said(at, repository, isFuzzed)}
      isKnown={at !== undefined}
    />
  )
}

interface LeafProps {
  readonly view: Pick<HealthView, 'project'>
  readonly whom: Exclude<Service, 'scorecard'>
  readonly text: string
  readonly isKnown: boolean
}

/** Nobody is asked before the person says so. */
function Leaf({ view: { project }, whom, text, isKnown }: LeafProps) {
  const { isAsking, fault, ask, cancel } = useAsk(project, whom)
  const w = words[whom]
  return (
    <section className={styles.leaf} aria-label={w.ask}>
      <div className={styles.foot}>
        <p>{text}</p>
      </div>
      {fault ? <FaultNote of={fault} /> : null}
      <p className={styles.head}>
        {isAsking ? <span role="status">{w.asking}</span> : null}
        {isAsking ? (
          <Button kind="link" onPress={cancel}>
            {words.cancel}
          </Button>
        ) : (
          <Button onPress={ask}>{isKnown ? w.again : w.ask}</Button>
        )}
      </p>
    </section>
  )
}
