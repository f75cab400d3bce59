/**
 * The words of a fault. They say what happened (title), what it means and what to do (hint); `{name}` is filled from the
 * fault's details. `retry` says what a second attempt needs.
 */
export interface FaultWords {
  readonly title: string
  readonly hint: string
  readonly retry: 'no' | 'now' | 'after-sign-in'
}
