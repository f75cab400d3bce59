import { type ReactNode, useState } from 'react'
import { count } from '../../electron/contract/counted.ts'
import { Button } from './Button.tsx'

const PAGE = 100

/** The first hundred of a long list, and a button for more: ten thousand rows at once help nobody. */
export function usePaged<T>(items: readonly T[]): { readonly shown: readonly T[]; readonly more: ReactNode } {
  const [limit, setLimit] = useState(PAGE)
  const rest = items.length - limit
  return {
    shown: items.slice(0, limit),
    more:
      rest > 0 ? (
        <p>
          <Button kind="link" onPress={() => setLimit(limit + PAGE * 5)}>
            Show {count(Math.min(rest, PAGE * 5))} more of {count(items.length)}
          </Button>
        </p>
      ) : null,
  }
}
