import type { InstanceCard } from '../../../electron/contract/model/instance.ts'
import type { InstanceChoice, LogVersion, SettingsView } from '../../../electron/contract/model/settings.ts'
import { asFault, countermark } from '../../rpc/client.ts'
import { useInstances } from '../../rpc/settings-queries.ts'
import { Button } from '../../ui/Button.tsx'
import { type Choice, Choices } from '../../ui/Choices.tsx'
import { FaultBlock, FaultNote } from '../../ui/FaultNote.tsx'
import { Digest, FileName } from '../../ui/FileName.tsx'
import { Note } from '../../ui/Ledger.tsx'
import { ImportForm } from './ImportForm.tsx'
import { Section, Subtitle, Text, Waiting } from './Section.tsx'
import { useAct } from './use-act.ts'
import { words } from './words.ts'

/** Where signatures go: what each instance means, and where its trust data is from. */
export function InstanceSection({ view }: { readonly view: SettingsView }) {
  const { data, error } = useInstances()
  const act = useAct()
  const { settings } = view

  const choice = (card: InstanceCard): Choice<InstanceChoice> => ({
    value: card.id as InstanceChoice,
    name: card.kind === 'imported' ? words.instance.names.imported : words.instance.names[card.kind],
    note: <AboutInstance card={card} />,
    ...(card.imported
      ? {
          end: (
            <Button
              kind="link"
              isDisabled={act.isBusy}
              aria-label={words.instance.forgetName(card.title)}
              onPress={() => void act.run(() => countermark.instances.forget({ id: card.id }))}
            >
              {words.instance.forget}
            </Button>
          ),
        }
      : {}),
  })

  return (
    <Section title={words.instance.title}>
      {data ? (
        <Choices
          label={words.instance.title}
          value={settings.instance}
          choices={data.instances.map(choice)}
          onChange={(instance) => void act.run(() => countermark.settings.change({ instance }))}
        />
      ) : error ? (
        <FaultBlock of={asFault(error)} />
      ) : (
        <Waiting>{words.loading}</Waiting>
      )}
      {data?.damaged.map((name) => (
        <Text key={name}>{words.instance.damaged(name)}</Text>
      ))}
      {act.fault === undefined ? null : <FaultBlock of={act.fault} />}
      <Subtitle>{words.log.title}</Subtitle>
      <Choices
        label={words.log.title}
        value={String(settings.logVersion)}
        choices={([1, 2] as const).map((version) => ({
          value: String(version),
          name: words.log.names[version],
          note: words.log.notes[version],
        }))}
        onChange={(version) =>
          void act.run(() => countermark.settings.change({ logVersion: Number(version) as LogVersion }))
        }
      />
      <ImportForm />
    </Section>
  )
}

const AboutInstance = ({ card: { kind, title, trustSource, imported, problem } }: { readonly card: InstanceCard }) => (
  <>
    {kind === 'imported' ? <FileName>{title}</FileName> : null}
    <div>{words.instance.notes[kind]}</div>
    {trustSource === undefined ? null : (
      <Note>
        {words.instance.trust(trustSource)}
        {imported ? (
          <>
            {` ${words.instance.from} `}
            <FileName>{imported.origin}</FileName>
          </>
        ) : null}
      </Note>
    )}
    {trustSource?.note === undefined ? null : <Note>{trustSource.note}</Note>}
    {imported ? <Digest>{imported.id}</Digest> : null}
    {imported?.warnings.map((warning) => (
      <Note key={warning}>{warning}</Note>
    ))}
    {problem === undefined ? null : <FaultNote of={problem} />}
  </>
)
