import { useLocation } from 'wouter'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Actions } from '../../ui/Page.tsx'
import { words } from './words.ts'

/** Leads to other files. */
export function Again({ children }: { readonly children?: React.ReactNode }) {
  const [, navigate] = useLocation()
  return (
    <Actions>
      {children}
      <Button onPress={() => navigate(paths.verify)}>{words.others}</Button>
    </Actions>
  )
}
