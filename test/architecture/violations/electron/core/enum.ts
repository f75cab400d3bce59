// expect: noEnum
export enum Fineness {
  High,
  Low,
}
