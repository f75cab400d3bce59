import { Appearance } from '../../../electron/contract/model/settings.ts'
import { countermark } from '../../rpc/client.ts'
import { Choices } from '../../ui/Choices.tsx'
import { FaultBlock } from '../../ui/FaultNote.tsx'
import { Section } from './Section.tsx'
import { useAct } from './use-act.ts'
import { words } from './words.ts'

export function AppearanceSection({ chosen }: { readonly chosen: Appearance }) {
  const act = useAct()
  return (
    <Section title={words.appearance.title}>
      <Choices
        label={words.appearance.title}
        value={chosen}
        choices={Appearance.options.map((value) => ({
          value,
          name: words.appearance.names[value],
          note: words.appearance.notes[value],
        }))}
        onChange={(appearance) => void act.run(() => countermark.settings.change({ appearance }))}
      />
      {act.fault === undefined ? null : <FaultBlock of={act.fault} />}
    </Section>
  )
}
