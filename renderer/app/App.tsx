import { QueryClientProvider } from '@tanstack/react-query'
import { Suspense } from 'react'
import { Route, Router, Switch } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { ChosenFilesProvider } from '../rpc/chosen.tsx'
import { queryClient } from '../rpc/queries.ts'
import { routes } from './routes.tsx'
import { Shell } from './Shell.tsx'

/** Everything in the window. Where we are is the hash; what main knows is in the query client; there is no other store. */
export const App = () => (
  <QueryClientProvider client={queryClient}>
    <Router hook={useHashLocation}>
      <ChosenFilesProvider>
        <Shell>
          <Suspense fallback={null}>
            <Switch>
              {routes.map(({ path, Screen }) => (
                <Route key={path} path={path} component={Screen} />
              ))}
            </Switch>
          </Suspense>
        </Shell>
      </ChosenFilesProvider>
    </Router>
  </QueryClientProvider>
)
