/** Takes the pictures of the README from the demo: a poll that is being answered, the runs to choose from, and a Home tab. */
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { launchBrowser } from '../test/support/browser.ts'
import { startDemo } from '../test/support/demo-process.ts'
import {
  be,
  goTo,
  letOthersAnswer,
  numbersUnder,
  openDemo,
  pollPages,
  postPoll,
  type Stage,
  setUp,
  tickGuide,
  toNextDue,
} from '../test/support/demo-steps.ts'
import { fixFirstRun } from '../test/support/demo-steps-renewal.ts'

const FOLDER = join(import.meta.dirname, '..', 'docs', 'pictures')

/** Places of the numbers that Amara and Ben tap under each message. */
const TAPPED = { Amara: [0, 2, 3, 4, 6], Ben: [0, 2, 5, 8] }

const folder = await mkdtemp(join(tmpdir(), 'pictures-'))
const demo = await startDemo(folder)
const browser = await launchBrowser()
try {
  const stage = await openDemo(browser, demo.url)
  await setUp(stage)
  await postPoll(stage)
  await tap(stage, 'Ben')
  await tap(stage, 'Amara')
  await letOthersAnswer(stage)
  await tickGuide(stage, 2)
  await take(stage, pollPages(stage).nth(1), 'poll.png')

  await tickGuide(stage, 6)
  await toNextDue(stage)
  await toNextDue(stage)
  await be(stage, 'Ruth')
  await goTo(stage, /Private messages/)
  await take(stage, stage.message('Choose the dates'), 'run.png')

  await fixFirstRun(stage)
  await be(stage, 'Amara')
  await goTo(stage, /^Home/)
  const home = stage.page.getByRole('region', { name: 'Home' })
  await home.getByText('Our run of eight').waitFor()
  await take(stage, home.getByRole('heading').first(), 'home.png')
} finally {
  await browser.close()
  await demo.end()
  await rm(folder, { recursive: true, force: true })
}

async function tap(stage: Stage, name: keyof typeof TAPPED): Promise<void> {
  await be(stage, name)
  for (const page of await pollPages(stage).all()) {
    const numbers = numbersUnder(page)
    const count = await numbers.count()
    for (const place of TAPPED[name].filter((each) => each < count)) {
      await numbers.nth(place).click()
      await numbers.nth(place).and(stage.page.locator('[aria-pressed="true"]')).waitFor()
    }
  }
}

/** The whole page, with this message at the top of the conversation. */
async function take({ page }: Stage, message: Locator, name: string): Promise<void> {
  await message.evaluate((item) => item.scrollIntoView({ block: 'start' }))
  await page.mouse.move(0, 0)
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  await mkdir(FOLDER, { recursive: true })
  const path = join(FOLDER, name)
  await page.screenshot({ path })
  const { size } = await stat(path)
  console.log(`${path}: ${Math.round(size / 1000)} kB`)
}
