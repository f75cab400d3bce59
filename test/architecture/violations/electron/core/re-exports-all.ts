// expect: noReExportAll
export * from './cycle-one.ts'
