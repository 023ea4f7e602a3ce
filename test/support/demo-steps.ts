/** What people do on the demo's page, step by step, as the guide beside it says. */
import type { Browser, Locator, Page } from 'playwright-core'
import { choosePerson } from './browser.ts'

/** How long anything may take that the bot does, in milliseconds. */
const PATIENCE_MS = 15_000

export type Stage = ReturnType<typeof stageOf>

/** Opens the demo for Ruth, as a British reader at a desk sees it. */
export async function openDemo(browser: Browser, url: string): Promise<Stage> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  page.setDefaultTimeout(PATIENCE_MS)
  await page.goto(url)
  await page.getByRole('heading', { level: 1, name: 'circle' }).waitFor()
  return stageOf(page)
}

function stageOf(page: Page) {
  return {
    page,
    dialog: page.getByRole('dialog'),
    /** The messages of the place that is open, by words in them. */
    message: (words: string | RegExp) =>
      page.getByRole('main').getByRole('listitem').filter({ hasText: words }),
    clock: page.getByRole('region', { name: 'The clock' }),
    guide: page.getByRole('region', { name: 'What to try' }),
  }
}

/** Becomes somebody of the cast. */
export async function be({ page }: Stage, name: string): Promise<void> {
  const option = page.getByLabel('You are').getByRole('option', { name: new RegExp(`^${name},`) })
  await choosePerson(page, (await option.getAttribute('value')) ?? '')
}

/** Opens a channel, the private messages or the Home tab from the left side. */
export async function goTo({ page }: Stage, place: RegExp): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: place }).click()
}

/** The Home tab that is open. */
export function homeOn({ page }: Stage): Locator {
  return page.getByRole('region', { name: 'Home' })
}

/**
 * Presses a button of the Home tab; resolves when a window is open. In one go, because the tab may be drawn anew between
 * the press and the release of a mouse. A press on what has just been replaced is refused; then somebody presses again.
 */
export async function pressAtHome(stage: Stage, label: string): Promise<void> {
  const refused = homeOn(stage).getByRole('alert')
  do {
    await homeOn(stage)
      .getByRole('button', { name: label })
      .evaluate((button: HTMLElement) => button.click())
    await stage.dialog.or(refused).first().waitFor()
  } while ((await stage.dialog.count()) === 0)
}

/** Types a command into the channel that is open and sends it. */
export async function type({ page }: Stage, command: string): Promise<void> {
  const field = page.getByRole('combobox', { name: /^Write to/ })
  await field.fill(command)
  await field.press('Enter')
}

/** Presses a button of the form that is open. */
export async function pressInForm({ dialog }: Stage, label: string): Promise<void> {
  await dialog.getByRole('button', { name: label, exact: true }).click()
}

/** Closes a window that only says something, once it says these words. */
export async function closeNotice(stage: Stage, words: string): Promise<void> {
  await stage.dialog.getByText(words).waitFor()
  await stage.dialog.getByRole('button', { name: 'Close' }).last().click()
  await stage.dialog.waitFor({ state: 'detached' })
}

/** Ruth sets the group up with what the form suggests, and four people on the interest list. */
export async function setUp(stage: Stage): Promise<void> {
  await type(stage, '/supportgroup setup')
  await fillSetUp(stage)
  await pressInForm(stage, 'Set up')
  await closeNotice(stage, 'Your group is set up.')
}

/** Ticks the interest list of the form for setting up. */
export async function fillSetUp({ dialog }: Stage): Promise<void> {
  const list = dialog.getByRole('group', { name: /^Interest list/ })
  for (const name of ['Isla', 'Jonas', 'Kate', 'Lena']) await list.getByLabel(name).check()
}

/** Ruth opens a poll with what the form suggests; resolves when it is there, to the last number to tap. */
export async function postPoll(stage: Stage): Promise<void> {
  await type(stage, '/supportgroup schedule')
  await pressInForm(stage, 'Show the dates')
  await postPreviewed(stage)
}

/** The same from the preview on. */
export async function postPreviewed(stage: Stage): Promise<void> {
  const months = stage.dialog.getByRole('group')
  await months.first().waitFor()
  const pages = await months.count()
  const lastDates = await months.last().getByRole('checkbox').count()
  await pressInForm(stage, 'Post the poll')
  await closeNotice(stage, 'The poll is on its way')
  await numbersUnder(pollPages(stage).nth(pages - 1))
    .nth(lastDates - 1)
    .waitFor()
}

/** The messages of the poll in #circle. */
export function pollPages({ message }: Stage): Locator {
  return message(/Dates for our next run: /)
}

/** The numbers under a message of the poll, to tap. */
export function numbersUnder(pollPage: Locator): Locator {
  return pollPage.getByRole('group', { name: 'Reactions' }).getByRole('button', { name: /^(?!Add)/ })
}

/** The members whom nobody plays answer the poll that is open; a step of the guide offers that for each run. */
export async function letOthersAnswer(stage: Stage, step = 'Let the others answer'): Promise<void> {
  await doStep(stage, step, /answered\. Look at the counts/)
}

/** Presses what the step of the guide with this title offers; resolves when it has said these words. */
export async function doStep({ guide }: Stage, title: string, said: RegExp | string): Promise<void> {
  const step = guide.getByRole('listitem').filter({ has: guide.page().getByLabel(title, { exact: false }) })
  await step.getByRole('button', { name: /^(Let|To) / }).click()
  // Where time passes, the bot posts as many messages as in weeks, and one a second in the channel.
  await step.getByRole('status').filter({ hasText: said }).waitFor({ timeout: 60_000 })
}

/** Ticks off the guide's first steps, up to and with this one. */
export async function tickGuide({ guide }: Stage, steps: number): Promise<void> {
  for (let step = 0; step < steps; step += 1) await guide.getByRole('checkbox').nth(step).check()
}

/** Moves the clock to what comes next; answers what it was and the new time, in words. */
export async function toNextDue({ page, clock }: Stage): Promise<string> {
  const said = clock.getByRole('status')
  await page.getByRole('button', { name: 'To the next thing due' }).click()
  await said.filter({ hasText: 'It is now' }).waitFor()
  return (await said.textContent()) ?? ''
}
