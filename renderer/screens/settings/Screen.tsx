import { useEffect } from 'react'
import { asFault } from '../../rpc/client.ts'
import { useInstances, useSettings } from '../../rpc/settings-queries.ts'
import { FaultBlock } from '../../ui/FaultNote.tsx'
import { MarginNotes, Page } from '../../ui/Page.tsx'
import { AppearanceSection } from './AppearanceSection.tsx'
import { DataSection } from './DataSection.tsx'
import { ForgetSection } from './ForgetSection.tsx'
import { HostsSection } from './HostsSection.tsx'
import { InstanceSection } from './InstanceSection.tsx'
import { NetworkSection } from './NetworkSection.tsx'
import { SecretsSection } from './SecretsSection.tsx'
import { Waiting } from './Section.tsx'
import { words } from './words.ts'

/** Where signatures go, how the network is reached, how the window looks, and everything that is kept. */
export function SettingsScreen() {
  const { data: view, error } = useSettings()
  const { data: list } = useInstances()
  const chosen = view?.settings.instance
  const imported = list?.instances.find(({ id, kind }) => kind === 'imported' && id === chosen)
  const appearance = view?.settings.appearance
  useEffect(() => {
    if (appearance) document.documentElement.dataset.contrast = appearance === 'high-contrast' ? 'more' : 'system'
  }, [appearance])

  return (
    <Page
      eyebrow={words.eyebrow}
      headline={view ? headlineOf(chosen, imported?.title) : words.eyebrow}
      lead={words.lead}
      margin={<MarginNotes of={Object.values(words.margin)} />}
    >
      {view?.problem === undefined ? null : <FaultBlock of={view.problem} />}
      {view ? (
        <>
          <InstanceSection view={view} />
          <NetworkSection view={view} />
          <AppearanceSection chosen={view.settings.appearance} />
          <DataSection />
          <SecretsSection />
          <HostsSection />
          <ForgetSection />
        </>
      ) : error ? (
        <FaultBlock of={asFault(error)} />
      ) : (
        <Waiting>{words.loading}</Waiting>
      )}
    </Page>
  )
}

function headlineOf(chosen: string | undefined, title: string | undefined): string {
  if (chosen === undefined) return words.headlines.none
  if (chosen === 'practice' || chosen === 'public' || chosen === 'staging') return words.headlines[chosen]
  return words.headlines.imported(title ?? words.instance.names.imported)
}
