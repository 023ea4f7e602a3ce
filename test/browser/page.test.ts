import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '#simulator/contract.ts'
import { choosePerson, launchBrowser } from '../support/browser.ts'
import { type Rehearsal, startRehearsal } from '../support/rehearsal.ts'

let browser: Browser
let rehearsal: Rehearsal
let { simulator, tea, clock, fiona, gustav, circle, page } = {} as Rehearsal

beforeAll(async () => {
  browser = await launchBrowser()
})

afterAll(() => browser.close())

beforeEach(async () => {
  rehearsal = await startRehearsal(browser)
  ;({ simulator, tea, clock, fiona, gustav, circle, page } = rehearsal)
})

afterEach(async () => {
  await rehearsal.stop()
  expect(rehearsal.problems).toEqual([])
})

const field = () => page.getByRole('combobox', { name: 'Write to #circle' })
const dialog = () => page.getByRole('dialog')
const message = (words: string) => page.getByRole('listitem').filter({ hasText: words }).last()
const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 10_000 })
const focused = () => page.evaluate(() => document.activeElement?.textContent || document.activeElement?.id)

async function write(text: string): Promise<void> {
  await field().fill(text)
  await field().press('Enter')
}

async function askRound(name = 'Ruth'): Promise<void> {
  await write('/tea round')
  await dialog().getByLabel('Name').fill(name)
  await dialog().getByRole('button', { name: 'Ask round' }).click()
  await message(`${name} brings the tea`).waitFor()
}

const become = (person: Person) => choosePerson(page, person.id)

describe('a form', () => {
  test('is opened with a suggested command, filled in and sent by keyboard alone', async () => {
    await field().press('/')
    await page.getByRole('option', { name: '/tea round' }).waitFor()
    await field().press('ArrowDown')
    await field().press('Enter')
    expect(await field().inputValue()).toBe('/tea round ')
    await field().press('Enter')
    await dialog().waitFor()
    expect(await focused()).toBe('Who brings tea?')
    for (const key of ['Tab', 'Tab', 'Tab']) await page.keyboard.press(key)
    await page.keyboard.type('Ruth')
    await page.keyboard.press('Enter')
    await message('Ruth brings the tea').waitFor()
    expect(await dialog().count()).toBe(0)
    expect(await focused()).toBe('composer')
  })

  test('keeps the focus inside', async () => {
    await write('/tea round')
    await dialog().waitFor()
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press('Tab')
      // Between its last and first control the browser's own bar has its turn, which shows as the body.
      const place = await page.evaluate(() => {
        const active = document.activeElement
        return active === document.body || active?.closest('dialog') !== null
      })
      expect(place).toBe(true)
    }
  })

  test('shows the app’s error beside its field and goes there', async () => {
    await write('/tea round')
    await dialog().getByLabel('Name').fill('R')
    await dialog().getByRole('button', { name: 'Ask round' }).click()
    const error = dialog().getByRole('alert')
    await error.waitFor()
    expect(await error.textContent()).toBe('Please write the whole name.')
    const name = dialog().getByLabel('Name')
    expect(await name.getAttribute('aria-describedby')).toContain(
      (await error.getAttribute('id')) ?? 'nothing',
    )
    await eventually(() => name.evaluate((input) => input === document.activeElement)).toBe(true)
    await name.fill('Ruth')
    await dialog().getByRole('button', { name: 'Ask round' }).click()
    await message('Ruth brings the tea').waitFor()
  })

  test('is kept under the one that is opened on top of it', async () => {
    await write('/tea round')
    await dialog().getByLabel('Name').fill('Ruth')
    await dialog().getByRole('button', { name: 'What is this?' }).click()
    await dialog().getByText('A round of tea.').waitFor()
    await eventually(focused).toBe('Tea')
    await dialog().getByRole('button', { name: 'Back' }).click()
    await eventually(() => dialog().getByLabel('Name').inputValue()).toBe('Ruth')
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
  })

  test('sends Slack’s value for every kind of field', async () => {
    await write('/tea all')
    const form = dialog()
    await form.getByLabel('Line', { exact: false }).first().fill('one')
    await form.getByLabel('Lines').fill('two\nthree')
    await form.getByLabel('Number').fill('8')
    await form.getByLabel('Day').fill('2027-03-07')
    await form.getByLabel('Hour').fill('14:30')
    await form.getByLabel('Select', { exact: false }).first().selectOption('Lemon')
    await form.getByRole('radiogroup', { name: 'Radio' }).getByLabel('Poppy seed').check()
    await form.getByRole('group', { name: 'Boxes' }).getByLabel('Lemon').check()
    await form.getByRole('group', { name: 'Several' }).getByLabel('Poppy seed').check()
    await form.getByLabel('Person').selectOption('Gustav')
    await form.getByRole('group', { name: 'People' }).getByLabel('Fiona').check()
    await form.getByLabel('Place').selectOption('#circle')
    await form.getByRole('button', { name: 'Send' }).click()
    await eventually(() => tea.told.at(-1)?.what).toBe('every')
    const values = tea.told.at(-1)?.values ?? {}
    const sent = Object.fromEntries(Object.entries(values).map(([block, { value }]) => [block, value]))
    const option = (text: string) => expect.objectContaining({ value: text.toLowerCase() })
    expect(sent).toMatchObject({
      Line: { value: 'one' },
      Lines: { value: 'two\nthree' },
      Number: { value: '8' },
      Day: { selected_date: '2027-03-07' },
      Hour: { selected_time: '14:30' },
      Select: { selected_option: option('Lemon') },
      Radio: { selected_option: option('Poppy seed') },
      Boxes: { selected_options: [option('Lemon'), option('None')] },
      Several: { selected_options: [option('Poppy seed')] },
      Person: { selected_user: gustav.id },
      People: { selected_users: [fiona.id] },
      Place: { selected_conversation: circle.id },
    })
  })
})

