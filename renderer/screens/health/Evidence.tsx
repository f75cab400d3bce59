import type { ReactNode } from 'react'
import { scorecardSays } from '../../../electron/contract/health-words.ts'
import type { WeighedCheck } from '../../../electron/contract/model/check.ts'
import type { HealthView } from '../../../electron/contract/model/project.ts'
import { useCheckPage } from '../../rpc/project-queries.ts'
import { Fact, Facts } from '../../ui/Facts.tsx'
import { usePaged } from '../../ui/use-paged.tsx'
import { AskOssFuzz, AskOsv } from './Ask.tsx'
import styles from './Evidence.module.css'
import { Place } from './Place.tsx'
import { words } from './words.ts'

interface Props {
  readonly view: HealthView
  readonly check: WeighedCheck
}

/** The places that a score rests on, and what the best one looks like. */
export function Evidence({ view, check }: Props) {
  const { findings, cannotTell } = check
  const { shown, more } = usePaged(findings)
  return (
    <div className={styles.evidence}>
      {check.id === 'vulnerabilities' && view.osv.packages > 0 ? <AskOsv view={view} /> : null}
      {check.id === 'fuzzing' && (check.score !== 10 || view.ossFuzz?.isFuzzed) ? <AskOssFuzz view={view} /> : null}
      {cannotTell && cannotTell.ask === undefined ? <p className={styles.helps}>{cannotTell.helps}</p> : null}
      {shown.map((finding) => (
        <Place
          key={finding.id}
          project={view.project}
          finding={finding}
          dismissal={view.dismissed.find((one) => one.finding === finding.id)}
        />
      ))}
      {more}
      <Behind check={check} />
    </div>
  )
}

/** What Scorecard and the maintainers say of it, and what the check is about. */
function Behind({ check }: { readonly check: WeighedCheck }) {
  const { data: page } = useCheckPage(check.id)
  const said = scorecardSays(check)
  return (
    <Facts>
      {said === undefined ? null : <Fact name={words.scorecardSays} value={said} />}
      {(check.annotations ?? []).map((said) => (
        <Fact key={said} name={words.maintainersSay} value={said} />
      ))}
      {page ? (
        <>
          <Fact name={words.why} value={plain(page.why)} />
          <Fact name={words.looksAt} value={plain(page.looksAt)} />
          <Fact name={words.scored} value={plain(page.scored)} />
          <Fact name={words.unseen} value={plain(page.unseen)} />
          {check.score === 10 ? null : <Fact name={words.ten} value={plain(page.fix)} />}
        </>
      ) : null}
    </Facts>
  )
}

/** The pages have two marks: code, and words that are stressed. */
const plain = (text: string): ReactNode =>
  text.split(/(`[^`]+`|\*[^*]+\*)/).map((part, i) =>
    part.startsWith('`') ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other name
      <code key={i} className={styles.code}>
        {part.slice(1, -1)}
      </code>
    ) : part.startsWith('*') && part.length > 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other name
      <em key={i}>{part.slice(1, -1)}</em>
    ) : (
      part
    ),
  )
