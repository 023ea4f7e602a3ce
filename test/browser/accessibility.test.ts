import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from '../support/accessibility.ts'
import { launchBrowser } from '../support/browser.ts'
import { type DemoProcess, startDemo } from '../support/demo-process.ts'
import {
  be,
  closeNotice,
  fillSetUp,
  goTo,
  homeOn,
  letOthersAnswer,
  numbersUnder,
  openDemo,
  pollPages,
  postPoll,
  pressAtHome,
  pressInForm,
  type Stage,
  toNextDue,
  type,
} from '../support/demo-steps.ts'

let folder: string
let browser: Browser
let demo: DemoProcess
let stage: Stage

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'accessibility-'))
  browser = await launchBrowser()
  demo = await startDemo(folder)
  stage = await openDemo(browser, demo.url)
})

afterAll(async () => {
  await browser.close()
  await demo.end()
  await rm(folder, { recursive: true, force: true })
})

/** Opens one of the two sides, which on a narrow screen are behind a button and on a wide one always there. */
function openSide(label: string) {
  return async (width: number) => {
    if (width > 400) return
    const button = stage.page.getByRole('button', { name: label })
    if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click()
  }
}

async function closeSide(label: string): Promise<void> {
  await stage.page.setViewportSize({ width: 375, height: 740 })
  await stage.page.getByRole('button', { name: label }).click()
  await stage.page.setViewportSize({ width: 1280, height: 800 })
}

// Light and dark, on a desk and on a phone, each time. The moments follow each other as in the demo.
describe('the page of the demo breaks no rule of axe-core', () => {
  test('while the channel is empty', async () => {
    expect(await violations(stage.page)).toEqual([])
  })

  test('with its channels and people open', async () => {
    expect(await violations(stage.page, openSide('Channels'))).toEqual([])
    await closeSide('Channels')
  })

  test('with the guide and the clock open', async () => {
    expect(await violations(stage.page, openSide('Guide and clock'))).toEqual([])
    await closeSide('Guide and clock')
  })

  test('with a form open, and with an error in it', async () => {
    await type(stage, '/supportgroup setup')
    await fillSetUp(stage)
    expect(await violations(stage.page)).toEqual([])
    const most = stage.dialog.getByLabel('Most days between two sessions')
    await most.fill('5')
    await pressInForm(stage, 'Set up')
    await stage.dialog.getByRole('alert').first().waitFor()
    expect(await violations(stage.page)).toEqual([])
    await most.fill('25')
    await pressInForm(stage, 'Set up')
    await closeNotice(stage, 'Your group is set up.')
  })

  test('with a poll that is being answered, and its form', async () => {
    await postPoll(stage)
    await be(stage, 'Amara')
    const number = numbersUnder(pollPages(stage).nth(1)).first()
    await number.click()
    await number.and(stage.page.locator('[aria-pressed="true"]')).waitFor()
    expect(await violations(stage.page)).toEqual([])
    await pollPages(stage).nth(1).getByRole('button', { name: 'Answer on a form' }).click()
    await stage.dialog.getByRole('radiogroup').first().waitFor()
    expect(await violations(stage.page)).toEqual([])
    await pressInForm(stage, 'Done')
    await stage.dialog.waitFor({ state: 'detached' })
  })

  test('in the private messages with the runs to choose from, and a last question', async () => {
    await letOthersAnswer(stage)
    await toNextDue(stage)
    await toNextDue(stage)
    await be(stage, 'Ruth')
    await goTo(stage, /Private messages/)
    const offer = stage.message('possible run').last()
    await offer.waitFor()
    expect(await violations(stage.page)).toEqual([])
    await offer.getByRole('button', { name: 'Fix A' }).click()
    const question = stage.page.getByRole('dialog', { name: 'Fix A' })
    await question.waitFor()
    expect(await violations(stage.page)).toEqual([])
    await question.getByRole('button', { name: 'Fix A' }).click()
    await stage.message('I remind the group by myself').first().waitFor()
  })

  test('on the Home tab of whoever convenes', async () => {
    await goTo(stage, /^Home/)
    await homeOn(stage).getByText('Expected at the sessions to come').waitFor()
    expect(await violations(stage.page)).toEqual([])
  })

  test('on the Home tab of a member, and of a stranger', async () => {
    await be(stage, 'Amara')
    await goTo(stage, /^Home/)
    await homeOn(stage).getByText('Our run of eight').first().waitFor()
    expect(await violations(stage.page)).toEqual([])
    await be(stage, 'Mira')
    await goTo(stage, /^Home/)
    await homeOn(stage).getByText('I look after closed groups that meet in cycles.').waitFor()
    expect(await violations(stage.page)).toEqual([])
  })

  test('on the Home tabs of a group that is spoken to in German', async () => {
    await be(stage, 'Ruth')
    await goTo(stage, /^Home/)
    await pressAtHome(stage, 'Settings')
    await stage.dialog.getByLabel('Language').selectOption({ label: 'Deutsch' })
    await pressInForm(stage, 'Save')
    await homeOn(stage).getByRole('button', { name: 'Einstellungen' }).waitFor()
    expect(await violations(stage.page)).toEqual([])
    await be(stage, 'Amara')
    await goTo(stage, /^Home/)
    await homeOn(stage).getByText('Unser Durchgang von acht').first().waitFor()
    expect(await violations(stage.page)).toEqual([])
  })
})
