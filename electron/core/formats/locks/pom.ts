/** `pom.xml`, as Maven's model has it: what it says by itself, before anything is filled in. */
import { readXml } from './xml.ts'

export interface Dependency {
  groupId: string
  artifactId: string
  version: string
  type: string
  classifier: string
  scope: string
  optional: string
}

export interface Key {
  groupId: string
  artifactId: string
  version: string
}

export interface Pom extends Key {
  packaging: string
  parent: Key & { relativePath: string }
  /** In the order in which they are written: the last one counts. */
  properties: (readonly [name: string, value: string])[]
  dependencies: Dependency[]
  managed: Dependency[]
  /** Those that are on by themselves. */
  profiles: Profile[]
}

export interface Profile {
  isDefault: boolean
  properties: (readonly [name: string, value: string])[]
  dependencies: Dependency[]
  managed: Dependency[]
}

const emptyKey = (): Key => ({ groupId: '', artifactId: '', version: '' })
const emptyProfile = (): Profile => ({ isDefault: false, properties: [], dependencies: [], managed: [] })

export const emptyPom = (): Pom => {
  const { isDefault: _, ...lists } = emptyProfile()
  return { ...emptyKey(), packaging: '', parent: { ...emptyKey(), relativePath: '' }, ...lists, profiles: [] }
}

const isBoolean = (text: string): boolean => /^(?:true|false|)$/i.test(text) || /\$\{.*\}/s.test(text)

/** Whatever its root is called. */
export function pomIn(text: string): Pom | undefined {
  const pom = emptyPom()
  let isRight = true
  let profile = emptyProfile()
  let dependency: Dependency | undefined
  const isWhole = readXml(text, {
    open({ path }) {
      const place = path.slice(1).join('/')
      if (place === 'profiles/profile') profile = emptyProfile()
      if (isDependency(place)) {
        dependency = { ...emptyKey(), type: '', classifier: '', scope: '', optional: '' }
      }
    },
    close({ path, text: written }) {
      const value = written.trim()
      const place = path.slice(1).join('/')
      const name = path.at(-1) ?? ''
      const [into, inner] = place.startsWith('profiles/profile/')
        ? [profile, place.slice('profiles/profile/'.length)]
        : [pom, place]
      if (isDependency(place) && dependency) {
        ;(inner.startsWith('dependencyManagement/') ? into.managed : into.dependencies).push(dependency)
        if (!isBoolean(dependency.optional)) isRight = false
        dependency = undefined
      } else if (dependency && isDependency(path.slice(1, -1).join('/'))) {
        if (isField(dependency, name)) dependency[name] = value
      } else if (/^properties\/[^/]+$/.test(inner)) into.properties.push([name, value])
      else if (place === 'profiles/profile') pom.profiles.push(profile)
      else if (inner === 'activation/activeByDefault') {
        if (!isBoolean(value)) isRight = false
        profile.isDefault = /^true$/i.test(value)
      } else if (/^parent\/[^/]+$/.test(place) && isField(pom.parent, name)) pom.parent[name] = value
      else if (place === name && (name === 'packaging' || isField(emptyKey(), name))) pom[name] = value
    },
  })
  return isWhole && isRight ? pom : undefined
}

const isDependency = (place: string): boolean =>
  /^(?:profiles\/profile\/)?(?:dependencyManagement\/)?dependencies\/dependency$/.test(place)

const isField = <T extends object>(object: T, name: string): name is Extract<keyof T, string> =>
  Object.hasOwn(object, name)
