/** A process of its own that changes the settings of a folder, many times. */
import { keepSettings } from '../../../electron/adapters/settings.ts'

const [folder = '', times = '0'] = process.argv.slice(2)
const store = keepSettings(folder)
for (let i = 0; i < Number(times); i++) {
  await store.change((now) => ({
    ...now,
    network: { ...now.network, extraCaPath: `${now.network.extraCaPath ?? ''}x` },
  }))
}
