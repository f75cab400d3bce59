/** The entry of an app that was packaged with the offline runtime: the archive has no other loader. */
'use strict'
require('./supply.js')
require('../out/main/index.cjs')
