/** `npm start`: sets everything up, builds, and opens the app. Without a display it runs the practice journey instead. */
import { buildApp } from './app-build.mjs'
import { hasDisplay, withVirtualDisplay } from './display.mjs'
import { inRoot, projectNode, ROOT } from './places.mjs'
import { entryPoint, run, say } from './run.mjs'
import { sandboxArguments } from './sandbox.mjs'
import { setUp } from './setup.mjs'

const HELP = `Usage: npm start [-- OPTION…]

Sets up what is missing, builds the app and opens it. On a machine without a display the practice journey runs in a
virtual one: it signs a sample release on the practice instance and prints where the results are.

  --journey   run the practice journey even if there is a display
  --help      show this and do nothing

Other options go to the app. COUNTERMARK_DATA_DIR names another folder for its data.
`

await entryPoint(async (args) => {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(HELP)
    return 0
  }
  const isJourney = args.includes('--journey') || !hasDisplay()
  const runtime = await setUp({ display: isJourney })
  await buildApp()
  if (!isJourney) {
    say('opening the app')
    return run(runtime.path, [...sandboxArguments(), ROOT, ...args])
  }
  say('running the practice journey in a virtual display…')
  const journey = inRoot('build', 'journey.mjs')
  return withVirtualDisplay((env) => run(projectNode(), [journey], { cwd: ROOT, env, stdout: 1 }))
})