describe('a message', () => {
  test('is reacted to with one press and back with the next, and others see the count', async () => {
    await askRound()
    const one = message('Ruth brings the tea').getByRole('button', { name: /^one:/ })
    await eventually(() => one.getAttribute('aria-pressed')).toBe('false')
    await one.click()
    await eventually(() => one.getAttribute('aria-pressed')).toBe('true')
    await eventually(() => tea.told.at(-1)?.what).toBe('reaction one')
    await become(gustav)
    await eventually(() => one.getAttribute('aria-label')).toBe('one: 2 (Bot, Fiona)')
    expect(await one.getAttribute('aria-pressed')).toBe('false')
    await become(fiona)
    await one.click()
    await eventually(() => one.getAttribute('aria-pressed')).toBe('false')
  })

  test('takes any other emoji by name', async () => {
    await write('Good to see you')
    await message('Good to see you').getByRole('button', { name: 'Add a reaction' }).click()
    await page.getByLabel('Name of an emoji').fill(':tea:')
    await page.keyboard.press('Enter')
    await message('Good to see you').getByRole('button', { name: 'tea: 1 (you)' }).waitFor()
  })

  test('asks before a press that has a confirm, and tells the app only after a yes', async () => {
    await askRound()
    const swap = message('Ruth brings the tea').getByRole('button', { name: 'Swap' })
    await swap.click()
    await page.getByRole('dialog', { name: 'Swap?' }).getByRole('button', { name: 'No' }).click()
    await eventually(focused).toBe('Swap')
    expect(tea.told.map(({ what }) => what)).not.toContain('swap')
    await swap.click()
    await page.getByRole('button', { name: 'Yes, swap' }).click()
    await message('You bring it next time.').getByText('Only visible to you').waitFor()
    await become(gustav)
    await message('Ruth brings the tea').waitFor()
    expect(await page.getByText('You bring it next time.').count()).toBe(0)
  })

  test('tells the app what was chosen in a select', async () => {
    await askRound()
    await message('Ruth brings the tea').getByLabel('Cake').selectOption('Poppy seed')
    await eventually(() => tea.told.at(-1)?.what).toBe('cake')
    expect(tea.told.at(-1)?.values.chosen?.cake).toMatchObject({ selected_option: { value: 'poppy seed' } })
    expect(await message('Ruth brings the tea').getByLabel('Cake').inputValue()).toBe('poppy seed')
  })

  test('says so, as a command does, when the app does not answer', async () => {
    await askRound()
    await message('Ruth brings the tea').getByRole('button', { name: 'Never answers' }).click()
    await write('/tea never')
    const alerts = page.getByRole('alert')
    await alerts.filter({ hasText: 'this app did not respond' }).waitFor()
    await alerts.filter({ hasText: '/tea failed because the app did not respond.' }).waitFor()
  })
})

