import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps } from 'react-aria-components'
import styles from './Button.module.css'

export interface Props extends Omit<ButtonProps, 'className' | 'style' | 'children'> {
  /** `primary`: the one action of a screen. `quiet`: any other. `link`: an action inside text or a row. */
  readonly kind?: 'primary' | 'quiet' | 'link'
  readonly children: ReactNode
}

/** A button says what will happen, and to how many. */
export const Button = ({ kind = 'quiet', children, ...props }: Props) => (
  <AriaButton {...props} className={`${styles.button} ${styles[kind]}`}>
    {children}
  </AriaButton>
)
