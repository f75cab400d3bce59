import { type ReactNode, useId } from 'react'
import styles from './Section.module.css'

/** One part of the page, with its title. */
export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId()
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 className={styles.title} id={id}>
        {title}
      </h2>
      {children}
    </section>
  )
}

/** A smaller title inside a section. */
export const Subtitle = ({ children }: { readonly children: ReactNode }) => (
  <h3 className={styles.subtitle}>{children}</h3>
)

export const Text = ({ children }: { readonly children: ReactNode }) => <p className={styles.text}>{children}</p>

/** Said while main is asked. */
export const Waiting = ({ children }: { readonly children: string }) => (
  <p className={styles.waiting} role="status">
    {children}
  </p>
)

/** Fields and buttons that belong together. */
export const Form = ({ children }: { readonly children: ReactNode }) => <div className={styles.form}>{children}</div>

export const Buttons = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles.buttons}>{children}</div>
)

export const Path = ({ children }: { readonly children: string }) => <code className={styles.path}>{children}</code>
