import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { type DemoProcess, startDemo } from '../support/demo-process.ts'
import {
  be,
  closeNotice,
  doStep,
  goTo,
  letOthersAnswer,
  openDemo,
  pollPages,
  postPoll,
  pressInForm,
  type Stage,
  setUp,
  toNextDue,
  type,
} from '../support/demo-steps.ts'
import {
  confirm,
  fixFirstRun,
  inviteUnder,
  join,
  passOnWord,
  recordChoice,
  travelUntil,
} from '../support/demo-steps-renewal.ts'

let folder: string
let browser: Browser
let demo: DemoProcess
let stage: Stage
const problems: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(joinPath(tmpdir(), 'renewal-'))
  browser = await launchBrowser()
  demo = await startDemo(folder)
  stage = await openDemo(browser, demo.url)
  stage.page.on('pageerror', (error) => problems.push(error.message))
  stage.page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
})

afterAll(async () => {
  await browser.close()
  await demo.end()
  await rm(folder, { recursive: true, force: true })
})

/** What everybody is called beside their name, where one chooses whom to be. */
const roles = () => stage.page.getByLabel('You are').getByRole('option').allTextContents()

const summary = () => stage.message('The bus stop. Only convenors see this')

// The steps build on each other, as they do for whoever follows the guide.
describe('the whole cycle in the demo', () => {
  test('begins with a poll that all but one answer', async () => {
    await setUp(stage)
    await postPoll(stage)
    await letOthersAnswer(stage)
  })

  test('comes to a run of eight, fixed', async () => {
    await travelUntil(stage, 'closing time')
    await fixFirstRun(stage)
  })

  test('lets somebody outside the group show interest with the word', async () => {
    await passOnWord(stage, 'Mira')
    await be(stage, 'Ruth')
    await goTo(stage, /Private messages/)
    await stage.message('Mira would like a place and is on the interest list').waitFor()
  })

  test('asks half way how helpful the group has been, and says what the mean is', async () => {
    await doStep(stage, 'Let four sessions pass', 'Everybody is asked privately how helpful')
    await be(stage, 'Amara')
    await stage
      .message('How helpful has the group been for you?')
      .getByRole('button', { name: 'Answer' })
      .click()
    await stage.dialog.getByLabel('How helpful has the group been').selectOption({ label: '9' })
    await pressInForm(stage, 'Send')
    await closeNotice(stage, 'Your answer is counted')
    await doStep(stage, 'Say how helpful it is', 'Seven answered.')
    await travelUntil(stage, 'A survey closed')
    await goTo(stage, /circle/)
    await stage.message('Eight of us answered. The mean, to the nearest half, is 8.0').waitFor()
  })

  test('asks everybody about the bus stop two sessions before it, and hears of a leaver by themselves or by Ruth', async () => {
    await doStep(stage, 'Let six sessions pass', 'Everybody is asked privately about travelling on')
    await be(stage, 'Gareth')
    await goTo(stage, /Private messages/)
    const question = stage.message(/Two more sessions|Getting off at this stop\./).last()
    await question.getByRole('button', { name: 'Getting off at this stop' }).click()
    await question.getByRole('button', { name: 'The group knows' }).click()
    await stage.message('Thank you. The group knows, then').waitFor()
    await doStep(stage, 'Let the others choose', 'chose. Ruth sees it')
    await be(stage, 'Ruth')
    await goTo(stage, /circle/)
    await recordChoice(stage, 'Hannah', 'Getting off at this stop')
  })

  test('reaches the bus stop, where Ruth sees who stays and how many places are free', async () => {
    await doStep(stage, 'Reach the bus stop', 'this is the bus stop')
    await stage.message('That was the last of our eight sessions').waitFor()
    await doStep(stage, 'Answer once more', 'answered. The result')
    await goTo(stage, /Private messages/)
    const words = await summary().textContent()
    for (const line of [
      'Staying (5): @Ruth, @Amara, @Ben, @Chloe and @Elif',
      'Getting off, and the group knows (1): @Gareth',
      'Getting off, and the group may not know yet (2): @Fiona and @Hannah',
      'Not sure yet (1): @Dan',
      'Four places are free.',
    ])
      expect(words).toContain(line)
  })

  test('takes invitations: one accepts, one declines, one lets the time pass, and the next is asked', async () => {
    await inviteUnder(stage, summary(), ['Jonas', 'Kate', 'Lena'])
    await doStep(stage, 'Give away the places', 'Jonas and Kate answered.')
    await stage.message('Jonas would like to join and gets on when you close the bus stop').waitFor()
    await stage.message('Kate would rather not join this time').waitFor()
    expect(await toNextDue(stage)).toContain('Somebody who was invited was reminded.')
    expect(await toNextDue(stage)).toContain('The time to answer an invitation was over.')
    const lapsed = stage.message('Lena has not answered the invitation in time')
    await inviteUnder(stage, lapsed, ['Mira'])
    await join(stage, 'Mira')
    await be(stage, 'Ruth')
    await stage.message('Mira would like to join and gets on').waitFor()
    await travelUntil(stage, 'A survey closed')
    await goTo(stage, /circle/)
    await stage.message('Seven of us answered. The mean, to the nearest half, is 8.0').waitFor()
  })

  test('closes the stop, names those alone who agreed to it, and thanks whoever got off', async () => {
    await type(stage, '/supportgroup busstop')
    await summary().getByRole('button', { name: 'Close the bus stop' }).click()
    await stage.dialog.getByText('Getting off: three. Getting on: two.').waitFor()
    await confirm(stage, 'Close the bus stop')
    const passed = stage.message('We have passed the bus stop.')
    await passed.waitFor()
    const named = ((await passed.textContent()) ?? '').match(/@\w+/g)
    expect(named).toEqual(['@Gareth', '@Jonas'])
    await be(stage, 'Gareth')
    await goTo(stage, /Private messages/)
    const thanks = stage.message('Thank you for travelling with circle')
    await thanks.getByRole('button', { name: 'Put me on the interest list' }).click()
    await stage.message('on the interest list of circle since').waitFor()
    await goTo(stage, /circle/)
    await type(stage, '/leave')
    await stage.page.getByRole('heading', { level: 1, name: 'general' }).waitFor()
  })

  test('goes on with a poll like the last one, which a new convenor closes', async () => {
    await be(stage, 'Ruth')
    await goTo(stage, /circle/)
    for (const [handle, people] of [
      ['@jonas', 10],
      ['@mira', 11],
    ]) {
      await type(stage, `/invite ${handle}`)
      await stage.page.getByText(`${people} members`).waitFor()
    }
    await goTo(stage, /Private messages/)
    const pages = pollPages(stage)
    await stage
      .message('@Jonas and @Mira are on the roster now')
      .getByRole('button', { name: 'Plan the next run' })
      .click()
    expect(await stage.dialog.getByLabel('Sessions').inputValue()).toBe('8')
    await pressInForm(stage, 'Show the dates')
    await pressInForm(stage, 'Post the poll')
    await closeNotice(stage, 'The poll is on its way')
    await goTo(stage, /circle/)
    await pages.filter({ hasText: 'Answers are open until' }).waitFor()
    await type(stage, '/supportgroup convenors')
    await stage.dialog.getByLabel('Amara').check()
    await stage.dialog.getByLabel('Ruth').uncheck()
    await pressInForm(stage, 'Save')
    await closeNotice(stage, 'convenes the group')
    await stage.message('From now on @Amara convenes the group.').waitFor()
  })

  test('ends with the next run, fixed: with the newcomers, and without those who got off', async () => {
    await letOthersAnswer(stage, 'Let everybody answer')
    expect(await toNextDue(stage)).toContain('Everybody had answered, and the convenor was told.')
    await be(stage, 'Amara')
    await goTo(stage, /Private messages/)
    await stage.page.getByRole('button', { name: 'Close the poll and choose' }).click()
    const offer = stage.message('possible run')
    await offer.waitFor()
    const asked = (await offer.getByRole('columnheader').allTextContents()).filter((each) =>
      each.startsWith('@'),
    )
    const second = ['Ruth', 'Amara', 'Ben', 'Chloe', 'Dan', 'Elif', 'Jonas', 'Mira']
    expect(asked).toEqual(second.map((name) => `@${name}`))
    const card = await fixFirstRun(stage)
    expect(((await card.textContent()) ?? '').match(/\d\d:\d\d to \d\d:\d\d/g)).toHaveLength(8)
    expect((await roles()).map((role) => role.replace(/ · .*/, ''))).toEqual([
      'Ruth, a member',
      'Amara, the convenor',
      'Ben, a member',
      'Chloe, a member',
      'Dan, a member',
      'Elif, a member',
      'Fiona, not in the group',
      'Gareth, not in the group',
      'Hannah, not in the group',
      'Isla, would like a place',
      'Jonas, a member',
      'Kate, would like a place',
      'Lena, would like a place',
      'Mira, a member',
    ])
    expect(problems).toEqual([])
  })
})
