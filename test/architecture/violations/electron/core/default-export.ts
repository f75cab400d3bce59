// expect: noDefaultExport
export default 1
