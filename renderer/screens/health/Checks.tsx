import { useState } from 'react'
import { foremost } from '../../../electron/contract/health-words.ts'
import type { WeighedCheck } from '../../../electron/contract/model/check.ts'
import type { ForgeCheck, HealthView } from '../../../electron/contract/model/project.ts'
import { Button } from '../../ui/Button.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { CheckRow, ForgeRow } from './CheckRow.tsx'
import styles from './Checks.module.css'
import { words } from './words.ts'

/** The checks as rows; the one that asks for something first stands open. */
export function Checks({ view }: { readonly view: HealthView }) {
  const [search, setSearch] = useState('')
  const [isOnlyCosts, setIsOnlyCosts] = useState(false)
  const [open, setOpen] = useState<ReadonlySet<string> | undefined>(undefined)
  const first = foremost(view)?.id
  const opened = open ?? new Set(first === undefined ? [] : [first])
  const wanted = search.trim().toLowerCase()
  const shown = view.health.checks.filter(
    (one) => (!isOnlyCosts || one.cost > 0) && (wanted === '' || textOf(one).includes(wanted)),
  )
  const forge = view.forgeChecks.filter((one) => !isOnlyCosts && (wanted === '' || forgeText(one).includes(wanted)))
  const [above, below] = [shown.filter(({ score }) => score !== 10), shown.filter(({ score }) => score === 10)]

  function toggle(id: string): void {
    const next = new Set(opened)
    if (!next.delete(id)) next.add(id)
    setOpen(next)
  }

  const row = (one: WeighedCheck) => (
    <CheckRow key={one.id} view={view} check={one} isOpen={opened.has(one.id)} onToggle={() => toggle(one.id)} />
  )
  return (
    <>
      <div className={styles.filter}>
        <SearchBox label={words.search} value={search} onChange={setSearch} />
        <Button kind="link" aria-pressed={isOnlyCosts} onPress={() => setIsOnlyCosts(!isOnlyCosts)}>
          {isOnlyCosts ? words.all : words.onlyCosts}
        </Button>
      </div>
      {shown.length + forge.length === 0 ? (
        <p className={styles.none} role="status">
          {words.none(search.trim())}
        </p>
      ) : (
        <ul className={styles.checks} aria-label={words.list}>
          {above.map(row)}
          {forge.map((one) => (
            <ForgeRow key={one.name} view={view} check={one} />
          ))}
          {below.map(row)}
        </ul>
      )}
    </>
  )
}

/** What a word is looked for in. */
const textOf = ({ name, says, reason, findings }: WeighedCheck): string =>
  [
    name,
    says,
    reason,
    ...findings.flatMap(({ message, at, about = '' }) => [message, about, at?.path ?? '', at?.snippet ?? '']),
  ]
    .join('\n')
    .toLowerCase()

const forgeText = ({ name, asks }: ForgeCheck): string => `${name}\n${words.signIn(asks)}`.toLowerCase()
