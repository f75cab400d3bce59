import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import type { Question } from '../../electron/contract/model/question.ts'
import type { PublicRecord } from '../../electron/contract/model/record.ts'
import { findChromium } from '../fakes/chromium.ts'
import { type Filling, openAskingPage, openPage, servePages } from '../fakes/page-host.ts'
import { everything } from '../fakes/settings-world.ts'
import { record as recordOf } from '../fakes/worlds.ts'
import type { Scene } from './scenes.ts'

export type Theme = 'light' | 'dark' | 'contrast'
export const THEMES: readonly Theme[] = ['light', 'dark', 'contrast']

export interface Look {
  readonly theme?: Theme
  readonly width?: number
  readonly height?: number
  /** 200 is twice the size of text. */
  readonly textPercent?: number
}

export interface VisualStage {
  show(scene: Scene, look?: Look): Promise<Page>
  /** The consent page with a record, and the answers it gives. */
  consent(record: PublicRecord, look?: Look): Promise<{ page: Page; answers: string[] }>
  /** The page that asks before something is deleted, and the answers it gives. */
  confirm(question: Question, look?: Look): Promise<{ page: Page; answers: string[] }>
  close(): Promise<void>
}

export async function openStage(): Promise<VisualStage> {
  const browser = await chromium.launch(findChromium())
  let shown: Filling = { record: recordOf(1), question: everything() }
  const pages = await servePages(() => shown)
  let context: BrowserContext | undefined

  /** One context at a time: the page before is no longer looked at. */
  async function newContext({ theme = 'light', width = 1180, height = 780 }: Look): Promise<BrowserContext> {
    await context?.close()
    context = await browser.newContext({
      viewport: { width, height },
      colorScheme: theme === 'dark' ? 'dark' : 'light',
      contrast: theme === 'contrast' ? 'more' : 'no-preference',
      reducedMotion: 'reduce',
      locale: 'en-GB',
      timezoneId: 'Europe/London',
    })
    return context
  }

  async function asking(name: string, look: Look) {
    const answers: string[] = []
    const page = await openAskingPage(await newContext(look), answers)
    await page.goto(`${pages.url}/${name}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await enlarge(page, look)
    await settled(page)
    return { page, answers }
  }

  return {
    async show({ world, hash, act, shows }, look = {}) {
      const page = await openPage(await newContext(look), world)
      await page.goto(`${pages.url}/${hash}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await enlarge(page, look)
      await act?.(page)
      await page.getByText(shows).first().waitFor()
      await settled(page)
      return page
    },
    consent(record, look = {}) {
      shown = { ...shown, record }
      return asking('consent.html', look)
    },
    confirm(question, look = {}) {
      shown = { ...shown, question }
      return asking('confirm.html', look)
    },
    async close() {
      await browser.close()
      await pages.close()
    },
  }
}

const enlarge = (page: Page, { textPercent = 100 }: Look): Promise<void> =>
  page.evaluate((percent) => {
    document.documentElement.style.fontSize = `${percent}%`
  }, textPercent)

/** The typefaces are there, and the page is drawn with them. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await document.fonts.ready
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  })

const PICTURES = join(import.meta.dirname, '../../out/screenshots')

/** Keeps a picture of the page, for people to look at. */
export const picture = (page: Page, name: string): Promise<unknown> =>
  page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' })

/** Shows the page that stands open in another theme. */
export async function wear(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({
    colorScheme: theme === 'dark' ? 'dark' : 'light',
    contrast: theme === 'contrast' ? 'more' : 'no-preference',
    reducedMotion: 'reduce',
  })
  await settled(page)
}

/** The serious and critical violations that axe finds, in words; by these rules only, where they are given. */
export async function violations(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  const found = await (rules ? axe.withRules(rules) : axe).analyze()
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join(', ')})`)
}

/** How far the page reaches beyond its window, in pixels. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth))
