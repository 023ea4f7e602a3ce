import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { be, goTo, numbersUnder, openDemo, type Stage, type } from '../support/demo-steps.ts'
import { startPage } from '../support/page.ts'
import { answerAndFix, openPoll, setUp } from '../support/story.ts'
import { startWorld, type World } from '../support/world.ts'

let world: World
let browser: Browser
let page: Awaited<ReturnType<typeof startPage>>
let stage: Stage
const problems: string[] = []

/**
 * Four people whose run of five leaves at least 17 days between two sessions. All can always come, so its gaps are
 * the smallest there are: 17 and 18 days in turn, and no single other date fits between two of them.
 */
beforeAll(async () => {
  world = await startWorld({ members: 3 })
  await setUp(world, {
    sessionsPerRun: { value: '5' },
    gapMinDays: { value: '17' },
    minimum: { value: '2' },
  })
  await openPoll(world)
  await answerAndFix(world)
  browser = await launchBrowser()
  const now = () => world.clock.now().toJSDate()
  const still = { due: [], now, advance: async () => {}, toNext: async () => undefined }
  const roles = Object.fromEntries(
    world.people.map(({ id }, index) => [id, index === 0 ? 'convenor' : 'member']),
  )
  page = await startPage(world.simulator, still, { roles: async () => roles })
  stage = await openDemo(browser, page.url)
  stage.page.on('pageerror', (error) => problems.push(error.message))
  stage.page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
})

afterAll(async () => {
  await browser.close()
  await page.stop()
  await world.stop()
})

const sessionDays = async () =>
  (await world.database.db.session.findMany({ orderBy: { startsAt: 'asc' } })).map(({ on }) =>
    on.toISOString().slice(0, 10),
  )

// The steps build on each other.
describe('a date of a run falls', () => {
  let before: string[]

  test('and the convenor sees privately what is possible', async () => {
    before = await sessionDays()
    await type(stage, '/supportgroup replan')
    const list = stage.message('Which date cannot be kept?')
    await list.getByRole('button', { name: 'This date falls' }).nth(4).waitFor()
    await list.getByRole('button', { name: 'This date falls' }).nth(3).click()
    const choices = stage.message('cannot be kept. This is possible now')
    await choices.getByText('Two dates change, the fewest possible').waitFor()
    await choices.getByRole('button', { name: 'Skip it' }).waitFor()
    expect(await choices.getByRole('button', { name: 'Move it' }).count()).toBe(0)
    expect(await sessionDays()).toEqual(before)
  })

  test('and the remainder is chosen anew after a last question; the group is asked about the changed dates alone', async () => {
    await stage.page.getByRole('button', { name: 'Plan the rest anew' }).click()
    const question = stage.page.getByRole('dialog', { name: 'Plan the rest anew' })
    await question.getByText('asks everybody about the new dates alone').waitFor()
    await question.getByRole('button', { name: 'Plan the rest anew' }).click()
    await stage.message('The group is told and asked').waitFor()
    await stage.message('cannot be kept as they were').waitFor()
    const pages = stage.message(/New dates for our run: /)
    const count = async (words: RegExp) => (await pages.allTextContents()).join('\n').match(words)?.length
    // There may be a message for each of two months, one after the other.
    await expect.poll(() => count(/\d\. \w+day \d+ \w+, /g), { timeout: 10_000 }).toBe(2)
    // What everybody said when the poll of the whole run was open counts again.
    expect(await count(/4 can/g)).toBe(2)
    expect(await sessionDays()).toEqual(before.slice(0, 3))
  })

  test('and the new dates are fixed in their places, once the answers are in', async () => {
    await be(stage, 'Ben')
    const pages = stage.message(/New dates for our run: /)
    await numbersUnder(pages.first()).first().click()
    await be(stage, 'Ruth')
    await type(stage, '/supportgroup close')
    await stage.page.getByRole('button', { name: 'Close the poll now' }).last().click()
    await goTo(stage, /Private messages/)
    const offer = stage.message('There is just one possible run of two.')
    await offer.getByRole('button', { name: 'Fix A' }).click()
    await stage.page.getByRole('dialog', { name: 'Fix A' }).getByRole('button', { name: 'Fix A' }).click()
    await goTo(stage, /circle/)
    const card = stage.message('The new dates are firm. This is our run now.')
    await card.getByText(/5\. \w+day/).waitFor()
    const after = await sessionDays()
    expect(after.slice(0, 3)).toEqual(before.slice(0, 3))
    expect(after).toHaveLength(5)
    expect(after.filter((day) => before.includes(day))).toHaveLength(3)
    expect(problems).toEqual([])
  })
})