describe('the workspace', () => {
  test('shows private messages as unread until they are opened, and the Home tab', async () => {
    await askRound()
    const direct = page.getByRole('button', { name: /Private messages/ })
    await eventually(() => direct.textContent()).toContain('1 new')
    await direct.click()
    await message('Thank you for asking round.').waitFor()
    await eventually(() => direct.textContent()).not.toContain('new')
    await page.getByRole('button', { name: 'Home' }).click()
    await page.getByRole('heading', { name: 'Tea so far' }).waitFor()
  })

  test('lets people be invited and leave', async () => {
    const anna = simulator.addPerson({ name: 'anna', realName: 'Anna', timeZone: 'Europe/London' })
    await page.getByRole('option', { name: 'Anna' }).waitFor({ state: 'attached' })
    await write('/invite @anna')
    await eventually(() => simulator.channels().find(({ id }) => id === circle.id)?.memberIds).toContain(
      anna.id,
    )
    await write('/invite @nobody')
    await page.getByRole('alert').filter({ hasText: 'There is nobody called “@nobody”' }).waitFor()
    await become(anna)
    await write('/leave')
    await page.getByText('Not in any channel').waitFor()
  })

  test('sends the next line while the app has not answered the last', async () => {
    await write('/tea never')
    await write('See you there')
    await message('See you there').waitFor()
    await page.getByRole('alert').filter({ hasText: '/tea failed because' }).waitFor()
  })

  test('moves its clock and says what came of it', async () => {
    const status = page.getByRole('region', { name: 'The clock' }).getByRole('status')
    await page.getByRole('button', { name: '+1 day' }).click()
    await eventually(() => status.textContent()).toBe('Moved on. It is now Sunday 7 March 2027, 14:00.')
    clock.due.push('A reminder for Wednesday')
    await page.getByRole('button', { name: 'To the next thing due' }).click()
    await eventually(() => status.textContent()).toBe(
      'A reminder for Wednesday. It is now Sunday 7 March 2027, 15:00.',
    )
    await become(gustav)
    await page.getByText('Berlin time (Europe/Berlin)').waitFor()
    await page.getByRole('button', { name: 'To the next thing due' }).click()
    await eventually(() => status.textContent()).toBe('Nothing is due. It is now Sunday 7 March 2027, 16:00.')
  })

  test('announces what others write, wherever one is', async () => {
    await page.getByRole('button', { name: 'Home' }).click()
    await simulator.say({ userId: gustav.id, channelId: circle.id, text: 'See you *there*' })
    await eventually(() => page.getByRole('status').allTextContents()).toContain(
      'Gustav in circle: See you there',
    )
  })

  test('keeps the ticks of the guide and the place over a reload, and changes the person for a step', async () => {
    await page.getByLabel('Ask round').check()
    await page.getByRole('button', { name: 'Be Gustav' }).click()
    await page.getByRole('button', { name: /Private messages/ }).click()
    await page.reload()
    await page.getByText('Private messages from the app to you').waitFor()
    expect(await page.getByLabel('You are').inputValue()).toBe(gustav.id)
    expect(await page.getByLabel('Ask round').isChecked()).toBe(true)
  })

  test('does what a step of the guide offers and says what came of it', async () => {
    const guide = page.getByRole('region', { name: 'What to try' })
    await guide.getByRole('button', { name: 'Let it draw' }).click()
    await guide.getByRole('status').filter({ hasText: 'It has drawn.' }).waitFor()
    await guide.getByRole('heading', { name: 'Then' }).waitFor()
  })

  test('fits a telephone, with the sides behind buttons', async () => {
    await askRound()
    await page.setViewportSize({ width: 360, height: 640 })
    const width = () => page.evaluate(() => document.documentElement.scrollWidth)
    expect(await width()).toBe(360)
    expect(await page.getByLabel('You are').isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Channels' }).click()
    await become(gustav)
    await page.getByRole('button', { name: 'Home' }).click()
    await page.getByRole('heading', { name: 'Tea so far' }).waitFor()
    expect(await page.getByLabel('You are').isVisible()).toBe(false)
    expect(await width()).toBe(360)
  })
})
