#!/usr/bin/env node
/** The entry point of the command line: remembers compiled code where the runtime can, then hands over. */
import module from 'node:module'

// Node 22.8 and later; a folder that cannot be written is no reason not to run.
module.enableCompileCache?.()
const { run } = await import('./main.ts')
await run()
