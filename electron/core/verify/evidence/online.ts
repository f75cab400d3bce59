/** Every place that can be asked for evidence. */
import type { Purl } from '../../purl.ts'
import { github } from './github.ts'
import { maven } from './maven.ts'
import { npm } from './npm.ts'
import { pypi } from './pypi.ts'
import type { OnlineSource } from './source.ts'

export const ONLINE: readonly OnlineSource[] = [npm, pypi, github, maven]

/** Who knows packages of this type; undefined where nobody does. */
export const sourceOf = ({ type }: Pick<Purl, 'type'>): OnlineSource | undefined =>
  ONLINE.find((source) => source.type === type)
