/** Ways to the places of the demo's page. */
import type { Locator } from 'playwright-core'
import { be, goTo, homeOn, type Stage } from '../../test/support/demo-steps.ts'

/** Somebody's Home tab, from its first heading on, once it says these words. */
export async function home(stage: Stage, name: string, words: string): Promise<Locator> {
  await be(stage, name)
  await goTo(stage, /^Home/)
  const tab = homeOn(stage)
  await tab.getByText(words).first().waitFor()
  return tab
}

/** The newest message with these words, privately to somebody, once it is there. */
export async function privately(stage: Stage, name: string, words: string | RegExp): Promise<Locator> {
  await be(stage, name)
  await goTo(stage, /Private messages/)
  return newest(stage, words)
}

/** The newest message with these words in the place that is open, once it is there. */
export async function newest({ message }: Stage, words: string | RegExp): Promise<Locator> {
  const found = message(words).last()
  await found.waitFor()
  return found
}

/** Leaves a form or a notice, once it is there. */
export async function cancel({ page, dialog }: Stage): Promise<void> {
  await dialog.waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
}
