import type { ExistingBundles } from '../../../electron/contract/model/session.ts'
import { Button } from '../../ui/Button.tsx'
import { words } from './words.ts'

export interface Props {
  /** So many of the bundles' names are taken: then it is asked what shall become of those. */
  readonly taken: number
  /** What the button says where no name is taken. */
  readonly children: string
  readonly onGoOn: (existing?: ExistingBundles) => void
}

/** The button that begins a session or goes on with it; two, where old bundles stand in the way. */
export const GoOn = ({ taken, children, onGoOn }: Props) =>
  taken > 0 ? (
    <>
      <Button kind="primary" onPress={() => onGoOn('keep-both')}>
        {words.keepBoth}
      </Button>
      <Button onPress={() => onGoOn('replace')}>{words.replace(taken)}</Button>
    </>
  ) : (
    <Button kind="primary" onPress={() => onGoOn()}>
      {children}
    </Button>
  )
