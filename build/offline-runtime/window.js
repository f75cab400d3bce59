/** What the preloads of a window lack in this runtime: `webUtils`. A file still carries its path here. */
'use strict'
const electron = require('electron')

if (electron.webUtils === undefined) {
  Object.defineProperty(electron, 'webUtils', {
    value: { getPathForFile: (file) => (file instanceof File ? file.path : '') },
    enumerable: true,
    configurable: true,
  })
}
