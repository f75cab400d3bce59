import { useState } from 'react'
import type { Forgotten } from '../../../electron/contract/model/settings.ts'
import { countermark } from '../../rpc/client.ts'
import { queryClient } from '../../rpc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultBlock } from '../../ui/FaultNote.tsx'
import { Buttons, Section, Text } from './Section.tsx'
import { useAct } from './use-act.ts'
import { words } from './words.ts'

/** The way out. The question itself is asked in a window that this page cannot reach. */
export function ForgetSection() {
  const act = useAct()
  const [outcome, setOutcome] = useState<Forgotten | undefined>(undefined)
  return (
    <Section title={words.forget.title}>
      <Text>{words.forget.text}</Text>
      <Buttons>
        <Button
          isDisabled={act.isBusy}
          onPress={() => {
            setOutcome(undefined)
            void act.run(async () => {
              setOutcome(await countermark.settings.forgetEverything())
              await queryClient.invalidateQueries()
            })
          }}
        >
          {words.forget.act}
        </Button>
        {outcome === undefined ? null : (
          <span role="status">{outcome === 'forgotten' ? words.forget.done : words.forget.refused}</span>
        )}
      </Buttons>
      {act.fault === undefined ? null : <FaultBlock of={act.fault} />}
    </Section>
  )
}
