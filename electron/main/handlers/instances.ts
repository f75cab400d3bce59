import type { ExaminedConfig } from '../../adapters/instances/imported.ts'
import type { Instances } from '../../adapters/instances.ts'
import { PRACTICE } from '../../adapters/practice/names.ts'
import type { SettingsStore } from '../../adapters/settings.ts'
import type { api } from '../../contract/api.ts'
import { Fault, fault } from '../../contract/faults.ts'
import type { ImportedInstance, InstanceCard } from '../../contract/model/instance.ts'
import type { Handlers } from '../../contract/server.ts'
import { BUILT_IN } from '../../core/endpoints.ts'
import type { ChosenFiles } from '../chosen-files.ts'
import type { Confirm } from '../confirm-window.ts'

export interface InstancesNeeds {
  readonly instances: Instances
  readonly store: SettingsStore
  readonly chosen: ChosenFiles
  readonly confirm: Confirm
  readonly changed: () => void
}

export const instancesHandlers = (needs: InstancesNeeds): Handlers<typeof api>['instances'] => {
  const { instances, store, chosen, confirm, changed } = needs
  /** Shown to the person, and not kept yet. */
  const examined = new Map<string, ExaminedConfig>()

  /** Where its trust data is from, as far as is known without a network. */
  async function card(kind: 'public' | 'staging', signal: AbortSignal): Promise<InstanceCard> {
    try {
      const { title, trustSource } = await instances.open(kind, { purpose: 'verify', signal })
      return { id: kind, kind, title, trustSource }
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      return { id: kind, kind, title: BUILT_IN[kind].title, problem: error.toRecord() }
    }
  }

  const importedCard = (imported: ImportedInstance): InstanceCard => ({
    id: imported.id,
    kind: 'imported',
    title: imported.title,
    trustSource: { from: 'imported', date: imported.importedAt },
    imported,
  })

  return {
    async list(_, { signal }) {
      const { instances: imported, damaged } = await instances.list()
      const builtIn = [await card('public', signal), await card('staging', signal)]
      const practice: InstanceCard = { id: 'practice', kind: 'practice', title: PRACTICE.title }
      return { instances: [practice, ...builtIn, ...imported.map(importedCard)], damaged }
    },

    async examine(origin, { signal }) {
      const from = origin.from === 'file' ? { path: chosen.pathOf(origin.file) } : { url: origin.url }
      const config = await instances.examine(from, signal)
      examined.set(config.about.id, config)
      return config.about
    },

    async import({ id }) {
      const config = examined.get(id)
      if (!config) throw fault('instance.unknown')
      await config.keep()
      examined.delete(id)
      changed()
    },

    async forget({ id }, { signal }) {
      const imported = (await instances.list()).instances.find((one) => one.id === id)
      if (!imported) throw fault('instance.unknown')
      const isChosen = (await store.read()).settings.instance === id
      const { title, origin } = imported
      if (!(await confirm({ kind: 'forget-instance', id, title, origin, isChosen }, signal))) return 'refused'
      if (isChosen) await store.change(({ instance: _gone, ...rest }) => rest)
      await instances.forget(id)
      changed()
      return 'forgotten'
    },
  }
}
