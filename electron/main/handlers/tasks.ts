import type { api } from '../../contract/api.ts'
import type { Handlers, Server } from '../../contract/server.ts'

export const tasksHandlers = (server: () => Server): Handlers<typeof api>['tasks'] => ({
  list: async () => server().tasks(),
})
