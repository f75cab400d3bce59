/**
 * Plays the part of Electron's own default app in the offline runtime: `electron FOLDER` opens the app in that folder.
 * First it supplies what this older runtime lacks, so that the app needs to know nothing of it.
 */
'use strict'
const { app } = require('electron')
const Module = require('node:module')
const path = require('node:path')

require('./supply.js')

const { folder, required } = readArguments(process.argv.slice(1))
if (required.length > 0) Module._preloadModules(required)

if (folder === undefined) {
  process.stderr.write('Usage: electron FOLDER\n')
  app.exit(2)
} else {
  open(path.resolve(folder))
}

function open(appPath) {
  const { name, productName, version, main = 'index.js' } = require(path.join(appPath, 'package.json'))
  app.setName(productName ?? name)
  app.setVersion(version)
  app.setDesktopName(`${name}.desktop`)
  app.setPath('userData', path.join(app.getPath('appData'), app.getName()))
  app.setAppPath(appPath)
  Module._load(path.join(appPath, main), Module, true)
}

/** The first argument that is no option is the folder; `-r FILE` asks for a file to be loaded before it. */
function readArguments(given) {
  const required = []
  for (let i = 0; i < given.length; i++) {
    const argument = given[i]
    if (argument === '-r' || argument === '--require') required.push(given[++i])
    else if (!argument.startsWith('-')) return { folder: argument, required }
  }
  return { folder: undefined, required }
}
