export interface ElectronRuntime {
  readonly path: string
  readonly version: string
  readonly isOffline: boolean
}
export function electronRuntime(): ElectronRuntime
