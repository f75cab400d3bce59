// expect: noBarrelFile
export { one } from './cycle-one.ts'
