import { useState } from 'react'
import { NetworkSettings } from '../../../electron/contract/model/network.ts'
import type { SettingsView } from '../../../electron/contract/model/settings.ts'
import { adopt, countermark } from '../../rpc/client.ts'
import { queryClient } from '../../rpc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { FaultBlock } from '../../ui/FaultNote.tsx'
import { FileButton } from '../../ui/FileButton.tsx'
import { Ledger, Note, Row } from '../../ui/Ledger.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Buttons, Form, Path, Section, Waiting } from './Section.tsx'
import { useAct } from './use-act.ts'
import { words } from './words.ts'

type Use = NetworkSettings['proxy']['use']
type Change = Parameters<typeof countermark.settings.changeNetwork>[0]

const USES: readonly Use[] = ['system', 'none', 'manual']

/** The proxy, and the authorities of networks that have their own. */
export function NetworkSection({ view: { settings, hasProxyPassword } }: { readonly view: SettingsView }) {
  const { proxy, extraCaPath } = settings.network
  /** A proxy that is about to be named. */
  const [isNaming, setIsNaming] = useState(false)
  const act = useAct()
  const change = (next: Partial<Change>) =>
    act.run(() => countermark.settings.changeNetwork({ proxy, authorities: { take: 'as-is' }, ...next }))

  return (
    <Section title={words.network.title}>
      <Choices
        label={words.network.title}
        value={isNaming ? 'manual' : proxy.use}
        choices={USES.map((value) => ({ value, name: words.network.names[value], note: words.network.notes[value] }))}
        onChange={(next) => {
          setIsNaming(next === 'manual')
          if (next !== 'manual') void change({ proxy: { use: next } })
        }}
      />
      {isNaming || proxy.use === 'manual' ? (
        <ProxyForm
          stored={proxy.use === 'manual' ? proxy.url : ''}
          hasPassword={hasProxyPassword}
          isBusy={act.isBusy}
          onUse={(url) => void change({ proxy: { use: 'manual', url } }).then(() => setIsNaming(false))}
        />
      ) : null}
      <Ledger label={words.network.authorities}>
        <Row name={words.network.authorities}>
          {extraCaPath === undefined ? words.network.noAuthorities : <Path>{extraCaPath}</Path>}
          <Note>{words.network.authoritiesNote}</Note>
          <Buttons>
            <FileButton
              label={words.network.authorities}
              isDisabled={act.isBusy}
              onChoose={(file) =>
                void act.run(async () => {
                  const [ref = ''] = await adopt([file])
                  await countermark.settings.changeNetwork({ proxy, authorities: { take: 'file', file: ref } })
                })
              }
            >
              {words.network.chooseFile}
            </FileButton>
            {extraCaPath === undefined ? null : (
              <Button
                aria-label={words.network.removeFileName}
                onPress={() => void change({ authorities: { take: 'none' } })}
              >
                {words.network.removeFile}
              </Button>
            )}
          </Buttons>
        </Row>
      </Ledger>
      {act.fault === undefined ? null : <FaultBlock of={act.fault} />}
      <NetworkTest />
    </Section>
  )
}

interface ProxyFormProps {
  readonly stored: string
  readonly hasPassword: boolean
  readonly isBusy: boolean
  readonly onUse: (url: string) => void
}

function ProxyForm({ stored, hasPassword, isBusy, onUse }: ProxyFormProps) {
  const [url, setUrl] = useState(stored)
  const [isWrong, setIsWrong] = useState(false)
  const hasName = stored !== '' && new URL(stored).username !== ''
  return (
    <Form>
      <TextField
        label={words.network.url}
        note={words.network.urlNote}
        value={url}
        onChange={(text) => {
          setUrl(text)
          setIsWrong(false)
        }}
        problem={isWrong ? words.network.urlWrong : undefined}
      />
      {hasName ? <Note>{hasPassword ? words.network.password : words.network.noPassword}</Note> : null}
      <Buttons>
        <Button
          isDisabled={isBusy}
          onPress={() => {
            const wanted = NetworkSettings.shape.proxy.safeParse({ use: 'manual', url: url.trim() })
            setIsWrong(!wanted.success)
            if (!wanted.success || wanted.data.use !== 'manual') return
            onUse(wanted.data.url)
            // The password is not for the screen.
            setUrl(withoutPassword(wanted.data.url))
          }}
        >
          {words.network.use}
        </Button>
      </Buttons>
    </Form>
  )
}

function withoutPassword(address: string): string {
  const url = new URL(address)
  url.password = ''
  return url.href
}

function NetworkTest() {
  const act = useAct()
  const [said, setSaid] = useState<string | undefined>(undefined)
  return (
    <>
      <Buttons>
        <Button
          isDisabled={act.isBusy}
          onPress={() => {
            setSaid(undefined)
            void act
              .run(async () => {
                const { host, tookMs } = await countermark.settings.testNetwork()
                setSaid(words.network.tested(host, tookMs))
              })
              .then(() => queryClient.invalidateQueries({ queryKey: ['settings.contacts'] }))
          }}
        >
          {words.network.test}
        </Button>
        {act.isBusy ? <Waiting>{words.network.testing}</Waiting> : null}
        {said === undefined ? null : <span role="status">{said}</span>}
      </Buttons>
      {act.fault === undefined ? null : <FaultBlock of={act.fault} />}
    </>
  )
}
