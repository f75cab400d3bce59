/** XML of lock files, an element at a time. */
import { SaxesParser } from 'saxes'

export interface Element {
  /** The local names of the elements around it, from the root, with its own. */
  readonly path: readonly string[]
  readonly attributes: Readonly<Record<string, string>>
  /** What is written in it, and not in those within. */
  text: string
}

export interface XmlVisit {
  readonly open?: (element: Element) => void
  readonly close?: (element: Element) => void
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Go refuses what is deeper. */
const DEEPEST = 10_000
/** Nothing that is asked for lies deeper, and to say where all of it lies would take longer than to read it. */
const DEEPEST_SHOWN = 500

/** Whether the root was read to its end: what follows is nothing to Go. */
export function readXml(text: string, { open, close }: XmlVisit): boolean {
  const around: Element[] = []
  let [isWhole, isTooDeep] = [false, false]
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    const isShown = around.length < DEEPEST_SHOWN
    const path = isShown ? [...(around.at(-1)?.path ?? []), local(name)] : []
    const element = { path, attributes, text: '' }
    around.push(element)
    isTooDeep ||= around.length > DEEPEST
    if (!isWhole && isShown) open?.(element)
  })
  const add = (part: string) => {
    const last = around.at(-1)
    if (last) last.text += part
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', () => {
    const element = around.pop()
    if (!element || isWhole) return
    if (around.length < DEEPEST_SHOWN) close?.(element)
    isWhole = around.length === 0
  })
  try {
    parser.write(text.replace(/^\ufeff/, '')).close()
  } catch {
    return isWhole && !isTooDeep
  }
  return isWhole && !isTooDeep
}

/** Whether it is written in another way than UTF-8, by its own word. */
export const isForeign = (text: string): boolean =>
  !/^utf-8$/i.test(/^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(text)?.[1] ?? 'utf-8')
