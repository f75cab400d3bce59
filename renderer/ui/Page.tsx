import { type ReactNode, useEffect, useRef } from 'react'
import styles from './Page.module.css'

export interface Props {
  /** Where am I. */
  readonly eyebrow: string
  /** A sentence with the answer. */
  readonly headline: string
  readonly lead?: ReactNode
  /** The number that matters, beside the headline. */
  readonly figure?: ReactNode
  readonly children: ReactNode
  /** Explanations beside the rows; never a control that the task needs. */
  readonly margin?: ReactNode
}

/** One page: an eyebrow, a headline, rows, one primary button, and a margin. The headline takes the focus. */
export function Page({ eyebrow, headline, lead, figure, children, margin }: Props) {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${headline.replace(/\.$/, '')} – Countermark`
    title.current?.focus({ preventScroll: true })
  }, [headline])
  return (
    <div className={styles.page}>
      <header className={`${styles.head} ${figure === undefined ? '' : styles.beside}`}>
        <p className={styles.eyebrow}>{eyebrow}</p>
        <h1 className={styles.headline} tabIndex={-1} ref={title}>
          {headline}
        </h1>
        {lead === undefined ? null : <p className={styles.lead}>{lead}</p>}
      </header>
      {figure === undefined ? null : <div className={styles.figure}>{figure}</div>}
      <div className={styles.rows}>{children}</div>
      {margin === undefined ? null : <aside className={styles.margin}>{margin}</aside>}
    </div>
  )
}

/** One explanation in the margin. */
export const MarginNote = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className={styles.note}>
    <h2 className={styles.noteTitle}>{title}</h2>
    <div>{children}</div>
  </section>
)

/** Several explanations, each with its title. */
export const MarginNotes = ({ of: notes }: { readonly of: readonly { title: string; text: string }[] }) =>
  notes.map(({ title, text }) => (
    <MarginNote key={title} title={title}>
      {text}
    </MarginNote>
  ))

/** The buttons that end a page: the primary first. */
export const Actions = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles.actions}>{children}</div>
)
