/** What people do on the demo's page at a bus stop and around it, as the guide says. */
import type { Locator } from 'playwright-core'
import { be, closeNotice, goTo, pressInForm, type Stage, toNextDue, type } from './demo-steps.ts'

/** A convenor fixes the first run on offer; answers the card in the channel with its eight dates. */
export async function fixFirstRun(stage: Stage): Promise<Locator> {
  await goTo(stage, /Private messages/)
  await stage.message('possible run').last().getByRole('button', { name: 'Fix A' }).click()
  await confirm(stage, 'Fix A')
  await stage.message('I remind the group by myself').last().waitFor()
  await goTo(stage, /circle/)
  const card = stage.message(/Our run of eight.*8\. \w+day/).last()
  await card.waitFor()
  return card
}

/** Says yes to the last question whether a button is meant. */
export async function confirm({ page }: Stage, label: string): Promise<void> {
  await page.getByRole('dialog', { name: label }).getByRole('button', { name: label }).click()
}

/** Ruth reads in the channel what is to be passed on; somebody else sends it where they are. */
export async function passOnWord(stage: Stage, name: string): Promise<void> {
  await type(stage, '/supportgroup interest')
  const list = stage.message('To tell somebody of the group, give them this line').last()
  const [line = ''] = ((await list.textContent()) ?? '').match(/\/supportgroup interest [a-z0-9-]+/) ?? []
  await be(stage, name)
  await type(stage, line)
  await stage.message('on the interest list of circle since').waitFor()
}

/** A convenor invites people with the button under one of their messages. */
export async function inviteUnder(stage: Stage, message: Locator, names: string[]): Promise<void> {
  await message.getByRole('button', { name: 'Invite from the interest list' }).click()
  for (const name of names) await stage.dialog.getByLabel(name).check()
  await pressInForm(stage, 'Invite them')
  await closeNotice(stage, 'I have invited')
}

/** Somebody who is invited agrees to what is kept about them, and joins at the bus stop. */
export async function join(stage: Stage, name: string): Promise<void> {
  await be(stage, name)
  await goTo(stage, /Private messages/)
  await stage.page.getByRole('button', { name: 'Yes, I would like to join' }).click()
  await stage.dialog.getByLabel('I agree to this').check()
  await pressInForm(stage, 'Join')
  await closeNotice(stage, 'You are joining circle')
}

/** Ruth records for somebody what they want at the bus stop. */
export async function recordChoice(stage: Stage, name: string, choice: string): Promise<void> {
  await type(stage, '/supportgroup record')
  await stage.dialog.getByLabel('For whom').selectOption(name)
  await stage.dialog.getByLabel('What they want at the bus stop').check()
  await pressInForm(stage, 'Next')
  await stage.dialog.getByLabel(choice).check()
  await pressInForm(stage, 'Record')
  await closeNotice(stage, `${choice} is recorded`)
}

/** Moves the clock from one thing due to the next until it says these words. */
export async function travelUntil(stage: Stage, words: string): Promise<void> {
  while (!(await toNextDue(stage)).includes(words));
}
