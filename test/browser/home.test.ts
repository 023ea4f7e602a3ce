import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { type DemoProcess, startDemo } from '../support/demo-process.ts'
import {
  be,
  closeNotice,
  goTo,
  homeOn,
  letOthersAnswer,
  openDemo,
  postPoll,
  pressAtHome,
  pressInForm,
  type Stage,
  setUp,
  type,
} from '../support/demo-steps.ts'
import { fixFirstRun, travelUntil } from '../support/demo-steps-renewal.ts'

const TELEPHONE = { width: 375, height: 740 }
const DESK = { width: 1280, height: 800 }

let folder: string
let browser: Browser
let demo: DemoProcess
/** Where things are done. */
let stage: Stage
/** Another window, on which a Home tab stays open meanwhile. */
let other: Stage

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'home-'))
  browser = await launchBrowser()
  demo = await startDemo(folder)
  stage = await openDemo(browser, demo.url)
  other = await openDemo(browser, demo.url)
})

afterAll(async () => {
  await browser.close()
  await demo.end()
  await rm(folder, { recursive: true, force: true })
})

const wordsOn = async (on: Stage) => (await homeOn(on).textContent()) ?? ''
const buttonsOn = (on: Stage) => homeOn(on).getByRole('button').allTextContents()
const says = (on: Stage, words: string | RegExp) => homeOn(on).getByText(words).first().waitFor()

async function openHome(on: Stage, name: string): Promise<void> {
  await be(on, name)
  await goTo(on, /^Home/)
}

/** How many pixels of the Home tab a telephone would have to be scrolled sideways for, and what is cut off there. */
async function tooWideOnTelephone(on: Stage): Promise<number> {
  await on.page.setViewportSize(TELEPHONE)
  const tooWide = await homeOn(on).evaluate((home) => {
    const page = document.documentElement
    return Math.max(home.scrollWidth - home.clientWidth, page.scrollWidth - page.clientWidth)
  })
  await on.page.setViewportSize(DESK)
  return tooWide
}

// The steps build on each other, as they do for whoever tries the demo.
describe('the Home tab', () => {
  test('tells a stranger what this is, and offers nothing to press', async () => {
    await openHome(other, 'Mira')
    await says(other, 'I look after closed groups that meet in cycles.')
    await says(other, 'I never read messages')
    expect(await buttonsOn(other)).toEqual([])
    expect(await tooWideOnTelephone(other)).toBe(0)
  })

  test('says to a convenor what comes next, once the group is set up', async () => {
    await setUp(stage)
    await openHome(other, 'Ruth')
    await says(other, 'The dates of the next run are to be found.')
    await says(other, 'Four people are on the interest list')
    expect(await buttonsOn(other)).toEqual(expect.arrayContaining(['Settings', 'Who did what']))
  })

  test('shows a member how far they have got in a poll, and follows by itself', async () => {
    await openHome(other, 'Ben')
    await says(other, 'Nothing is planned just now.')
    await postPoll(stage)
    await says(other, /You have answered 0 of \d+ dates\./)
    await pressAtHome(other, 'Answer on a form')
    await pressInForm(other, 'All: can')
    await pressInForm(other, 'Done')
    await says(other, /You have answered (\d+) of \1 dates\./)
    expect(await wordsOn(other)).not.toContain('For you as a convenor')
  })

  test('shows a convenor alone who has not been heard from, until they are', async () => {
    await openHome(other, 'Ruth')
    await says(other, /We have not heard about the dates from .*@Amara/)
    await letOthersAnswer(stage)
    await says(other, 'We have not heard about the dates from @Hannah yet.')
    expect(await buttonsOn(other)).toContain('Close the poll now')
    await travelUntil(stage, 'closing time')
    await says(other, 'The poll is closed, and its dates wait for your choice.')
  })

  test('shows a convenor how many are expected at each session, and opens the settings and who did what', async () => {
    await be(stage, 'Ruth')
    await fixFirstRun(stage)
    await says(other, 'Expected at the sessions to come')
    expect((await wordsOn(other)).match(/day \d+ \w+: \w+ expected/g)).toHaveLength(8)
    expect(await tooWideOnTelephone(other)).toBe(0)
    for (const label of ['Settings', 'Who did what']) {
      await pressAtHome(other, label)
      await other.dialog.waitFor()
      await other.page.keyboard.press('Escape')
      await other.dialog.waitFor({ state: 'detached' })
    }
  })

  test('takes a member’s apologies at a press, and the convenor’s numbers follow', async () => {
    const before = await firstExpected()
    await openHome(stage, 'Ben')
    await pressAtHome(stage, 'Send apologies')
    await closeNotice(stage, 'Thank you for letting us know')
    await says(stage, 'Your apologies are noted.')
    await expect.poll(firstExpected, { timeout: 10_000 }).toBe(before - 1)
    await pressAtHome(stage, 'I can come after all')
    await closeNotice(stage, 'You are expected again.')
    await expect.poll(firstExpected, { timeout: 10_000 }).toBe(before)
  })

  test('shows a member the run, who convenes, the calendar and their own settings', async () => {
    await says(stage, /Our run of eight/)
    await says(stage, '@Ruth convenes the group.')
    const links = homeOn(stage).getByRole('link', { name: /calendar|Google|Outlook/i })
    expect(await links.count()).toBeGreaterThan(0)
    expect(await buttonsOn(stage)).toContain('Calendar file')
    await pressAtHome(stage, 'My own reminders')
    await stage.dialog.getByRole('checkbox').first().check()
    await pressInForm(stage, 'Save')
    await closeNotice(stage, 'before each session from now on')
    await says(stage, 'You are reminded privately as well')
    await pressAtHome(stage, 'Do not remind me privately')
    await says(stage, 'You get no private reminders from me')
    expect(await buttonsOn(stage)).not.toEqual(expect.arrayContaining(['Settings']))
    expect(await tooWideOnTelephone(stage)).toBe(0)
  })

  test('says to somebody who has left the channel that the group goes on without them', async () => {
    await openHome(other, 'Gareth')
    await says(other, /Our run of eight/)
    await be(stage, 'Gareth')
    await goTo(stage, /circle/)
    await type(stage, '/leave')
    await homeOn(other).getByRole('button').first().waitFor({ state: 'detached' })
    expect(await wordsOn(other)).toContain('circle')
    expect(await wordsOn(other)).not.toContain('Our run of eight')
    expect(await tooWideOnTelephone(other)).toBe(0)
  })
})

async function firstExpected(): Promise<number> {
  return Number((await wordsOn(other)).match(/day \d+ \w+: (\d+) expected/)?.[1])
}
