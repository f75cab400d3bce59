/** Supplies what this older runtime lacks, in main and in each window. */
'use strict'
const { app } = require('electron')
const path = require('node:path')

require('./language.js')
require('./node.js')

// Windows get theirs by a preload of the session, which runs before the preloads of the app.
app.on('session-created', (session) => {
  session.setPreloads([...session.getPreloads(), path.join(__dirname, 'window.js')])
})
