import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { InWords } from '#text/count.ts'
import { launchBrowser } from '../support/browser.ts'
import { type DemoProcess, startDemo } from '../support/demo-process.ts'
import {
  be,
  closeNotice,
  fillSetUp,
  goTo,
  letOthersAnswer,
  numbersUnder,
  openDemo,
  pollPages,
  postPoll,
  pressInForm,
  type Stage,
  toNextDue,
  type,
} from '../support/demo-steps.ts'

/** How long somebody may have to wait for the address, in milliseconds, on a machine that is busy with other tests. */
const START_MS = 10_000

let folder: string
let browser: Browser
let demo: DemoProcess
let stage: Stage
const problems: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'run-'))
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
})

/** The second message of the poll: whatever the day of the start, it is about a whole month. */
const wholeMonth = () => pollPages(stage).nth(1)

/** A message of the poll once it says this about a date. */
function dateLine(poll: Locator, mark: number, count: string): Locator {
  return poll.filter({ hasText: new RegExp(`${mark}\\. [^·]*· ${count}`) })
}

function isChosen(date: Locator, label: string): Promise<boolean> {
  return date.getByLabel(label, { exact: true }).isChecked()
}

/** How many a reminder expects, written in words. */
async function expectedAt(reminder: Locator): Promise<number> {
  const text = (await reminder.textContent()) ?? ''
  return [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].findIndex((count) => text.includes(`${InWords(count)} expected.`))
}

// The steps build on each other, as they do for whoever tries the demo.
describe('a run of eight sessions in the demo', () => {
  test('begins within ten seconds of the start, at the address that is printed', async () => {
    const startedAt = performance.now()
    demo = await startDemo(folder)
    expect((await fetch(demo.url)).status).toBe(200)
    expect(performance.now() - startedAt).toBeLessThan(START_MS)
    stage = await openDemo(browser, demo.url)
    stage.page.on('pageerror', (error) => problems.push(error.message))
    stage.page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  })

  test('is set up on a form that says beside the field what is wrong', async () => {
    await type(stage, '/supportgroup setup')
    await fillSetUp(stage)
    const most = stage.dialog.getByLabel('Most days between two sessions')
    await most.fill('5')
    await pressInForm(stage, 'Set up')
    const error = stage.dialog.getByRole('alert')
    await error.filter({ hasText: 'The largest gap is smaller than the smallest.' }).waitFor()
    expect(await most.getAttribute('aria-describedby')).toContain(await error.first().getAttribute('id'))
    await most.fill('25')
    await pressInForm(stage, 'Set up')
    await closeNotice(stage, 'Your group is set up.')
    await stage
      .message('I look after the diary of circle')
      .getByText('supportgroup', { exact: true })
      .waitFor()
  })

  test('is asked about in one message a month, after a preview', async () => {
    await postPoll(stage)
    const pages = await pollPages(stage).count()
    expect(pages).toBeGreaterThan(3)
    expect(await stage.page.getByRole('button', { name: 'Answer on a form' }).count()).toBe(pages)
  })

  test('is answered by tapping, and the counts follow there and back', async () => {
    await be(stage, 'Amara')
    const poll = wholeMonth()
    await numbersUnder(poll).nth(0).click()
    await numbersUnder(poll).nth(1).click()
    await dateLine(poll, 2, '1 can').waitFor()
    await dateLine(poll, 1, '1 can').waitFor()
    await numbersUnder(poll).nth(1).click()
    await dateLine(poll, 2, 'no answers yet').waitFor()
    expect(await numbersUnder(poll).nth(0).getAttribute('aria-pressed')).toBe('true')
    for (const page of await pollPages(stage).all()) await numbersUnder(page).last().click()
    await expect.poll(() => numbersUnder(poll).last().getAttribute('aria-pressed')).toBe('true')
  })

  test('is answered on the form, which shows everything again as it was', async () => {
    await be(stage, 'Ben')
    const poll = wholeMonth()
    await poll.getByRole('button', { name: 'Answer on a form' }).click()
    await pressInForm(stage, 'All: can')
    const dates = stage.dialog.getByRole('radiogroup')
    const count = await dates.count()
    await expect.poll(() => isChosen(dates.last(), 'Can'), { timeout: 10_000 }).toBe(true)
    await dates.first().getByLabel('If need be').check()
    await pressInForm(stage, 'Done')
    await stage.dialog.waitFor({ state: 'detached' })
    await dateLine(pollPages(stage).first(), 1, '1 if need be').waitFor()
    await dateLine(poll, 1, '2 can').waitFor()

    await type(stage, '/supportgroup answers')
    await dates.last().waitFor()
    expect(await isChosen(dates.first(), 'If need be')).toBe(true)
    expect(await stage.dialog.getByRole('radio', { name: 'Can', exact: true, checked: true }).count()).toBe(
      count - 1,
    )
    await pressInForm(stage, 'Done')
    await stage.dialog.waitFor({ state: 'detached' })
  })

  test('waits for the silent, asks them once more, and closes at its time', async () => {
    await letOthersAnswer(stage)
    expect(await toNextDue(stage)).toContain('asked once more')
    await be(stage, 'Hannah')
    await goTo(stage, /Private messages/)
    await stage.message('We have not heard from you yet').waitFor()
    expect(await toNextDue(stage)).toContain('closing time')
    await goTo(stage, /circle/)
    await pollPages(stage).last().getByText('This poll is closed.').waitFor()
  })

  test('is fixed by the convenor after a last question, and the card with its dates is in the channel', async () => {
    await be(stage, 'Ruth')
    await goTo(stage, /Private messages/)
    await stage.message('possible run').last().getByRole('button', { name: 'Fix A' }).click()
    const question = stage.page.getByRole('dialog', { name: 'Fix A' })
    await question.getByText('makes all eight dates firm and tells the whole group').waitFor()
    await question.getByRole('button', { name: 'Fix A' }).click()
    await stage.message('I remind the group by myself').first().waitFor()
    await goTo(stage, /circle/)
    const card = stage.message(/Our run of eight.*8\. \w+day/)
    await card.waitFor()
    expect(((await card.textContent()) ?? '').match(/\d\d:\d\d to \d\d:\d\d/g)).toHaveLength(8)
  })

  test('is followed by a reminder, and apologies make the expected number fall', async () => {
    while (!(await toNextDue(stage)).includes('A reminder was due'));
    await be(stage, 'Ben')
    const reminder = stage.message('Our first session:').last()
    const before = await expectedAt(reminder)
    await reminder.getByRole('button', { name: 'Send apologies' }).click()
    await stage.message('Thank you for letting us know.').waitFor()
    await expect.poll(() => expectedAt(reminder), { timeout: 10_000 }).toBe(before - 1)
  })

  test('cannot be begun a second time at the same address, and says which other to take', async () => {
    const other = await mkdtemp(join(tmpdir(), 'second-'))
    const { port } = new URL(demo.url)
    await expect(startDemo(other, ['--port', port])).rejects.toThrow(
      `npm run demo -- --port ${Number(port) + 1}`,
    )
    expect(await readdir(other)).toEqual([])
    await rm(other, { recursive: true })
  })

  test('leaves nothing behind when the demo is asked to end', async () => {
    expect(problems).toEqual([])
    await stage.page.close()
    expect(await demo.end()).toBe(0)
    expect(await readdir(folder)).toEqual([])
    expect(demo.printed().trim().split('\n')).toHaveLength(1)
  })
})
