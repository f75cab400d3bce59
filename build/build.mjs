/** `npm run build`: sets up the packages, and builds the app and the command line. */
import { buildApp } from './app-build.mjs'
import { setUpPackages } from './packages.mjs'
import { entryPoint } from './run.mjs'

await entryPoint(async () => {
  await setUpPackages()
  await buildApp()
  return 0
})
