/** What is made of Pinned-Dependencies in tests: projects of one file, and the kinds of what was found in them. */
import { checked, type Files } from '../../fakes/tree.ts'

export const HASH = 'a'.repeat(40)
export const workflow = (...steps: string[]): Files => ({
  '.github/workflows/ci.yml': `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n${steps.map((step) => `      - ${step}\n`).join('')}`,
})
export const script = (text: string): Files => ({ 'build.sh': text })

/** The kinds of what was found, each with a minus where it is not pinned. */
export async function found(files: Files): Promise<string> {
  const { probes } = await checked('pinned-dependencies', files)
  return probes
    .flatMap(({ values, outcome }) => (values ? [`${outcome === 'True' ? '+' : '-'}${values.dependencyType}`] : []))
    .join(' ')
}
